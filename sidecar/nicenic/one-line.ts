/* eslint-disable no-control-regex -- control characters are what is taken out */
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g;
/* eslint-enable no-control-regex */

/**
 * Text of others inside a sentence of ours: without line breaks, terminal escapes and marks that turn the direction of
 * writing, so that it cannot pass for more than one line of text. The verbatim text stays in the record of the call.
 */
export function oneLine(text: string): string {
  return text.replace(UNPRINTABLE, ' ').trim();
}
