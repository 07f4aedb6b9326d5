import type { z } from 'zod';
import { phrase, type Phrase, type TextKey, type ValuesOf } from './phrase.js';

/** What can be wrong with a value: the texts of these files. */
type FaultKey = Extract<TextKey, `${(typeof FILES)[number]}:${string}`>;

const FILES = ['fields', 'operations'] as const;

/** How the message of a schema begins when it is one of ours. */
const BEGINNINGS = FILES.map((file) => `{"key":"${file}:`);

/** Of what kind a value must be, by zod's names. */
const KINDS: Readonly<Record<string, Phrase>> = {
  string: phrase('fields:kinds.text'),
  number: phrase('fields:kinds.number'),
  int: phrase('fields:kinds.whole_number'),
  boolean: phrase('fields:kinds.boolean'),
  array: phrase('fields:kinds.list'),
  object: phrase('fields:kinds.object'),
  record: phrase('fields:kinds.object'),
};

/**
 * The message of a schema about a fault. A schema knows no reader and its messages are strings, so it is a phrase,
 * written as JSON.
 */
export function fault<Key extends FaultKey>(key: Key, ...values: ValuesOf<Key>): string {
  return JSON.stringify(phrase(key, ...values));
}

/**
 * What an issue says: our message, or what zod found by itself, in our words too. With `reportInput` a value that is
 * missing is told as such.
 */
export function toldFault(issue: z.core.$ZodIssue): Phrase {
  const { message } = issue;
  if (BEGINNINGS.some((beginning) => message.startsWith(beginning))) return JSON.parse(message) as Phrase;
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return phrase('fields:missing');
      return KINDS[issue.expected] ?? phrase('fields:invalid');
    case 'too_small':
      return tooSmall(issue.origin, Number(issue.minimum));
    case 'too_big':
      return tooBig(issue.origin, Number(issue.maximum));
    case 'invalid_value':
      return phrase('fields:variable.one_of', { names: issue.values.map(String) });
    case 'unrecognized_keys':
      return phrase('fields:unknown_names', { names: issue.keys });
    case 'invalid_format':
      return phrase(issue.format === 'email' ? 'fields:email' : 'fields:invalid');
    default:
      return phrase('fields:invalid');
  }
}

function tooSmall(origin: string, least: number): Phrase {
  if (origin === 'string')
    return least === 1 ? phrase('fields:empty') : phrase('fields:few_characters', { least });
  return origin === 'array' ? phrase('fields:few_entries', { least }) : phrase('fields:too_small', { least });
}

function tooBig(origin: string, most: number): Phrase {
  if (origin === 'string') return phrase('fields:many_characters', { most });
  return origin === 'array' ? phrase('fields:many_entries', { most }) : phrase('fields:too_big', { most });
}
