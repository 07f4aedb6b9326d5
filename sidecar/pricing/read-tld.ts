import type { RegistrarFailure } from '../nicenic/classify-answer.js';
import type { NamePrice, PriceAnswer } from './price-name.js';

/** What a look at the prices of a TLD came to. */
export type TldReading =
  | { readonly kind: 'priced'; readonly price: NamePrice }
  /** The registrar does not price names of this TLD. */
  | { readonly kind: 'not_sold' }
  /** `failure` is null where every probe came out as a premium name. */
  | { readonly kind: 'failed'; readonly failure: RegistrarFailure | null };

/** A first name may be premium or not allowed by chance; twice by chance is not believed. */
const PROBES = 2;

/**
 * Prices a TLD (ASCII form) by names that nobody has: NiceNIC documents no price list. A premium name's price is not
 * its TLD's. `label` makes up a new name; `price` asks for its price.
 */
export async function readTld(
  tld: string,
  label: () => string,
  price: (name: string) => Promise<PriceAnswer>,
): Promise<TldReading> {
  let unpriced = 0;
  for (let probe = 0; probe < PROBES; probe += 1) {
    const answer = await price(`${label()}.${tld}`);
    if (answer.kind === 'failed') return answer;
    if (answer.kind === 'unpriced') unpriced += 1;
    else if (answer.price.isPremium !== true) return answer;
  }
  return unpriced === PROBES ? { kind: 'not_sold' } : { kind: 'failed', failure: null };
}
