import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { ApiEnvironment } from '../nicenic/registrar-client.js';
import type { Clock } from '../store/clock.js';
import type { Database } from '../store/database.js';
import type { Schema } from '../store/schema.js';
import type { PaidOrder } from './account-for-charges.js';
import {
  PAID_ACTIONS,
  subjectOf,
  type Account,
  type Order,
  type OrderIntent,
  type OrderReply,
  type OrderResult,
  type OrderState,
  type PaidAction,
  type SettledBy,
} from './order.js';

const orderResult = z.object({ createdDate: z.string().nullable(), expiryDate: z.string().nullable() });

/** What a step of an order changes. */
export interface OrderOutcome {
  readonly state: Extract<OrderState, 'done' | 'pending' | 'rejected' | 'unknown'>;
  readonly result?: OrderResult;
  readonly registrarCode?: number | null;
  readonly registrarMessage?: string | null;
  readonly reply?: OrderReply;
  /** What the outcome rests on. */
  readonly by: Exclude<SettledBy, 'hand'>;
}

/** States that only a look at the registrar's records, or an admin, can end. */
const OPEN: readonly OrderState[] = ['sent', 'unknown', 'pending'];

/** Part of the orders, newest first. */
export interface OrderPageRequest {
  readonly limit: number;
  /** Cursor of the page before. */
  readonly before?: { readonly createdAt: number; readonly id: string } | undefined;
  /** `open`: all that may have happened or still go on. */
  readonly state?: OrderState | 'open' | undefined;
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

  async find(id: string): Promise<Order | null> {
    const row = await this.database.selectFrom('orders').selectAll().where('id', '=', id).executeTakeFirst();
    return row === undefined ? null : toOrder(row);
  }

  /** The order about the same that may have happened or still goes on. */
  async findOpen(subject: string): Promise<Order | null> {
    const row = await this.database
      .selectFrom('orders')
      .selectAll()
      .where('subject_key', '=', subject)
      .where('state', 'in', OPEN)
      .orderBy('created_at', 'desc')
      .executeTakeFirst();
    return row === undefined ? null : toOrder(row);
  }

  /** The newest order about the same that is done. */
  async findLastDone(subject: string): Promise<Order | null> {
    const row = await this.database
      .selectFrom('orders')
      .selectAll()
      .where('subject_key', '=', subject)
      .where('state', '=', 'done')
      .orderBy('sent_at', 'desc')
      .executeTakeFirst();
    return row === undefined ? null : toOrder(row);
  }

  /** The newest order for a domain record of WHMCS, an open one before all others; null when there is none. */
  async findLatest(account: Account, domain: string, whmcsDomainId: number): Promise<Order | null> {
    const rows = await this.database
      .selectFrom('orders')
      .selectAll()
      .where(
        'subject_key',
        'in',
        PAID_ACTIONS.map((action) => subjectOf(action, account, domain)),
      )
      .where('whmcs_domain_id', '=', whmcsDomainId)
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .execute();
    const row = rows.find(({ state }) => OPEN.includes(state as OrderState)) ?? rows[0];
    return row === undefined ? null : toOrder(row);
  }

  /** Every order that may have happened or still goes on and was sent before that time, oldest first. */
  async open(sentBefore: number): Promise<Order[]> {
    const rows = await this.database
      .selectFrom('orders')
      .selectAll()
      .where('state', 'in', OPEN)
      .where('sent_at', '<', sentBefore)
      .orderBy('sent_at')
      .execute();
    return rows.map(toOrder);
  }

  /** How many orders nobody knows the outcome of, and when the oldest of them was sent; null without one. */
  async unknown(): Promise<{ readonly count: number; readonly oldestSentAt: number | null }> {
    const found = await this.database
      .selectFrom('orders')
      .select((select) => [select.fn.countAll<number>().as('count'), select.fn.min('sent_at').as('oldest')])
      .where('state', '=', 'unknown')
      .executeTakeFirstOrThrow();
    return { count: found.count, oldestSentAt: found.oldest };
  }

