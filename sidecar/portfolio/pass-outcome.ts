import type { RegistrarFailure } from '../nicenic/classify-answer.js';
import type { Phrase } from '../texts/phrase.js';

/** What reading the whole list came to. */
export type PassOutcome =
  | { readonly kind: 'clean'; readonly startedAt: number; readonly pages: number }
  /** The pages do not belong to one list, or it was not read to its end. Says why. */
  | { readonly kind: 'unclean'; readonly because: Phrase }
  /** `pages`: how many were read before. */
  | { readonly kind: 'failed'; readonly failure: RegistrarFailure; readonly pages: number };
