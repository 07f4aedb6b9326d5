import { z } from 'zod';
import { CompanionError } from '../errors/companion-error.js';
import { pageQuery } from '../http/page-query.js';
import { route, type Route } from '../http/route.js';
import type { OrderJournal } from '../orders/order-journal.js';
import type { SettlementService } from './settlement-service.js';
import { orderAnswer, tellOrder } from './tell-order.js';

const CURSOR = /^(?<createdAt>\d{1,16})_(?<id>[\da-f-]{36})$/;

/** Look at the journal of paid orders, and settle what nobody knows the outcome of. */
export function orderRoutes(journal: OrderJournal, settlement: SettlementService): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/orders',
      access: 'bearer',
      summary:
        'Paid orders, newest first; state=unknown gives those whose outcome is not known, state=open also those under way',
      query: pageQuery.extend({
        before: z.string().regex(CURSOR).optional(),
        state: z.enum([...orderAnswer.shape.state.options, 'open']).optional(),
      }),
      answer: z.object({ orders: z.array(orderAnswer), nextCursor: z.string().nullable() }),
      handle: async ({ query: { limit, before, state }, texts }) => {
        const orders = await journal.page({ limit: limit + 1, before: cursorOf(before), state });
        const last = orders.length > limit ? orders[limit - 1] : undefined;
        return {
          orders: orders.slice(0, limit).map((order) => tellOrder(order, texts)),
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
      handle: async ({ body, params, texts }) =>
        tellOrder(await settlement.settleByHand(idOf(params), body.outcome, body.note), texts),
    }),
    route({
      method: 'post',
      path: '/v1/orders/:id/look-up',
      access: 'bearer',
      summary: 'Look an open order up in the list and the transactions of NiceNIC now',
      answer: orderAnswer,
      handle: async ({ params, texts }) => tellOrder(await settlement.lookUp(idOf(params)), texts),
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
