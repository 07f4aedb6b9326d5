import { CompanionError } from '../errors/companion-error.js';
import type { RegistrarFailure } from '../nicenic/classify-answer.js';
import type { ListGap } from '../nicenic/find-listed-domain.js';
import type { Charge } from '../nicenic/read-charges.js';
import type { Clock } from '../store/clock.js';
import { findCharge, LOOKED_AROUND_MILLISECONDS, type ChargeFinding } from './account-for-charges.js';
import {
  asksForCharges,
  decideClick,
  replyOf,
  stateAfterFailure,
  stateAfterLookUp,
  type ListedDates,
} from './decide-order.js';
import { decideRenewal, isBehind, isRepetition, type RenewalDecision } from './decide-renewal.js';
import {
  renewalIntent,
  subjectOf,
  type Account,
  type Order,
  type OrderIntent,
  type OrderResult,
} from './order.js';
import type { OrderJournal, OrderOutcome } from './order-journal.js';

/** What sending a paid order came to. */
export type SendOutcome =
  | { readonly outcome: 'done'; readonly result: OrderResult }
  | { readonly outcome: 'pending' }
  | { readonly outcome: 'failed'; readonly failure: RegistrarFailure };

/** What looking the domain up came to: the entry, its absence, or why the list could not be read whole. */
export type LookUpOutcome =
  | { readonly found: ListedDates | null }
  | { readonly failure: RegistrarFailure }
  | { readonly incomplete: ListGap };

/** The registrar's own records about an order. Free of charge. */
export interface Records {
  /** When the list was asked for, in milliseconds since 1970-01-01 UTC; left out where it is only asked for then. */
  readonly asOf?: number;
  readonly lookUp: () => Promise<LookUpOutcome>;
  /** All charges since then (milliseconds since 1970-01-01 UTC), older ones possibly among them; null when they cannot be read. */
  readonly charges: (since: number) => Promise<readonly Charge[] | null>;
}

/** The calls that an order may need; only `send` costs money. */
export interface OrderCalls extends Records {
  /** Comes before a new order is written and throws when it must not be sent. */
  readonly ready?: () => Promise<void>;
  readonly send: () => Promise<SendOutcome>;
}

/** The calls that a renewal may need. */
export interface RenewalCalls extends Records {
  /** Comes before a new order is written and throws when it must not be sent. */
  readonly ready: () => Promise<void>;
  /** The expiry date in the registrar's list; throws when the list does not tell it. */
  readonly expiryDate: () => Promise<string>;
  readonly send: (renewsFrom: string) => Promise<SendOutcome>;
}

/** A renewal as it is asked for. */
export interface RenewalRequest {
  readonly account: Account;
  readonly domain: string;
  readonly whmcsDomainId: number;
  readonly years: number;
  /** `YYYY-MM-DD`; null where WHMCS does not tell it. */
  readonly whmcsExpiry: string | null;
}

export type Placed =
  | { readonly kind: 'order'; readonly order: Order; readonly failure: RegistrarFailure | null }
  | { readonly kind: 'other_owner'; readonly order: Order };

/** A renewal that the dates speak against. */
export interface RefusedRenewal {
  readonly kind: 'refused';
  readonly reason: Extract<RenewalDecision, 'refuse_not_listed_yet' | 'refuse_expiry_differs'>;
  readonly listedExpiry: string;
}

type Settled = Extract<Placed, { kind: 'order' }>;

/**
 * Places paid orders at most once per intent (design.md rule 1): the intent is on disk before the first byte leaves,
 * a click on an order that may have happened reads the registrar's records instead of sending, and clicks at the same
 * time share one outcome.
 */
export class OrderService {
  readonly #inFlight = new Map<string, Promise<Placed | RefusedRenewal>>();
  readonly #settling = new Map<string, Promise<Settled>>();

  constructor(
    private readonly journal: OrderJournal,
    private readonly clock: Clock,
  ) {}

  /**
   * Places a registration or a transfer. Never throws for what the registrar or the network does once the order is
   * written; throws when the journal cannot be written, which is an `internal_error` with `mayHaveExecuted` from the
   * moment that bytes may have left.
   */
  place(intent: OrderIntent, calls: OrderCalls, referenceId: string): Promise<Placed> {
    return this.alone(intent.subject, intent.whmcsDomainId, () =>
      this.decideAndAct(intent, calls, referenceId),
    ) as Promise<Placed>;
  }

