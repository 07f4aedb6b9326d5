import type { z } from 'zod';
import { getPrice } from '../nicenic/actions.js';
import type { Turn } from '../nicenic/call-gate.js';
import type { FailureKind, RegistrarFailure } from '../nicenic/classify-answer.js';
import type { Credentials, RegistrarClient } from '../nicenic/registrar-client.js';

/** What one name costs for one year at the registrar, in units of `currency`. */
export interface NamePrice {
  readonly register: number;
  /** Null where the registrar tells none. */
  readonly renew: number | null;
  readonly transfer: number | null;
  /** Three capital letters (ISO 4217). */
  readonly currency: string;
  /** Null where the registrar does not say. */
  readonly isPremium: boolean | null;
}

/** What asking for a name's price came to. */
export type PriceAnswer =
  | { readonly kind: 'priced'; readonly price: NamePrice }
  /** The registrar answers, but not with a price for a registration of this name. */
  | { readonly kind: 'unpriced' }
  /** Says nothing about the name. */
  | { readonly kind: 'failed'; readonly failure: RegistrarFailure };

/**
 * No to the request, as far as one answer can tell. What comes for a TLD that is not sold is not known
 * (nicenic-api-v2.md section 5.2); it will be one of these.
 */
export const REFUSALS_OF_NAMES: readonly FailureKind[] = ['request_refused', 'unknown_code'];

/** Whether someone waits at a page for the price. */
export type ReadTurn = Exclude<Turn, 'order'>;

/** One price of many: who waits for it waits for others as well. */
const PRICE_MILLISECONDS: Readonly<Record<ReadTurn, number>> = { page: 4_000, background: 10_000 };

const CURRENCY = /^[A-Z]{3}$/;

/**
 * Asks for all prices of a name (ASCII form) for one year: of several years it is not known whether the price is per
 * year (nicenic-api-v2.md section 5.2).
 */
export async function priceName(
  client: RegistrarClient,
  credentials: Credentials,
  name: string,
  turn: ReadTurn,
): Promise<PriceAnswer> {
  const request = { domain: name, type: 'all', year: 1 } as const;
  const totalMilliseconds = PRICE_MILLISECONDS[turn];
  const answer = await client.read(getPrice, request, credentials, { totalMilliseconds, turn });
  if (answer.outcome === 'done') {
    const price = priceIn(answer.data);
    return price === null ? { kind: 'unpriced' } : { kind: 'priced', price };
  }
  const { failure } = answer;
  return REFUSALS_OF_NAMES.includes(failure.kind) ? { kind: 'unpriced' } : { kind: 'failed', failure };
}

/**
 * The prices in an answer; null without one for a registration. Nothing is sold for nothing: a register or renew price
 * of 0 counts as none. Some registries take no money for a transfer.
 */
export function priceIn(items: z.output<typeof getPrice.data>): NamePrice | null {
  const find = (type: string): { price: number; currency: string; is_premium: boolean | null } | undefined =>
    items.find((item) => item.type === type);
  const register = find('register');
  const currency = register?.currency.trim().toUpperCase() ?? '';
  if (register === undefined || !(register.price > 0) || !CURRENCY.test(currency)) return null;
  const other = (type: 'renew' | 'transfer', least: number): number | null => {
    const item = find(type);
    const same = item?.currency.trim().toUpperCase() === currency;
    return item !== undefined && same && item.price >= least ? item.price : null;
  };
  return {
    register: register.price,
    renew: other('renew', Number.MIN_VALUE),
    transfer: other('transfer', 0),
    currency,
    isPremium: register.is_premium,
  };
}
