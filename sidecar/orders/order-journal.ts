import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Clock } from '../store/clock.js';
import type { Database } from '../store/database.js';
import type { Schema } from '../store/schema.js';
import type { Order, OrderIntent, OrderReply, OrderResult, OrderState, PaidAction } from './order.js';

const orderResult = z.object({ createdDate: z.string().nullable(), expiryDate: z.string().nullable() });

/** What a step of an order changes. */
export interface OrderOutcome {
  readonly state: Extract<OrderState, 'done' | 'pending' | 'rejected' | 'unknown'>;
  readonly result?: OrderResult;
  readonly registrarCode?: number | null;
  readonly registrarMessage?: string | null;
  readonly reply?: OrderReply;
}

/**
 * Every paid order, on disk before its first byte leaves. The column `live_key` is unique and holds the intent's key
 * for as long as the order counts, so that the database itself refuses a second order for the same intent, whoever
 * asks and from whichever process.
 */
export class OrderJournal {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The order that counts for this intent: the one not rejected; null when there is none. */
  async findLive(key: string): Promise<Order | null> {
    const row = await this.database
      .selectFrom('orders')
      .selectAll()
      .where('live_key', '=', key)
      .executeTakeFirst();
    return row === undefined ? null : toOrder(row);
  }

  /** Writes a new intent; the order that is there already when another click was faster. */
  async intend(intent: OrderIntent, referenceId: string): Promise<{ order: Order; created: boolean }> {
    const now = this.clock();
    const id = randomUUID();
    await this.database
      .insertInto('orders')
      .values({
        id,
        intent_key: intent.key,
        live_key: intent.key,
        action: intent.action,
        domain: intent.domain,
        whmcs_domain_id: intent.whmcsDomainId,
        years: intent.years,
        state: 'intended',
        attempts: 0,
        result_json: null,
        registrar_code: null,
        registrar_message: null,
        reply: 'lost',
        reference_id: referenceId,
        created_at: now,
        sent_at: null,
        updated_at: now,
      })
      .onConflict((conflict) => conflict.column('live_key').doNothing())
      .execute();
    const order = await this.findLive(intent.key);
    if (order === null) throw new Error('The order journal lost an intent that it had just written');
    return { order, created: order.id === id };
  }

  /**
   * From here on bytes may leave. An intent that somebody wrote and never sent becomes the one of this click. False
   * when another process has taken the order in the meantime.
   */
  async markSent(id: string, intent: OrderIntent, referenceId: string): Promise<boolean> {
    const now = this.clock();
    const { numUpdatedRows } = await this.database
      .updateTable('orders')
      .set((set) => ({
        state: 'sent',
        whmcs_domain_id: intent.whmcsDomainId,
        years: intent.years,
        reference_id: referenceId,
        sent_at: now,
        updated_at: now,
        reply: 'lost',
        attempts: set('attempts', '+', 1),
      }))
      .where('id', '=', id)
      .where('state', '=', 'intended')
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  }

  /**
   * Records what became of a sent order; a rejected one no longer stands in the way of another attempt. An order that
   * another process has settled for good in the meantime stays as that one left it. Answers the order as it is now.
   */
  async settle(id: string, outcome: OrderOutcome): Promise<Order> {
    await this.database
      .updateTable('orders')
      .set({
        state: outcome.state,
        updated_at: this.clock(),
        ...(outcome.state === 'rejected' ? { live_key: null } : {}),
        ...(outcome.result === undefined ? {} : { result_json: JSON.stringify(outcome.result) }),
        ...(outcome.registrarCode === undefined ? {} : { registrar_code: outcome.registrarCode }),
        ...(outcome.registrarMessage === undefined ? {} : { registrar_message: outcome.registrarMessage }),
        ...(outcome.reply === undefined ? {} : { reply: outcome.reply }),
      })
      .where('id', '=', id)
      .where(
        'state',
        'in',
        outcome.state === 'unknown' ? ['sent', 'unknown'] : ['sent', 'unknown', 'pending'],
      )
      .execute();
    const row = await this.database
      .selectFrom('orders')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    return toOrder(row);
  }

  /** How many orders that were sent within this span went through: the charges that are accounted for. */
  async countAccepted(from: number, to: number): Promise<number> {
    const row = await this.database
      .selectFrom('orders')
      .select((select) => select.fn.countAll<number>().as('accepted'))
      .where('state', 'in', ['done', 'pending'])
      .where('sent_at', '>=', from)
      .where('sent_at', '<=', to)
      .executeTakeFirstOrThrow();
    return row.accepted;
  }

  /** Lets the same intent be ordered again: what came of this order is history. */
  async release(id: string): Promise<void> {
    await this.database
      .updateTable('orders')
      .set({ live_key: null, updated_at: this.clock() })
      .where('id', '=', id)
      .execute();
  }
}

function toOrder(row: Selectable<Schema['orders']>): Order {
  return {
    id: row.id,
    intent: {
      key: row.intent_key,
      action: row.action as PaidAction,
      domain: row.domain,
      whmcsDomainId: row.whmcs_domain_id,
      years: row.years,
    },
    state: row.state as OrderState,
    attempts: row.attempts,
    result: row.result_json === null ? null : orderResult.parse(JSON.parse(row.result_json)),
    registrarCode: row.registrar_code,
    registrarMessage: row.registrar_message,
    reply: row.reply as OrderReply,
    referenceId: row.reference_id,
    createdAt: row.created_at,
    sentAt: row.sent_at,
  };
}
