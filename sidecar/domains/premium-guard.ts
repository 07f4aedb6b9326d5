import { z } from 'zod';
import { CompanionError } from '../errors/companion-error.js';
import { getPrice } from '../nicenic/actions.js';
import { oneLine } from '../nicenic/one-line.js';
import type { RegistrarClient } from '../nicenic/registrar-client.js';
import { REFUSALS_OF_NAMES } from '../pricing/price-name.js';
import { credentialsOf, type Settings } from '../settings/settings.js';
import { phrase } from '../texts/phrase.js';
import type { FailureReporter } from './failure-reporter.js';

/** The registrar's price that WHMCS has sold a premium name on; absent for any other name (whmcs-contract.md section 3.1). */
export const premiumCost = z
  .union([z.string().max(32), z.number()])
  .transform((cost) => (cost === '' ? undefined : cost))
  .optional();

/** Prices have two decimals; whatever differs by less is the same price. */
const CENT = 0.005;

/** An order, as far as its price is concerned. */
interface PricedOrder {
  readonly type: 'register' | 'renew' | 'transfer';
  readonly name: string;
  readonly years: number;
  /** What WHMCS knows as the registrar's price; undefined when it does not take the name for a premium one. */
  readonly cost: string | number | undefined;
}

/**
 * Compares the price that WHMCS knows with the registrar's, for a premium name only (whmcs-contract.md section 5.1).
 * Whether NiceNIC's price for several years is per year or in total is not known (nicenic-api-v2.md section 5.2), so
 * only orders of one year can be compared.
 * @throws {CompanionError} when they differ or cannot be compared
 */
export async function guardPremiumCost(
  client: RegistrarClient,
  failures: FailureReporter,
  settings: Settings,
  { type, name, years, cost }: PricedOrder,
): Promise<void> {
  if (cost === undefined) return;
  const known = Number(cost);
  if (!Number.isFinite(known))
    throw new CompanionError('invalid_parameter', { detail: phrase('details:premium_cost') });
  if (years !== 1) {
    throw new CompanionError('premium_cost_differs', {
      detail: phrase('details:premium_years', { domain: name, years }),
    });
  }
  const answer = await client.read(getPrice, { domain: name, type, year: 1 }, credentialsOf(settings));
  if (answer.outcome === 'failed') throw await failures.report('domain/get_price', answer.failure, settings);
  const price = answer.data.find((item) => item.type === type)?.price;
  if (price === undefined || Math.abs(price - known) > CENT) {
    throw new CompanionError('premium_cost_differs', {
      detail:
        price === undefined
          ? phrase('details:premium_no_price', { known })
          : phrase('details:premium_price', { known, price }),
    });
  }
}

/**
 * The same for a registration, where WHMCS may also have sold a premium name without knowing it: `domain/check` says
 * nothing about premium (nicenic-api-v2.md section 5.1), and the name may have been sold by another lookup provider.
 * A refusal to tell the price of a name is no word about premium, and the order goes on.
 * @throws {CompanionError} when the price differs, the name was sold as an ordinary one, or the price cannot be asked
 * for: nothing is sent then
 */
export async function guardRegistrationCost(
  client: RegistrarClient,
  failures: FailureReporter,
  settings: Settings,
  order: Omit<PricedOrder, 'type'>,
): Promise<void> {
  if (order.cost !== undefined) {
    await guardPremiumCost(client, failures, settings, { ...order, type: 'register' });
    return;
  }
  const request = { domain: order.name, type: 'register', year: 1 } as const;
  const answer = await client.read(getPrice, request, credentialsOf(settings));
  if (answer.outcome === 'failed') {
    if (REFUSALS_OF_NAMES.includes(answer.failure.kind)) return;
    throw await failures.report('domain/get_price', answer.failure, settings);
  }
  const priced = answer.data.find(({ type }) => type === 'register');
  if (priced?.is_premium === true) {
    throw new CompanionError('premium_sold_as_ordinary', {
      detail: phrase('details:premium_costs', {
        domain: order.name,
        price: priced.price,
        currency: oneLine(priced.currency).slice(0, 3),
      }),
    });
  }
}
