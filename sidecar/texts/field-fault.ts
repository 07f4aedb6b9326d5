import type { z } from 'zod';
import type { PhraseValue, Text, TextKey, ValuesOf } from './phrase.js';

/** What can be wrong with a field: the texts of `fields.json`. */
type FaultKey = Extract<TextKey, `${typeof FILE}${string}`>;

const FILE = 'fields:';

/** Those without values. */
type PlainFaultKey = { [Key in FaultKey]: ValuesOf<Key> extends [] ? Key : never }[FaultKey];

/** The message of a schema about a fault: the key of its text, because a schema knows no reader. */
export function fault(key: PlainFaultKey): string {
  return key;
}

/** The same for a text with values, as an issue of zod carries them. */
export function faultWith<Key extends FaultKey>(
  key: Key,
  ...[values]: ValuesOf<Key>
): { readonly message: string; readonly params: Record<string, unknown> } {
  return { message: key, params: { ...values } };
}

/** What an issue says: a text of ours, or zod's own words. */
export function toldFault(issue: z.core.$ZodIssue): Text {
  const { message } = issue;
  if (!isFaultKey(message)) return message;
  const values = issue.code === 'custom' ? issue.params : undefined;
  return { key: message, ...(values === undefined ? {} : { values: values as Record<string, PhraseValue> }) };
}

function isFaultKey(message: string): message is FaultKey {
  return message.startsWith(FILE);
}
