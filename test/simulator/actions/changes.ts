import { z } from 'zod';
import type { Verdict } from '../envelope.js';
import type { PortfolioDomain } from '../portfolio.js';
import type { World } from '../world.js';
import { defineAction } from './action.js';
import { CHANGE_POSTCODE, childHost, contact, domainName, ipv4, text } from './parameters.js';

/** Seconds; the documented example's value. The request cannot name one. */
const RECORD_TTL = 3600;

/** domain/change_contact, section 5.7. */
export const changeContact = defineAction(
  'domain',
  'change_contact',
  z.object({ domain: domainName }).and(contact(CHANGE_POSTCODE)),
  ({ domain, ...changed }, { world }) =>
    ifOwned(world, domain, (known) => {
      world.portfolio.put({ ...known, contact: changed });
      return { kind: 'empty' };
    }),
);

/** domain/change_password, section 5.8: the domain management password. */
export const changePassword = defineAction(
  'domain',
  'change_password',
  z.object({ domain: domainName, password: text(3, 16) }),
  ({ domain, password }, { world }) =>
    ifOwned(world, domain, (known) => {
      world.portfolio.put({ ...known, password });
      return { kind: 'empty' };
    }),
);

/** dns/create_record, section 5.9. "etc." in the list of types is filled with the usual ones. */
export const createRecord = defineAction(
  'dns',
  'create_record',
  z.object({
    domain: domainName,
    type: z.enum(['A', 'AAAA', 'CNAME', 'MX', 'TXT', 'NS', 'SRV', 'CAA']),
    host: text(1, 255),
    value: text(1, 65_535),
    pri: z
      .string()
      .regex(/^\d{1,5}$/)
      .default('0')
      .transform(Number),
  }),
  ({ domain, type, host, value, pri }, { world }) =>
    ifOwned(world, domain, (known) => {
      const record = { id: world.takeRecordId(), type, host, value, ttl: RECORD_TTL, pri };
      world.portfolio.put({ ...known, records: [...known.records, record] });
      return { kind: 'item', data: record };
    }),
);

const childNameserver = z
  .object({ domain: domainName, dns: childHost, ip: ipv4 })
  .refine(({ domain, dns }) => dns.endsWith(`.${domain}`));

/** nameserverhost/add, section 5.10. */
export const addHost = defineAction(
  'nameserverhost',
  'add',
  childNameserver,
  ({ domain, dns, ip }, { world }) =>
    ifOwned(world, domain, (known) => {
      if (dns in known.hosts) return { kind: 'refused', reason: 'host_exists' };
      return setHost(world, known, dns, ip);
    }),
);

/** nameserverhost/update, section 5.11. */
export const updateHost = defineAction(
  'nameserverhost',
  'update',
  childNameserver,
  ({ domain, dns, ip }, { world }) =>
    ifOwned(world, domain, (known) => {
      if (!(dns in known.hosts)) return { kind: 'refused', reason: 'host_not_found' };
      return setHost(world, known, dns, ip);
    }),
);

function setHost(world: World, known: PortfolioDomain, dns: string, ip: string): Verdict {
  world.portfolio.put({ ...known, hosts: { ...known.hosts, [dns]: ip } });
  return { kind: 'item', data: { dns, ip } };
}

/** Does it with a domain of the account, refuses others. */
export function ifOwned(world: World, domain: string, change: (known: PortfolioDomain) => Verdict): Verdict {
  const known = world.portfolio.get(domain);
  return known === undefined ? { kind: 'refused', reason: 'domain_not_in_account' } : change(known);
}
