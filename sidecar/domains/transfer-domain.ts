import { z } from 'zod';
import { Secret } from '../config/secret.js';
import { CompanionError } from '../errors/companion-error.js';
import { whyIncomplete } from '../errors/why-incomplete.js';
import { transferDomain as transferAction } from '../nicenic/actions.js';
import { nameIntent } from '../orders/order.js';
import type { OrderCalls } from '../orders/order-service.js';
import { accountName } from '../settings/account-name.js';
import { apiEnvironmentOf, credentialsOf, type Settings } from '../settings/settings.js';
import { phrase } from '../texts/phrase.js';
import { accountOf } from './account-of.js';
import { guardBalance } from './balance-guard.js';
import { domainAction, type DomainAction } from './domain-action.js';
import { findNow } from './find-now.js';
import { whmcsDomain, withOneScript } from './named-domain.js';
import { orderAnswer } from './order-answer.js';
import type { OrderingParts } from './ordering-parts.js';
import { guardPremiumCost, premiumCost } from './premium-guard.js';
import { checkOrder, contactFieldsOf, registrantOf, registrantParams } from './registrant.js';
import { registrarRecords } from './registrar-records.js';

/** The EPP code, wrapped before anything else sees it: whoever has it can take the domain away. */
const transferCode = z
  .string()
  .trim()
  .max(255)
  .default('')
  .transform((code) => new Secret(code));

const params = z
  .object({
    ...whmcsDomain,
    ...registrantParams,
    regperiod: z.coerce.number().int().min(1).max(10),
    // WHMCS has it under both names (whmcs-contract.md section 3.1).
    transfersecret: transferCode,
    eppcode: transferCode,
    premiumCost,
  })
  .transform(withOneScript);

/**
 * WHMCS's TransferDomain (whmcs-contract.md section 5.1). NiceNIC accepts it with 201 and tells nothing further; that
 * it is over shows in the account's list. Sent at most once per intent, and only for a name that is not in the list.
 */
export function transferDomain(parts: OrderingParts): DomainAction {
  const { client, contacts, orders, failures } = parts;
  return domainAction({
    name: 'TransferDomain',
    params,
    run: async (given, { settings, referenceId }) => {
      const { name, regperiod: years } = given;
      const code = given.transfersecret.reveal() === '' ? given.eppcode : given.transfersecret;
      const request = { domain: name, year: years, authcode: code.reveal(), ...registrantOf(given) };
      checkOrder(request, transferAction.request);
      const credentials = credentialsOf(settings);
      const account = accountOf(settings);
      const calls: OrderCalls = {
        ...registrarRecords(client, credentials, name),
        lookUp: () => findNow(client, parts.portfolio, credentials, name),
        ready: async () => {
          await guardPremiumCost(client, failures, settings, {
            type: 'transfer',
            name,
            years,
            cost: given.premiumCost,
          });
          await refuseOwn(parts, name, settings);
          await guardBalance(parts, settings, { type: 'transfer', name });
          await contacts.noteOrdered(account, name, contactFieldsOf(given), referenceId);
        },
        send: async () => {
          const answer = await client.order(transferAction, request, credentials);
          if (answer.outcome !== 'done') return answer;
          return { outcome: 'done', result: { createdDate: null, expiryDate: null } };
        },
      };
      const intent = nameIntent('transfer', account, {
        domain: name,
        whmcsDomainId: given.domainid,
        years,
      });
      const placed = await orders.place(intent, calls, referenceId);
      return orderAnswer(
        placed,
        ({ result }) => ({ transferred: true, domain: name, expiryDate: result?.expiryDate ?? null }),
        failures,
        settings,
      );
    },
  });
}

/**
 * A name that is in the account is not transferred into it. That it was not there before is also what makes its
 * appearance later the proof of an order whose answer was lost.
 */
async function refuseOwn(
  { client, failures, portfolio }: OrderingParts,
  name: string,
  settings: Settings,
): Promise<void> {
  const looked = await findNow(client, portfolio, credentialsOf(settings), name);
  if ('failure' in looked) throw await failures.report('domain/domain_list', looked.failure, settings);
  if ('incomplete' in looked) {
    throw new CompanionError('registrar_unavailable', {
      detail: phrase('details:not_known_nor_ordered', {
        domain: name,
        why: whyIncomplete(looked.incomplete),
      }),
    });
  }
  if (looked.found !== null) {
    throw new CompanionError('domain_in_account', {
      detail: phrase('details:in_account', {
        domain: name,
        environment: accountName(apiEnvironmentOf(settings)),
        username: settings.username,
      }),
    });
  }
}
