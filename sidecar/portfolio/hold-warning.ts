import { phrase, type Phrase } from '../texts/phrase.js';

/** Names that one warning lists; the status page is no list of domains. */
const MOST_NAMES = 5;

/** What to tell administrators about domains on hold: one sentence, or nothing. Pure. */
export function holdWarnings(names: readonly string[]): Phrase[] {
  const total = names.length;
  if (total === 0) return [];
  const domains = names.slice(0, MOST_NAMES);
  const rest = total - domains.length;
  return [
    rest > 0
      ? phrase('warnings:many_on_hold', { total, domains, rest })
      : phrase('warnings:on_hold', { count: total, domains }),
  ];
}
