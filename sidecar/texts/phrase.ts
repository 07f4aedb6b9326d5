import type { TextValues } from './text-values.js';

/** Every text there is, as `file:key` of `shared/locales`. */
export type TextKey = keyof TextValues;

/**
 * Something to be said in a language that is not chosen yet: a text of the catalogue and what to fill in. Plain data,
 * so that it can be kept and told to each reader in his own language.
 */
export interface Phrase {
  readonly key: TextKey;
  readonly values?: Readonly<Record<string, PhraseValue>>;
}

/** A phrase, or words that are no text of ours: what others said, names, codes. */
export type Text = Phrase | string;

/** What stands in the place of a name in a text: words of others as they are, a number, another phrase, or a list. */
export type PhraseValue = number | Text | readonly Text[];

/** The values that a text needs; none where it has no places to fill in. */
export type ValuesOf<Key extends TextKey> = [TextValues[Key]] extends [undefined] ? [] : [TextValues[Key]];

/** Builds a phrase; the compiler knows which values each text takes. */
export function phrase<Key extends TextKey>(key: Key, ...[values]: ValuesOf<Key>): Phrase {
  return values === undefined ? { key } : { key, values };
}

/** Whether it is a phrase and not words of others. */
export function isPhrase(value: PhraseValue): value is Phrase {
  return typeof value === 'object' && !Array.isArray(value);
}
