import { z } from 'zod';
import { CompanionError } from '../errors/companion-error.js';
import { isoTime } from '../http/iso-time.js';
import { route, type Route } from '../http/route.js';
import type { OrderJournal } from '../orders/order-journal.js';
import { holdReportSchema } from '../portfolio/hold-report.js';
import type { PortfolioService } from '../portfolio/portfolio-service.js';
import { apiEnvironmentOf, credentialsOf } from '../settings/settings.js';
import type { SettingsService } from '../settings/settings-service.js';
import { orderAnswer, tellOrder } from '../settlement/tell-order.js';
import type { Clock } from '../store/clock.js';
import { phrase } from '../texts/phrase.js';
import { accountOf } from './account-of.js';
import { registrableName } from './domain-name.js';

/** A time and how long ago it was, by the clock of the sidecar. */
const moment = z.object({ at: z.string(), secondsAgo: z.int() });

/** What is known about one domain without asking the registrar, for WHMCS's page about it. */
export function domainRoutes(
  journal: OrderJournal,
  portfolio: PortfolioService,
  settings: SettingsService,
  clock: Clock,
): Route[] {
  const since = (at: number): z.infer<typeof moment> => ({
    at: isoTime(at),
    secondsAgo: Math.max(0, Math.round((clock() - at) / 1_000)),
  });
  return [
    route({
      method: 'get',
      path: '/v1/domains/:name',
      access: 'bearer',
      summary: 'One domain as orders and index have it, with the stored settings; asks the registrar nothing',
      query: z.object({ domainid: z.coerce.number().int() }),
      answer: z.object({
        domain: z.string(),
        apiEnvironment: z.enum(['production', 'sandbox']),
        /** The newest order for this domain record of WHMCS, an open one before all others. */
        order: orderAnswer.nullable(),
        /** Null while the list has not shown it. */
        listed: z
          .object({
            status: z.string(),
            expiryDate: z.string().nullable(),
            onHold: z.boolean(),
            /** Null where it is not on hold, or nothing was told about it yet. */
            hold: holdReportSchema.nullable(),
            seen: moment,
          })
          .nullable(),
        /** When the whole list was last read; null before that. */
        list: moment.nullable(),
      }),
      handle: async ({ params, query, texts }) => {
        const name = registrableName(params['name'] ?? '');
        if (name === null)
          throw new CompanionError('invalid_parameter', { detail: phrase('details:name_of_no_domain') });
        const current = await settings.current();
        if (current === null) throw new CompanionError('no_settings');
        const order = await journal.findLatest(accountOf(current), name, query.domainid);
        const { domain, pass } = await portfolio.known(credentialsOf(current), name);
        return {
          domain: name,
          apiEnvironment: apiEnvironmentOf(current),
          order: order === null ? null : tellOrder(order, texts),
          listed:
            domain === null
              ? null
              : {
                  status: domain.status,
                  expiryDate: domain.expiryDate,
                  onHold: domain.onHold,
                  hold: domain.onHold ? (domain.hold?.report ?? null) : null,
                  seen: since(domain.seenAt),
                },
          list: pass === null ? null : since(pass.startedAt),
        };
      },
    }),
  ];
}
