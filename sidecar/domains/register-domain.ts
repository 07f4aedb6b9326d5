import { z } from 'zod';
import { registerDomain as registerAction } from '../nicenic/actions.js';
import { nameIntent } from '../orders/order.js';
import type { OrderCalls } from '../orders/order-service.js';
import { credentialsOf } from '../settings/settings.js';
import { accountOf } from './account-of.js';
import { guardBalance } from './balance-guard.js';
import { domainAction, type DomainAction } from './domain-action.js';
import { whmcsDomain, withOneScript } from './named-domain.js';
import { orderAnswer } from './order-answer.js';
import type { OrderingParts } from './ordering-parts.js';
import { guardRegistrationCost, premiumCost } from './premium-guard.js';
import { checkOrder, contactFieldsOf, registrantOf, registrantParams } from './registrant.js';
import { registrarRecords } from './registrar-records.js';

const params = z
  .object({
    ...whmcsDomain,
    ...registrantParams,
    regperiod: z.coerce.number().int().min(1).max(10),
    premiumCost,
  })
  .transform(withOneScript);

/** WHMCS's RegisterDomain (whmcs-contract.md section 5.1). Sent at most once per intent. */
export function registerDomain(parts: OrderingParts): DomainAction {
  const { client, contacts, orders, failures } = parts;
  return domainAction({
    name: 'RegisterDomain',
    params,
    run: async (given, { settings, referenceId }) => {
      const { name, regperiod } = given;
      const request = { domain: name, year: regperiod, ...registrantOf(given) };
      checkOrder(request, registerAction.request);
      const credentials = credentialsOf(settings);
      const account = accountOf(settings);
      const calls: OrderCalls = {
        ...registrarRecords(client, credentials, name),
        ready: async () => {
          await guardRegistrationCost(client, failures, settings, {
            name,
            years: regperiod,
            cost: given.premiumCost,
          });
          await guardBalance(parts, settings, { type: 'register', name });
          await contacts.noteOrdered(account, name, contactFieldsOf(given), referenceId);
        },
        send: async () => {
          const answer = await client.order(registerAction, request, credentials);
          if (answer.outcome !== 'done') return answer;
          const { created_date, expired_date } = answer.data;
          return {
            outcome: 'done',
            result: { createdDate: created_date ?? null, expiryDate: expired_date ?? null },
          };
        },
      };
      const intent = nameIntent('register', account, {
        domain: name,
        whmcsDomainId: given.domainid,
        years: regperiod,
      });
      const placed = await orders.place(intent, calls, referenceId);
      return orderAnswer(
        placed,
        ({ result }) => ({
          registered: true,
          domain: name,
          createdDate: result?.createdDate ?? null,
          expiryDate: result?.expiryDate ?? null,
        }),
        failures,
        settings,
      );
    },
  });
}
