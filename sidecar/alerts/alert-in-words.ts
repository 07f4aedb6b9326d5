import { phrase, type Text } from '../texts/phrase.js';
import type { Translator } from '../texts/translator.js';
import type { AlertMessage, AlertPart } from './alert.js';

/** A message as it is read: plain text, lines separated by \n. */
export interface AlertWords {
  readonly subject: string;
  readonly text: string;
}

/** The message in one language. Pure. */
export function alertInWords({ subject, text, referenceId }: AlertMessage, texts: Translator): AlertWords {
  const parts = [...text, phrase('alerts:reference', { referenceId })];
  return { subject: texts.say(subject), text: parts.map((part) => partInWords(part, texts)).join('\n\n') };
}

function partInWords(part: AlertPart, texts: Translator): string {
  return isText(part)
    ? texts.say(part)
    : [texts.say(part.heading), ...part.items.map((item) => `- ${texts.say(item)}`)].join('\n');
}

function isText(part: AlertPart): part is Text {
  return typeof part === 'string' || 'key' in part;
}