  async page({ limit, before, state }: OrderPageRequest): Promise<readonly Order[]> {
    let query = this.database
      .selectFrom('orders')
      .selectAll()
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit);
    if (state !== undefined) query = query.where('state', 'in', state === 'open' ? OPEN : [state]);
    if (before !== undefined)
      query = query.where((where) =>
        where.or([
          where('created_at', '<', before.createdAt),
          where.and([where('created_at', '=', before.createdAt), where('id', '<', before.id)]),
        ]),
      );
    return (await query.execute()).map(toOrder);
  }

  /** How many there are of each action in each state. */
  async counts(): Promise<readonly { action: PaidAction; state: OrderState; count: number }[]> {
    const rows = await this.database
      .selectFrom('orders')
      .select((select) => ['action', 'state', select.fn.countAll<number>().as('count')])
      .groupBy(['action', 'state'])
      .execute();
    return rows.map(({ action, state, count }) => ({
      action: action as PaidAction,
      state: state as OrderState,
      count,
    }));
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
        subject_key: intent.subject,
        api_environment: intent.account.apiEnvironment,
        username: intent.account.username,
        renews_from: intent.renewsFrom,
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
        told_at: null,
        settled_by: null,
        settled_at: null,
        note: null,
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
    const now = this.clock();
    const open = outcome.state === 'unknown' || outcome.state === 'pending';
    await this.database
      .updateTable('orders')
      .set({
        state: outcome.state,
        updated_at: now,
        ...(open ? {} : { settled_by: outcome.by, settled_at: now }),
        ...(outcome.state === 'rejected' ? { live_key: null } : {}),
        ...(outcome.result === undefined ? {} : { result_json: JSON.stringify(outcome.result) }),
        ...(outcome.registrarCode === undefined ? {} : { registrar_code: outcome.registrarCode }),
        ...(outcome.registrarMessage === undefined ? {} : { registrar_message: outcome.registrarMessage }),
        ...(outcome.reply === undefined ? {} : { reply: outcome.reply }),
      })
      .where('id', '=', id)
      .where('state', 'in', outcome.state === 'unknown' ? ['sent', 'unknown'] : OPEN)
      .execute();
    return this.get(id);
  }

  /**
   * What the registrar accepted should be in its list by now and is not: nobody knows what became of it. From here on
   * it counts as an order whose answer was lost. Answers the order as it is now.
   */
  async markOverdue(id: string): Promise<Order> {
    await this.database
      .updateTable('orders')
      .set({ state: 'unknown', reply: 'lost', updated_at: this.clock() })
      .where('id', '=', id)
      .where('state', '=', 'pending')
      .execute();
    return this.get(id);
  }

  /**
   * An admin's word on an order that nobody else can tell about: one that is unknown, or a transfer that waits and has
   * failed unseen. That a transfer is done shows in the registrar's list. False when the order is neither any more.
   */
  async settleByHand(id: string, outcome: 'done' | 'rejected', note: string): Promise<boolean> {
    const now = this.clock();
    const { numUpdatedRows } = await this.database
      .updateTable('orders')
      .set({
        state: outcome,
        ...(outcome === 'rejected' ? { live_key: null } : {}),
        settled_by: 'hand',
        settled_at: now,
        note,
        updated_at: now,
      })
      .where('id', '=', id)
      .where((where) => {
        const unknown = where('state', '=', 'unknown');
        if (outcome === 'done') return unknown;
        return where.or([
          unknown,
          where.and([where('state', '=', 'pending'), where('action', '=', 'transfer')]),
        ]);
      })
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  }

  /** WHMCS has been answered that it is done, or was accepted. */
  async markTold(id: string): Promise<void> {
    await this.database
      .updateTable('orders')
      .set({ told_at: this.clock() })
      .where('id', '=', id)
      .where('told_at', 'is', null)
      .execute();
  }

  /** The account's orders of this span that went through: those whose charges are accounted for. */
  async wentThrough(account: Account, from: number, to: number): Promise<PaidOrder[]> {
    const rows = await this.database
      .selectFrom('orders')
      .select(['domain', 'sent_at', 'state', 'settled_by'])
      .where('api_environment', '=', account.apiEnvironment)
      .where('username', '=', account.username)
      .where('state', 'in', ['done', 'pending'])
      .where('sent_at', '>=', from)
      .where('sent_at', '<=', to)
      .execute();
    return rows.flatMap(({ domain, sent_at: sentAt, state, settled_by: by }) =>
      sentAt === null ? [] : [{ domain, sentAt, surelyCharged: state === 'done' && by !== 'hand' }],
    );
  }

  /** Lets the same intent be ordered again: what came of this order is history. */
  async release(id: string): Promise<void> {
    await this.database
      .updateTable('orders')
      .set({ live_key: null, updated_at: this.clock() })
      .where('id', '=', id)
      .execute();
  }

  private async get(id: string): Promise<Order> {
    const order = await this.find(id);
    if (order === null) throw new Error('The order journal lost an order');
    return order;
  }
}

function toOrder(row: Selectable<Schema['orders']>): Order {
  return {
    id: row.id,
    intent: {
      key: row.intent_key,
      subject: row.subject_key,
      account: { apiEnvironment: row.api_environment as ApiEnvironment, username: row.username },
      renewsFrom: row.renews_from,
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
    updatedAt: row.updated_at,
    toldAt: row.told_at,
    settledBy: row.settled_by as SettledBy | null,
    settledAt: row.settled_at,
    note: row.note,
  };
}
