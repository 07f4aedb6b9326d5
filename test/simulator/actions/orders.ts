import { z } from 'zod';
import type { Verdict } from '../envelope.js';
import type { PortfolioDomain } from '../portfolio.js';
import type { OrderResult } from '../world.js';
import { defineAction } from './action.js';
import { ORDER_POSTCODE, contact, date, domainName, nameservers, text, years } from './parameters.js';

const orderContact = contact(ORDER_POSTCODE);

/** domain/register, section 5.3. `contact_source=member` makes the contact parameters needless. */
export const register = defineAction(
  'domain',
  'register',
  z
    .object({ domain: domainName, year: years, contact_source: text(1, 255).optional() })
    .and(nameservers)
    .and(z.union([z.object({ contact_source: z.literal('member') }), orderContact])),
  (parameters, { world, ordersWait }) => {
    const { domain, year, dns1, dns2, contact_source } = parameters;
    if (world.availability(domain) === 'unavailable') return { kind: 'refused', reason: 'domain_taken' };
    const result = world.place(
      {
        action: 'register',
        domain,
        years: year,
        nameservers: [dns1, dns2],
        contact: contact_source === 'member' ? null : contactOf(parameters),
      },
      ordersWait,
    );
    return toVerdict(result, (registered) => ({
      domain,
      created_date: registered.createdDate,
      expired_date: registered.expiredDate,
    }));
  },
);

/** domain/renew, section 5.4. What a wrong `deaddate` does is not known; refusing it is the simulator's choice. */
export const renew = defineAction(
  'domain',
  'renew',
  z.object({ domain: domainName, deaddate: date, year: years }),
  ({ domain, deaddate, year }, { world, ordersWait, checkDeaddate }) => {
    const known = world.portfolio.get(domain);
    if (known === undefined) return { kind: 'refused', reason: 'domain_not_in_account' };
    if (checkDeaddate && deaddate !== known.expiredDate) {
      return { kind: 'refused', reason: 'wrong_expiry_date' };
    }
    const result = world.place(
      { action: 'renew', domain, years: year, nameservers: [], contact: null },
      ordersWait,
    );
    return toVerdict(result, (renewed) => ({
      domain,
      old_expired_date: known.expiredDate,
      new_expired_date: renewed.expiredDate,
    }));
  },
);

/** domain/transfer, section 5.5: always 201, without an order id. */
export const transfer = defineAction(
  'domain',
  'transfer',
  z
    .object({ domain: domainName, authcode: text(1, 255), year: years })
    .and(nameservers)
    .and(orderContact),
  (parameters, { world }) => {
    const { domain, authcode, year, dns1, dns2 } = parameters;
    if (world.portfolio.get(domain) !== undefined) {
      return { kind: 'refused', reason: 'domain_already_in_account' };
    }
    if (!world.acceptsAuthcode(domain, authcode)) return { kind: 'refused', reason: 'wrong_authcode' };
    const result = world.place(
      {
        action: 'transfer',
        domain,
        years: year,
        nameservers: [dns1, dns2],
        contact: contactOf(parameters),
      },
      true,
    );
    return toVerdict(result, () => ({}));
  },
);

function contactOf(parameters: object): Record<string, string> | null {
  const parsed = orderContact.safeParse(parameters);
  return parsed.success ? parsed.data : null;
}

function toVerdict(
  result: OrderResult,
  describe: (domain: PortfolioDomain) => Readonly<Record<string, unknown>>,
): Verdict {
  return result.kind === 'done' ? { kind: 'map', data: describe(result.domain) } : result;
}
