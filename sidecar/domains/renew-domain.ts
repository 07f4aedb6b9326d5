import { z } from 'zod';
import { CompanionError } from '../errors/companion-error.js';
import { whyIncomplete } from '../errors/why-incomplete.js';
import { renewDomain as renewAction } from '../nicenic/actions.js';
import type { RefusedRenewal, RenewalCalls } from '../orders/order-service.js';
import { accountName } from '../settings/account-name.js';
import { apiEnvironmentOf, credentialsOf, type Settings } from '../settings/settings.js';
import { phrase } from '../texts/phrase.js';
import { accountOf } from './account-of.js';
import { guardBalance } from './balance-guard.js';
import { domainAction, type DomainAction } from './domain-action.js';
import { findNow } from './find-now.js';
import { whmcsDomain, withName } from './named-domain.js';
import { orderAnswer } from './order-answer.js';
import type { OrderingParts } from './ordering-parts.js';
import { guardPremiumCost, premiumCost } from './premium-guard.js';
import { registrarRecords } from './registrar-records.js';

/** WHMCS hands over a date object, or none at all; a date that is none counts as not told. */
const expiryDate = z.iso.date().nullable().catch(null);

const params = z
  .object({
    ...whmcsDomain,
    regperiod: z.coerce.number().int().min(1).max(10),
    expiryDate,
    isInRedemptionGracePeriod: z.boolean().default(false),
    premiumCost,
  })
  .transform(withName);

/**
 * WHMCS's RenewDomain (whmcs-contract.md section 5.1). The expiry date that is renewed from comes from the registrar's
 * list; the one of WHMCS tells a second renewal from the repetition of the first. A renewal in the grace period is an
 * ordinary one; a restore out of the redemption period is not among the documented actions.
 */
export function renewDomain(parts: OrderingParts): DomainAction {
  const { client, orders, failures } = parts;
  return domainAction({
    name: 'RenewDomain',
    params,
    run: async (given, { settings, referenceId, isAnswerable }) => {
      const { name, domainid: whmcsDomainId, regperiod: years, expiryDate: whmcsExpiry } = given;
      if (given.isInRedemptionGracePeriod) throw new CompanionError('restore_not_supported');
      const credentials = credentialsOf(settings);
      const calls: RenewalCalls = {
        ...registrarRecords(client, credentials, name),
        lookUp: () => findNow(client, parts.portfolio, credentials, name),
        ready: async () => {
          await guardPremiumCost(client, failures, settings, {
            type: 'renew',
            name,
            years,
            cost: given.premiumCost,
          });
          await guardBalance(parts, settings, { type: 'renew', name });
        },
        expiryDate: () => listedExpiry(parts, name, settings),
        send: async (renewsFrom) => {
          const request = { domain: name, deaddate: renewsFrom, year: years };
          const answer = await client.order(renewAction, request, credentials);
          if (answer.outcome !== 'done') return answer;
          const { new_expired_date } = answer.data;
          return { outcome: 'done', result: { createdDate: null, expiryDate: new_expired_date ?? null } };
        },
      };
      const request = { account: accountOf(settings), domain: name, whmcsDomainId, years, whmcsExpiry };
      const placed = await orders.renew(request, calls, referenceId);
      if (placed.kind === 'refused') throw refusal(placed, name, whmcsExpiry);
      // WHMCS knows no renewal that waits: one that was accepted is told as done.
      const isAccepted = placed.order.state === 'done' || placed.order.state === 'pending';
      if (isAccepted && placed.kind === 'order' && isAnswerable()) await orders.told(placed.order);
      return orderAnswer(
        placed,
        ({ intent, result }) => ({
          renewed: true,
          domain: name,
          oldExpiryDate: intent.renewsFrom,
          expiryDate: result?.expiryDate ?? null,
        }),
        failures,
        settings,
      );
    },
  });
}

/** @throws {CompanionError} when the list cannot be read, does not have the name or tells no date: nothing is sent */
async function listedExpiry(
  { client, failures, portfolio }: OrderingParts,
  name: string,
  settings: Settings,
): Promise<string> {
  const looked = await findNow(client, portfolio, credentialsOf(settings), name);
  if ('failure' in looked) throw await failures.report('domain/domain_list', looked.failure, settings);
  if ('incomplete' in looked) {
    throw new CompanionError('registrar_unavailable', {
      detail: phrase('details:not_found_nor_ordered', {
        domain: name,
        why: whyIncomplete(looked.incomplete),
      }),
    });
  }
  const listed = looked.found;
  if (listed === null) {
    throw new CompanionError('domain_not_found', {
      detail: phrase('details:not_in_account', {
        domain: name,
        environment: accountName(apiEnvironmentOf(settings)),
        username: settings.username,
      }),
    });
  }
  if (listed.expiryDate === null) {
    throw new CompanionError('registrar_unavailable', {
      detail: phrase('details:no_expiry_date', { domain: name }),
    });
  }
  return listed.expiryDate;
}

function refusal(
  { reason, listedExpiry }: RefusedRenewal,
  name: string,
  whmcsExpiry: string | null,
): CompanionError {
  return new CompanionError('renewal_dates_differ', {
    detail: [
      whmcsExpiry === null
        ? phrase('details:expiry_date_unknown', { domain: name, listed: listedExpiry })
        : phrase('details:expiry_dates', { domain: name, listed: listedExpiry, whmcs: whmcsExpiry }),
      reason === 'refuse_expiry_differs'
        ? phrase('details:renewed_already')
        : phrase('details:last_renewal_not_listed'),
    ],
  });
}
