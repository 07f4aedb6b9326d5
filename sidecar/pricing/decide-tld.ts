import type { TldKnowledge, TldPrice } from './tld-price-store.js';

/** Prices are read again after this time. Milliseconds. */
export const VALID_MILLISECONDS = 24 * 60 * 60_000;

/** A reading that failed is repeated by schedule after this time; an administrator who asks is not held up by it. */
export const RETRY_MILLISECONDS = 15 * 60_000;

/** Why there is no price for a TLD. */
export type WhyMissing = 'not_sold' | 'failed' | 'not_read_yet';

/** What can be said about a TLD. `outOfDate`: the price is older than a day, and it could not be read again yet. */
export type TldVerdict =
  { readonly price: TldPrice; readonly outOfDate: boolean } | { readonly missing: WhyMissing };

/**
 * Whether a TLD is to be read (again). `failedSince`: a failure from then on is not repeated. A time in the future
 * comes from a clock that was set back.
 */
export function isDue(known: TldKnowledge | undefined, now: number, failedSince: number): boolean {
  const last = known?.last ?? null;
  if (last === null || last.at > now) return true;
  return last.outcome === 'failed' ? last.at < failedSince : now - last.at >= VALID_MILLISECONDS;
}

/** What is known about a TLD, in words for who asks. An old price is better than none. */
export function verdictOn(known: TldKnowledge | undefined, now: number): TldVerdict {
  const price = known?.price ?? null;
  if (price !== null) {
    const age = now - price.readAt;
    return { price, outOfDate: age < 0 || age >= VALID_MILLISECONDS };
  }
  const outcome = known?.last?.outcome;
  return { missing: outcome === 'not_sold' || outcome === 'failed' ? outcome : 'not_read_yet' };
}
