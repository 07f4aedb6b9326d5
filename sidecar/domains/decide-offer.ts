import type { PriceAnswer } from '../pricing/price-name.js';

/** What a premium name costs at the registrar for one year, in units of `currency` (ISO 4217). */
export interface PremiumCost {
  readonly register: number;
  readonly renew: number;
  /** Left out where the registrar tells none. */
  readonly transfer?: number;
  readonly currency: string;
}

/**
 * What a shop can say of a name. `unknown` is what WHMCS shows as unavailable in a search: never offer what is not
 * known to be free at a known price.
 */
export type Offer =
  | { readonly status: 'available'; readonly premium?: PremiumCost }
  | { readonly status: 'registered' | 'reserved' | 'unknown' | 'tld_not_supported' };

/**
 * Decides what can be offered of a name that is not taken, from what the registrar says. `answer`: the price, null
 * where it was not asked for. `isSold`: whether the account sells names of this TLD, null where that is not known. A
 * premium name is never offered at the normal price, and none without the price of its renewals.
 */
export function decideOffer(
  answer: PriceAnswer | null,
  isSold: boolean | null,
  premiumEnabled: boolean,
): Offer {
  if (answer?.kind !== 'priced') return { status: isSold === false ? 'tld_not_supported' : 'unknown' };
  const { register, renew, transfer, currency, isPremium } = answer.price;
  if (isPremium === false) return { status: 'available' };
  if (isPremium === null) return { status: 'unknown' };
  if (!premiumEnabled) return { status: 'reserved' };
  if (renew === null) return { status: 'unknown' };
  const premium = { register, renew, currency, ...(transfer === null ? {} : { transfer }) };
  return { status: 'available', premium };
}
