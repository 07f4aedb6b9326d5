import type { FailureKind } from '../nicenic/classify-answer.js';
import type { PassOutcome } from './pass-outcome.js';

/**
 * How long what was read of the list counts as the present state. WHMCS asks for 50 domains one after the other in one
 * run of its cron (whmcs-contract.md section 5.6), and each question is answered within 15 s: a run that begins with a
 * pass ends within 12.5 minutes, so that it never needs a second one. Orders that go through the sidecar are known at
 * once (`changedAt`), so that the limit concerns only what happens on the registrar's own website.
 */
export const FRESH_MILLISECONDS = 15 * 60_000;

/** Pages that a look for one name reads at most: the one where it should be, and two of its neighbours. */
export const LOOK_PAGES = 3;

/** Looks for single names between two passes. With more of them many domains are asked, and a pass serves them all. */
export const MOST_LOOKS = 5;

/** What is known when a question about one name comes. Times are milliseconds since 1970-01-01 UTC. */
export interface QuestionFacts {
  /** When the name was last seen in the list; null when it is not in the index. */
  readonly seenAt: number | null;
  /** When an order last changed the domain, or may have; kept until the list shows the name after it. */
  readonly changedAt: number | null;
  /** The last clean pass; `startedAt` is the time that it speaks for. */
  readonly pass: { readonly startedAt: number; readonly pages: number } | null;
  /** Looks since the last pass. */
  readonly looks: number;
  /** Whether the asker asks for one domain after the other, as WHMCS's cron does. */
  readonly oneOfMany: boolean;
  readonly now: number;
}

export type QuestionDecision =
  /** The index has it. */
  | 'listed'
  /** A clean pass did not show it. */
  | 'missing'
  /** Read the page where it should be. */
  | 'look'
  /** Read the whole list. */
  | 'pass';

/** What to do for a question about one name. Pure. */
export function decideQuestion(facts: QuestionFacts): QuestionDecision {
  const { seenAt, changedAt, pass, looks, oneOfMany, now } = facts;
  const holds = (at: number | null): boolean =>
    at !== null && isFresh(at, now) && (changedAt === null || at > changedAt);
  if (holds(seenAt)) return 'listed';
  if (pass === null) return 'pass';
  const mayLook = looks < MOST_LOOKS;
  if (holds(pass.startedAt)) {
    // Known from before and not shown: gone, or moved to a page that had been read already. Ordered: may come any moment.
    const expected = seenAt !== null || changedAt !== null;
    return expected && mayLook ? 'look' : 'missing';
  }
  if (!mayLook || pass.pages <= LOOK_PAGES) return 'pass';
  // Only this one is out of date: the others need no pass.
  if (isFresh(pass.startedAt, now)) return 'look';
  return oneOfMany ? 'pass' : 'look';
}

/** A time in the future comes from a clock that was set back since. */
function isFresh(at: number, now: number): boolean {
  return at <= now && now - at <= FRESH_MILLISECONDS;
}

/** What a pass or look that came to nothing holds up. */
export interface Setback {
  readonly milliseconds: number;
  /** Whether nothing at all is asked meanwhile; else only no further pass. */
  readonly silent: boolean;
}

/** Repeated refusals can get an account or address blocked (design.md rule 7). */
const REFUSED_MILLISECONDS = 30_000;

/** Every one of fifty questions in a row would begin a pass that ends like the one before. */
const SPOILED_MILLISECONDS = 60_000;

/** In some dialects a refusal of access comes as one of the request, or with a code that no document explains. */
const REFUSALS: readonly FailureKind[] = [
  'access_refused',
  'request_refused',
  'unknown_code',
  'rate_limited',
  'held_back',
];

/** How long to wait after a pass, or null. Looks count as passes of one page. Pure. */
export function setbackAfter(outcome: PassOutcome): Setback | null {
  if (outcome.kind === 'clean') return null;
  if (outcome.kind === 'failed' && REFUSALS.includes(outcome.failure.kind)) {
    const { retryAfterSeconds } = outcome.failure;
    const milliseconds = retryAfterSeconds === null ? REFUSED_MILLISECONDS : retryAfterSeconds * 1_000;
    return { milliseconds: Math.min(milliseconds, FRESH_MILLISECONDS), silent: true };
  }
  // One call that failed: the next question finds out whether it works again.
  if (outcome.kind === 'failed' && outcome.pages === 0) return null;
  return { milliseconds: SPOILED_MILLISECONDS, silent: false };
}