  /** Places a renewal from the date that the registrar's list shows. Throws as {@link place}. */
  renew(request: RenewalRequest, calls: RenewalCalls, referenceId: string): Promise<Placed | RefusedRenewal> {
    const subject = subjectOf('renew', request.account, request.domain);
    return this.alone(subject, request.whmcsDomainId, () =>
      this.decideAndRenew(subject, request, calls, referenceId),
    );
  }

  /**
   * Settles an open order by the registrar's records, as far as they tell. Leaves it alone while a click is under way
   * that does the same. Answers the order as it is then; null when it is under way.
   */
  async settle(order: Order, records: Records): Promise<Order | null> {
    const { subject } = order.intent;
    if (this.#inFlight.has(subject) || this.#settling.has(subject)) return null;
    const settling = this.lookUp(order, records, null)
      .then(({ placed }) => placed)
      .finally(() => this.#settling.delete(subject));
    this.#settling.set(subject, settling);
    return (await settling).order;
  }

  /** WHMCS is being answered that this order is done, or was accepted. */
  async told({ id, toldAt }: Order): Promise<void> {
    if (toldAt === null) await this.journal.markTold(id);
  }

  /** Resolves when no order is under way any more: what a graceful stop waits for. */
  async idle(): Promise<void> {
    await Promise.allSettled([...this.#inFlight.values(), ...this.#settling.values()]);
  }

  /** One at a time about the same: who clicks meanwhile gets what comes of it. */
  private async alone(
    subject: string,
    whmcsDomainId: number,
    act: () => Promise<Placed | RefusedRenewal>,
  ): Promise<Placed | RefusedRenewal> {
    const running = this.#inFlight.get(subject);
    if (running !== undefined) return asSeenBy(whmcsDomainId, await running);
    // Under way from here on: a stop waits for it, and others share it.
    const settled = Promise.allSettled([this.#settling.get(subject)]);
    const started = settled.then(act).finally(() => this.#inFlight.delete(subject));
    this.#inFlight.set(subject, started);
    return started;
  }

  private async decideAndAct(intent: OrderIntent, calls: OrderCalls, referenceId: string): Promise<Placed> {
    const known = await this.journal.findLive(intent.key);
    const decision = decideClick(known, intent.whmcsDomainId, this.clock());
    if (known === null || decision === 'send' || decision === 'send_anew') {
      await calls.ready?.();
      if (known !== null && decision === 'send_anew') await this.journal.release(known.id);
      return this.send(intent, calls, referenceId);
    }
    if (decision === 'refuse_other_owner') return { kind: 'other_owner', order: known };
    if (decision === 'repeat_outcome') return { kind: 'order', order: known, failure: null };
    const { placed, listed } = await this.lookUp(known, calls, null);
    // A listed name is never ordered.
    if (placed.order.state !== 'rejected' || listed) return asSeenBy(intent.whmcsDomainId, placed);
    // Known not to have happened: this click is a fresh start.
    await calls.ready?.();
    return this.send(intent, calls, referenceId);
  }

  private async decideAndRenew(
    subject: string,
    request: RenewalRequest,
    calls: RenewalCalls,
    referenceId: string,
  ): Promise<Placed | RefusedRenewal> {
    const { account, whmcsDomainId, whmcsExpiry } = request;
    const open = await this.journal.findOpen(subject);
    if (open !== null) {
      const { placed } = await this.lookUp(open, calls, null);
      const { order } = placed;
      if (isBehind(order, whmcsExpiry))
        return { kind: 'refused', reason: 'refuse_not_listed_yet', listedExpiry: order.intent.renewsFrom };
      const isOver = order.state === 'done' && !isRepetition(order, whmcsExpiry, this.clock());
      if (order.state !== 'rejected' && !isOver) return asSeenBy(whmcsDomainId, placed);
    }
    const listedExpiry = await calls.expiryDate();
    const last = await this.journal.findLastDone(subject);
    const decision = decideRenewal(last, { whmcsDomainId, listedExpiry, whmcsExpiry, now: this.clock() });
    if (decision === 'refuse_expiry_differs' || decision === 'refuse_not_listed_yet')
      return { kind: 'refused', reason: decision, listedExpiry };
    if (last !== null && decision === 'refuse_other_owner') return { kind: 'other_owner', order: last };
    if (last !== null && decision === 'repeat_outcome') return { kind: 'order', order: last, failure: null };
    await calls.ready();
    const sending = { ...calls, send: () => calls.send(listedExpiry) };
    return this.send(renewalIntent(account, request, listedExpiry), sending, referenceId);
  }

  private async send(intent: OrderIntent, calls: OrderCalls, referenceId: string): Promise<Placed> {
    const { order } = await this.journal.intend(intent, referenceId);
    if (!(await this.journal.markSent(order.id, intent, referenceId))) {
      // Another process was faster; its order is this customer's order as well.
      const theirs = (await this.journal.find(order.id)) ?? order;
      const through = theirs.state === 'done' || theirs.state === 'pending';
      const under: Order = through ? theirs : { ...theirs, state: 'unknown' };
      return asSeenBy(intent.whmcsDomainId, { kind: 'order', order: under, failure: null });
    }
    const sent: Order = {
      ...order,
      intent,
      referenceId,
      state: 'sent',
      sentAt: this.clock(),
      attempts: order.attempts + 1,
    };
    const outcome = await calls.send();
    const by = 'answer';
    if (outcome.outcome === 'done')
      return this.record(sent, {
        state: 'done',
        result: outcome.result,
        registrarCode: 0,
        reply: 'final',
        by,
      });
    if (outcome.outcome === 'pending')
      return this.record(sent, { state: 'pending', registrarCode: 201, reply: 'final', by });
    const { failure } = outcome;
    const refused: OrderOutcome = {
      state: stateAfterFailure(failure),
      registrarCode: failure.code,
      registrarMessage: failure.message,
      reply: replyOf(failure),
      by,
    };
    const settled = await this.record(sent, refused, failure);
    if (settled.order.state !== 'unknown') return settled;
    return (await this.lookUp(settled.order, calls, failure)).placed;
  }

  /** Reads the registrar's records about an order that may have happened. `failure` is what made it uncertain. */
  private async lookUp(
    order: Order,
    records: Records,
    failure: RegistrarFailure | null,
  ): Promise<{ placed: Settled; listed: boolean }> {
    // As of now: what happens while the records are read need not be in them.
    const now = records.asOf ?? this.clock();
    const looked = await records.lookUp();
    const listed = 'found' in looked ? looked.found : null;
    const asks = 'found' in looked && asksForCharges(order, listed, now);
    const charge = asks ? await this.chargeFor(order, records) : null;
    const state = stateAfterLookUp(order, 'found' in looked ? { listed, charge } : 'unreadable', now);
    if (order.state === 'pending' && state === 'unknown') {
      const overdue = await this.journal.markOverdue(order.id);
      return { placed: { kind: 'order', order: overdue, failure: null }, listed: listed !== null };
    }
    const left = state === 'done' ? null : (failure ?? ('failure' in looked ? looked.failure : null));
    const result = state === 'done' && listed !== null ? { result: datesOf(listed) } : {};
    const placed = await this.record(order, { state, ...result, by: 'records' }, left);
    return { placed, listed: listed !== null };
  }

  private async chargeFor(order: Order, records: Records): Promise<ChargeFinding | null> {
    const sentAt = order.sentAt ?? order.createdAt;
    const [from, to] = [sentAt - LOOKED_AROUND_MILLISECONDS, sentAt + LOOKED_AROUND_MILLISECONDS];
    const charges = await records.charges(from);
    if (charges === null) return null;
    const { account, domain } = order.intent;
    return findCharge({ domain, sentAt }, charges, await this.journal.wentThrough(account, from, to));
  }

  private async record(
    order: Order,
    outcome: OrderOutcome,
    failure: RegistrarFailure | null = null,
  ): Promise<Settled> {
    try {
      const settled = await this.journal.settle(order.id, outcome);
      const through = settled.state === 'done' || settled.state === 'pending';
      return { kind: 'order', order: settled, failure: through ? null : failure };
    } catch (error) {
      throw new CompanionError('internal_error', {
        detail: { key: 'details:order_not_written_down' },
        mayHaveExecuted: true,
        cause: error,
      });
    }
  }
}

/** An order that went through for another domain record of WHMCS is not this customer's. */
function asSeenBy<Seen extends Placed | RefusedRenewal>(
  whmcsDomainId: number,
  placed: Seen,
): Seen | Extract<Placed, { kind: 'other_owner' }> {
  if (placed.kind !== 'order') return placed;
  const through = placed.order.state === 'done' || placed.order.state === 'pending';
  const foreign = placed.order.intent.whmcsDomainId !== whmcsDomainId;
  return through && foreign ? { kind: 'other_owner', order: placed.order } : placed;
}

function datesOf({ createdDate, expiryDate }: ListedDates): OrderResult {
  return { createdDate, expiryDate };
}
