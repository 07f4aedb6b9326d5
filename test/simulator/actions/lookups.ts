import { z } from 'zod';
import { PAID_ACTIONS } from '../price-table.js';
import { SORTS, STATUSES } from '../portfolio.js';
import type { World } from '../world.js';
import { defineAction } from './action.js';
import { domainName, ordinal, years } from './parameters.js';

/** domain/check, section 5.1: a map from name to state. A name that is no domain has the state `error`. */
export const check = defineAction(
  'domain',
  'check',
  z.object({ domains: z.string().min(1) }),
  ({ domains }, { world }) => ({
    kind: 'map',
    data: Object.fromEntries(domains.split(',').map((domain) => [domain, stateOf(domain, world)])),
  }),
);

function stateOf(domain: string, world: World): string {
  const parsed = domainName.safeParse(domain);
  return parsed.success ? world.availability(parsed.data) : 'error';
}

/** domain/get_price, section 5.2: one item per type, `is_premium` on register alone. */
export const getPrice = defineAction(
  'domain',
  'get_price',
  z.object({ domain: domainName, type: z.enum([...PAID_ACTIONS, 'all']), year: years }),
  ({ domain, type, year }, { world }) => {
    const types = type === 'all' ? PAID_ACTIONS : [type];
    const items = types.flatMap((action) => {
      const cents = world.prices.cents(domain, action, year);
      if (cents === null) return [];
      const item = { domain, type: action, currency: world.bank.currency, price: cents / 100 };
      return action === 'register' ? [{ ...item, is_premium: world.prices.isPremium(domain) }] : [item];
    });
    return items.length === 0
      ? { kind: 'refused', reason: 'unsupported_tld' }
      : { kind: 'list', data: items };
  },
);

/** domain/domain_list, section 5.6. A page after the last one is empty. */
export const domainList = defineAction(
  'domain',
  'domain_list',
  z.object({
    sort: z.enum(SORTS).default('time_desc'),
    page_size: z.enum(['10', '20', '30', '50', '100']).default('10').transform(Number),
    page_index: ordinal.default(1),
    status: z.enum(['all', ...STATUSES]).default('all'),
    hold: z.enum(['', '0', '1']).default(''),
  }),
  ({ sort, page_size, page_index, status, hold }, { world: { portfolio } }) => {
    const domains = portfolio.list(sort, { status, onHold: hold === '' ? null : hold === '1' });
    const start = (page_index - 1) * page_size;
    return {
      kind: 'map',
      data: {
        options: {
          sort,
          page_size,
          page_index,
          status,
          total: domains.length,
          total_pages: Math.ceil(domains.length / page_size),
        },
        domain_list: domains.slice(start, start + page_size).map((domain) => ({
          domain: domain.domain,
          created_date: domain.createdDate,
          expired_date: domain.expiredDate,
          status: portfolio.statusOf(domain),
          nameservers: domain.nameservers,
          hold: domain.onHold ? 1 : 0,
        })),
      },
    };
  },
);
