import type { z } from 'zod';
import { phrase, type Phrase, type Text, type TextKey, type ValuesOf } from './phrase.js';

/** What can be wrong with a value: the texts of these files. */
type FaultKey = Extract<TextKey, `${(typeof FILES)[number]}:${string}`>;

const FILES = ['fields', 'operations'] as const;

/** How the message of a schema begins when it is one of ours. */
const BEGINNINGS = FILES.map((file) => `{"key":"${file}:`);

/**
 * The message of a schema about a fault. A schema knows no reader and its messages are strings, so it is a phrase,
 * written as JSON.
 */
export function fault<Key extends FaultKey>(key: Key, ...values: ValuesOf<Key>): string {
  return JSON.stringify(phrase(key, ...values));
}

/** What an issue says: a text of ours, or zod's own words. */
export function toldFault({ message }: z.core.$ZodIssue): Text {
  return BEGINNINGS.some((beginning) => message.startsWith(beginning))
    ? (JSON.parse(message) as Phrase)
    : message;
}
