import type { ListGap } from '../nicenic/find-listed-domain.js';
import { phrase, type Phrase } from '../texts/phrase.js';

/** Why a name that was not found may be in the list all the same, as a part of a sentence. */
export function whyIncomplete(gap: ListGap): Phrase {
  switch (gap.kind) {
    case 'out_of_time':
      return phrase('answers:list.out_of_time', { page: gap.page, seconds: gap.milliseconds / 1_000 });
    case 'changed':
      return phrase('answers:list.changed', { before: gap.before, now: gap.now });
    case 'short':
      return phrase('answers:list.short', { total: gap.total, shown: gap.shown });
    case 'too_long':
      return phrase('answers:list.too_long', { pages: gap.pages });
  }
}
