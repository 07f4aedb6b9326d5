import type { CauseCode } from '../../causes/cause-catalogue.js';
import type { Phrase } from '../../texts/phrase.js';
import { isRefusal, type Evidence } from '../evidence.js';

/** How much a fact speaks for (above 1) or against (below 1) each cause: the factor on the cause's weight. */
export type Factors = Readonly<Partial<Record<CauseCode, number>>>;

/** One piece of reasoning: where `fact` finds something, the factors count and the sentence is shown as evidence. */
export interface Rule {
  readonly id: string;
  readonly factors: Factors;
  /** Why these factors. */
  readonly reason: string;
  /** The sentence for the admin, or null when the fact is not there. */
  readonly fact: (evidence: Evidence) => Phrase | null;
}

/** Settles the matter: no set of hints adds up to it. */
export const PROOF = 10_000;
/** Leaves little room for another cause. */
export const STRONG = 100;
/** Tips the balance between causes that look alike. */
export const HINT = 8;
export const WEAK_HINT = 1.6;
export const WEAK_AGAINST = 0.6;
export const AGAINST = 0.1;
/** Leaves the cause little room. */
export const STRONG_AGAINST = 0.01;

/** The causes behind a refusal; a failure of another kind speaks against all of them at once. */
export const NO_REFUSAL: Factors = {
  ip_not_whitelisted: AGAINST,
  wrong_secret: AGAINST,
  account_not_eligible: AGAINST,
};

/** Whether NiceNIC said no to the settings as they are. */
export function refused(evidence: Evidence): boolean {
  return isRefusal(evidence.probe?.failure ?? null);
}
