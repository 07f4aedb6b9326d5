import { CompanionError } from '../errors/companion-error.js';
import { readBalance } from '../nicenic/actions.js';
import type { RegistrarClient } from '../nicenic/registrar-client.js';
import type { PaidAction } from '../orders/order.js';
import type { TldPriceStore } from '../pricing/tld-price-store.js';
import { credentialsOf, type Settings } from '../settings/settings.js';
import { phrase } from '../texts/phrase.js';
import { accountOf } from './account-of.js';

/** Money at the registrar; `amount` is null where its answer cannot be read. */
export interface Balance {
  readonly amount: number | null;
  readonly currency: string;
}

/** What the guard needs. */
export interface BalanceParts {
  readonly client: RegistrarClient;
  readonly tldPrices: TldPriceStore;
  /** The balance that was seen last with these settings; null when none was. */
  readonly lastBalance: (settings: Settings) => Promise<Balance | null>;
}

/**
 * Holds an order back that the account cannot pay. Asks only when the balance seen last is too small for one year of
 * the TLD: whether prices are by the year is not known (nicenic-api-v2.md section 5.2), so that a larger order of
 * several years is left to the registrar, as is everything where price or balance cannot be read.
 * @throws {CompanionError} `balance_short`: nothing was sent
 */
export async function guardBalance(
  { client, tldPrices, lastBalance }: BalanceParts,
  settings: Settings,
  { type, name }: { readonly type: PaidAction; readonly name: string },
): Promise<void> {
  const last = await lastBalance(settings);
  if (last === null) return;
  const price = await tldPrices.find(accountOf(settings), name.slice(name.indexOf('.') + 1));
  const cost = price?.[type] ?? null;
  const isShort = ({ amount, currency }: Balance): boolean => {
    if (amount === null) return false;
    return price === null || cost === null ? amount <= 0 : currency === price.currency && amount < cost;
  };
  if (!isShort(last)) return;
  const answer = await client.read(readBalance, {}, credentialsOf(settings));
  if (answer.outcome === 'failed' || !isShort(answer.data)) return;
  const { amount, currency } = answer.data;
  throw new CompanionError('balance_short', {
    detail: [
      phrase('details:balance', { amount: Number(amount), currency }),
      ...(cost === null ? [] : [phrase('details:price_of_year', { price: cost, currency })]),
    ],
  });
}
