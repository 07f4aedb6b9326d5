import { z } from 'zod';
import { CompanionError } from '../errors/companion-error.js';
import { getPrice } from '../nicenic/actions.js';
import type { RegistrarClient } from '../nicenic/registrar-client.js';
import { credentialsOf, type Settings } from '../settings/settings.js';
import type { FailureReporter } from './failure-reporter.js';

/** The registrar's price that WHMCS has sold a premium name on; absent for any other name (whmcs-contract.md section 3.1). */
export const premiumCost = z
  .union([z.string().max(32), z.number()])
  .transform((cost) => (cost === '' ? undefined : cost))
  .optional();

/** Prices have two decimals; whatever differs by less is the same price. */
const CENT = 0.005;

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
  order: {
    readonly type: 'renew' | 'transfer';
    readonly name: string;
    readonly years: number;
    readonly cost: string | number | undefined;
  },
): Promise<void> {
  const { type, name, years, cost } = order;
  if (cost === undefined) return;
  const known = Number(cost);
  if (!Number.isFinite(known))
    throw new CompanionError('invalid_parameter', { detail: 'premiumCost: is not a price.' });
  if (years !== 1) {
    throw new CompanionError('premium_cost_differs', {
      detail: `${name} is a premium name: it is not known whether NiceNIC's price for ${years} years is per year. Order one year at a time.`,
    });
  }
  const answer = await client.read(getPrice, { domain: name, type, year: 1 }, credentialsOf(settings));
  if (answer.outcome === 'failed') throw await failures.report('domain/get_price', answer.failure, settings);
  const price = answer.data.find((item) => item.type === type)?.price;
  if (price === undefined || Math.abs(price - known) > CENT) {
    throw new CompanionError('premium_cost_differs', {
      detail: `WHMCS: ${known}. NiceNIC: ${price ?? 'no price'}.`,
    });
  }
}
