import { z } from 'zod';
import { CompanionError } from '../errors/companion-error.js';
import { isoTime, isoTimeOrNull } from '../http/iso-time.js';
import { pageQuery } from '../http/page-query.js';
import { checked } from '../http/mount-routes.js';
import { route, type Route } from '../http/route.js';
import type { Translator } from '../texts/translator.js';
import { ALERT_CHANNELS, type AlertChannel } from './alert-channel.js';
import type { Alert } from './alert.js';
import { alertInWords } from './alert-in-words.js';
import type { AlertStore } from './alert-store.js';

const alertAnswer = z.object({
  id: z.int(),
  channel: z.enum(ALERT_CHANNELS),
  kind: z.string(),
  severity: z.string(),
  subject: z.string(),
  text: z.string(),
  causeCode: z.string().nullable(),
  incidentId: z.int().nullable(),
  state: z.string(),
  attempts: z.int(),
  lastError: z.string().nullable(),
  createdAt: z.string(),
  deliveredAt: z.string().nullable(),
  referenceId: z.string(),
});

const claimToken = z.string().max(64);
const report = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('claimed') }),
  z.object({ outcome: z.literal('delivered'), claimToken, channel: z.string().max(32).optional() }),
  z.object({
    outcome: z.literal('failed'),
    claimToken,
    channel: z.string().max(32).optional(),
    error: z.string().max(2_000),
  }),
]);

/**
 * The outbox that WHMCS's cron empties: look, claim, deliver, report. `test` puts a test alert into every channel. While
 * checks cannot be kept no alert can be written: then the outbox says so instead of being empty, and cron tells the
 * administrators by itself.
 */
export function alertRoutes(
  alerts: AlertStore,
  test: () => Promise<readonly AlertChannel[]>,
  storageFailed: () => boolean,
): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/alerts/test',
      access: 'bearer',
      summary: 'Send a test alert on every channel: by webhook at once, by WHMCS with its next cron run',
      answer: z.object({ channels: z.array(z.enum(ALERT_CHANNELS)) }),
      handle: async () => ({ channels: [...(await test())] }),
    }),
    route({
      method: 'get',
      path: '/v1/alerts',
      access: 'bearer',
      summary:
        'Alerts, newest first; state=pending gives those that wait for WHMCS to deliver them now, oldest first',
      query: pageQuery.extend({ state: z.enum(['pending', 'claimed', 'delivered']).optional() }),
      answer: z.object({ alerts: z.array(alertAnswer), nextCursor: z.int().nullable() }),
      handle: async ({ query, texts }) => {
        if (query.state === 'pending') {
          if (storageFailed()) throw new CompanionError('storage_failed');
          return {
            alerts: (await alerts.due('whmcs', query.limit)).map((alert) => answerOf(alert, texts)),
            nextCursor: null,
          };
        }
        const page = await alerts.page(query, query.state);
        return { alerts: page.items.map((alert) => answerOf(alert, texts)), nextCursor: page.nextCursor };
      },
    }),
    route({
      method: 'post',
      path: '/v1/alerts/:id/delivery',
      access: 'bearer',
      summary: 'Claim an alert, then report that it was delivered or why it was not',
      body: report,
      answer: z.object({
        id: z.int(),
        state: z.enum(['claimed', 'delivered', 'pending']),
        claimToken: z.string().optional(),
        nextAttemptAt: z.string().optional(),
      }),
      handle: async ({ body, params }) => {
        const id = checked(z.coerce.number().int(), params['id']);
        return body.outcome === 'claimed' ? claim(alerts, id) : conclude(alerts, id, body);
      },
    }),
  ];
}

async function claim(alerts: AlertStore, id: number): Promise<object> {
  const token = await alerts.claim(id, 'whmcs');
  if (token === null) throw new CompanionError('alert_not_claimable');
  return { id, state: 'claimed', claimToken: token };
}

async function conclude(
  alerts: AlertStore,
  id: number,
  body: Exclude<z.infer<typeof report>, { outcome: 'claimed' }>,
): Promise<object> {
  if (body.outcome === 'delivered') {
    if (!(await alerts.delivered(id, body.claimToken))) throw new CompanionError('alert_not_claimable');
    return { id, state: 'delivered' };
  }
  const nextAttemptAt = await alerts.failed(id, body.claimToken, body.error);
  if (nextAttemptAt === null) throw new CompanionError('alert_not_claimable');
  return { id, state: 'pending', nextAttemptAt: isoTime(nextAttemptAt) };
}

function answerOf(alert: Alert, texts: Translator): z.infer<typeof alertAnswer> {
  return {
    id: alert.id,
    channel: alert.channel,
    kind: alert.kind,
    severity: alert.severity,
    ...alertInWords(alert, texts),
    causeCode: alert.causeCode,
    incidentId: alert.incidentId,
    state: alert.state,
    attempts: alert.attempts,
    lastError: alert.lastError === null ? null : texts.say(alert.lastError),
    createdAt: isoTime(alert.createdAt),
    deliveredAt: isoTimeOrNull(alert.deliveredAt),
    referenceId: alert.referenceId,
  };
}
