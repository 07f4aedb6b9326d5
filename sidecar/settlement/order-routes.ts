import { z } from 'zod';
import { CompanionError } from '../errors/companion-error.js';
import { isoTime, isoTimeOrNull } from '../http/iso-time.js';
import { pageQuery } from '../http/page-query.js';
import { route, type Route } from '../http/route.js';
import type { Order } from '../orders/order.js';
import type { OrderJournal } from '../orders/order-journal.js';
import { whyOpen } from './decide-settlement.js';
import type { SettlementService } from './settlement-service.js';

const orderAnswer = z.object({
  id: z.string(),
  action: z.enum(['register', 'renew', 'transfer']),
  domain: z.string(),
  years: z.int(),
  whmcsDomainId: z.int(),
  apiEnvironment: z.enum(['production', 'sandbox']),
  username: z.string(),
  state: z.enum(['intended', 'sent', 'done', 'pending', 'rejected', 'unknown']),
  /** Why an open order is open. */
  why: z.string().nullable(),
  attempts: z.int(),
  renewsFrom: z.string().nullable(),
  createdDate: z.string().nullable(),
  expiryDate: z.string().nullable(),
  registrarCode: z.int().nullable(),
  registrarMessage: z.string().nullable(),
  createdAt: z.string(),
  sentAt: z.string().nullable(),
  updatedAt: z.string(),
  settled: z
    .object({
      by: z.enum(['answer', 'records', 'hand']),
      at: z.string(),
      note: z.string().nullable(),
    })
    .nullable(),
  referenceId: z.string(),
});

const CURSOR = /^(?<createdAt>\d{1,16})_(?<id>[\da-f-]{36})$/;

/** Look at the journal of paid orders, and settle what nobody knows the outcome of. */
export function orderRoutes(journal: OrderJournal, settlement: SettlementService): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/orders',
      access: 'bearer',
      summary: 'Paid orders, newest first; state=unknown gives those whose outcome is not known',
      query: pageQuery.extend({
        before: z.string().regex(CURSOR).optional(),
        state: orderAnswer.shape.state.optional(),
      }),
      answer: z.object({ orders: z.array(orderAnswer), nextCursor: z.string().nullable() }),
      handle: async ({ query: { limit, before, state } }) => {
        const orders = await journal.page({ limit: limit + 1, before: cursorOf(before), state });
        const last = orders.length > limit ? orders[limit - 1] : undefined;
        return {
          orders: orders.slice(0, limit).map(answerOf),
          nextCursor: last === undefined ? null : `${last.createdAt}_${last.id}`,
        };
      },
    }),
    route({
      method: 'post',
      path: '/v1/orders/:id/settlement',
      access: 'bearer',
      summary: 'Say by hand what became of an unknown order, or that a waiting transfer has failed',
      body: z.object({ outcome: z.enum(['done', 'rejected']), note: z.string().trim().min(1).max(500) }),
      answer: orderAnswer,
      handle: async ({ body, params }) =>
        answerOf(await settlement.settleByHand(idOf(params), body.outcome, body.note)),
    }),
    route({
      method: 'post',
      path: '/v1/orders/:id/look-up',
      access: 'bearer',
      summary: 'Look an open order up in the list and the transactions of NiceNIC now',
      answer: orderAnswer,
      handle: async ({ params }) => answerOf(await settlement.lookUp(idOf(params))),
    }),
  ];
}

function idOf(params: Readonly<Record<string, string>>): string {
  const id = params['id'];
  if (id === undefined) throw new CompanionError('order_not_found');
  return id;
}

function cursorOf(before: string | undefined): { createdAt: number; id: string } | undefined {
  const { createdAt, id } = CURSOR.exec(before ?? '')?.groups ?? {};
  return createdAt === undefined || id === undefined ? undefined : { createdAt: Number(createdAt), id };
}

function answerOf(order: Order): z.infer<typeof orderAnswer> {
  const { intent, result } = order;
  return {
    id: order.id,
    action: intent.action,
    domain: intent.domain,
    years: intent.years,
    whmcsDomainId: intent.whmcsDomainId,
    apiEnvironment: intent.account.apiEnvironment,
    username: intent.account.username,
    state: order.state,
    why: whyOpen(order),
    attempts: order.attempts,
    renewsFrom: intent.renewsFrom,
    createdDate: result?.createdDate ?? null,
    expiryDate: result?.expiryDate ?? null,
    registrarCode: order.registrarCode,
    registrarMessage: order.registrarMessage,
    createdAt: isoTime(order.createdAt),
    sentAt: isoTimeOrNull(order.sentAt),
    updatedAt: isoTime(order.updatedAt),
    settled:
      order.settledBy === null
        ? null
        : { by: order.settledBy, at: isoTime(order.settledAt ?? order.updatedAt), note: order.note },
    referenceId: order.referenceId,
  };
}
