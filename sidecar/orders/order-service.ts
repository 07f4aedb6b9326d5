import { CompanionError } from '../errors/companion-error.js';
import type { RegistrarFailure } from '../nicenic/classify-answer.js';
import type { Clock } from '../store/clock.js';
import {
  chargesToRead,
  decideClick,
  replyOf,
  stateAfterFailure,
  stateAfterLookUp,
  type LookUp,
} from './decide-order.js';
import type { Order, OrderIntent, OrderResult } from './order.js';
import type { OrderJournal, OrderOutcome } from './order-journal.js';

/** What sending a paid order came to. */
export type SendOutcome =
  | { readonly outcome: 'done'; readonly result: OrderResult }
  | { readonly outcome: 'pending' }
  | { readonly outcome: 'failed'; readonly failure: RegistrarFailure };

/** What looking the domain up came to: the entry, its absence, or why the list could not be read whole. */
export type LookUpOutcome =
  | { readonly found: OrderResult | null }
  | { readonly failure: RegistrarFailure }
  | { readonly incomplete: string };

/** The calls that an order may need; only `send` costs money. */
export interface OrderCalls {
  readonly send: () => Promise<SendOutcome>;
  readonly lookUp: () => Promise<LookUpOutcome>;
  /** Charges in this span (milliseconds since 1970-01-01 UTC) that may be for the order; null when they cannot be read. */
  readonly charges: (from: number, to: number) => Promise<number | null>;
}

export type Placed =
  | { readonly kind: 'order'; readonly order: Order; readonly failure: RegistrarFailure | null }
  | { readonly kind: 'other_owner'; readonly order: Order };

/** Until an order that goes through is charged. Registries answer within three minutes (peers.md section 4). */
const LONGEST_ORDER_MILLISECONDS = 5 * 60_000;

type Settled = Extract<Placed, { kind: 'order' }>;

/**
 * Places paid orders at most once per intent (design.md rule 1): the intent is on disk before the first byte leaves,
 * a click on an order that may have happened reads the registrar's list instead of sending, and clicks at the same
 * time share one outcome.
 */
export class OrderService {
  readonly #inFlight = new Map<string, Promise<Placed>>();

  constructor(
    private readonly journal: OrderJournal,
    private readonly clock: Clock,
  ) {}

  /**
   * Never throws for what the registrar or the network does; throws when the journal cannot be written, which is an
   * `internal_error` with `mayHaveExecuted` from the moment that bytes may have left.
   */
  async place(intent: OrderIntent, calls: OrderCalls, referenceId: string): Promise<Placed> {
    const running = this.#inFlight.get(intent.key);
    if (running !== undefined) return asSeenBy(intent, await running);
    const started = this.decideAndAct(intent, calls, referenceId).finally(() =>
      this.#inFlight.delete(intent.key),
    );
    this.#inFlight.set(intent.key, started);
    return started;
  }

  /** Resolves when no order is under way any more: what a graceful stop waits for. */
  async idle(): Promise<void> {
    await Promise.allSettled(this.#inFlight.values());
  }

  private async decideAndAct(intent: OrderIntent, calls: OrderCalls, referenceId: string): Promise<Placed> {
    const known = await this.journal.findLive(intent.key);
    const decision = decideClick(known, intent.whmcsDomainId, this.clock());
    if (known === null || decision === 'send' || decision === 'send_anew') {
      if (known !== null && decision === 'send_anew') await this.journal.release(known.id);
      return this.send(intent, calls, referenceId);
    }
    if (decision === 'refuse_other_owner') return { kind: 'other_owner', order: known };
    if (decision === 'repeat_outcome') return { kind: 'order', order: known, failure: null };
    const { placed, listed } = await this.lookUp(known, calls, null);
    // Known not to have happened: this click is a fresh start. A listed name is never ordered.
    return placed.order.state === 'rejected' && !listed
      ? this.send(intent, calls, referenceId)
      : asSeenBy(intent, placed);
  }

  private async send(intent: OrderIntent, calls: OrderCalls, referenceId: string): Promise<Placed> {
    const { order } = await this.journal.intend(intent, referenceId);
    if (!(await this.journal.markSent(order.id, intent, referenceId))) {
      // Another process was faster; its order is this customer's order as well.
      return asSeenBy(intent, { kind: 'order', order: { ...order, state: 'unknown' }, failure: null });
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
    if (outcome.outcome === 'done')
      return this.settle(sent, { state: 'done', result: outcome.result, registrarCode: 0, reply: 'final' });
    if (outcome.outcome === 'pending')
      return this.settle(sent, { state: 'pending', registrarCode: 201, reply: 'final' });
    const { failure } = outcome;
    const refused: OrderOutcome = {
      state: stateAfterFailure(failure),
      registrarCode: failure.code,
      registrarMessage: failure.message,
      reply: replyOf(failure),
    };
    const settled = await this.settle(sent, refused, failure);
    if (settled.order.state !== 'unknown') return settled;
    return (await this.lookUp(settled.order, calls, failure)).placed;
  }

  /** Reads the registrar's records about an order that may have happened. `failure` is what made it uncertain. */
  private async lookUp(
    order: Order,
    calls: OrderCalls,
    failure: RegistrarFailure | null,
  ): Promise<{ placed: Settled; listed: boolean }> {
    const looked = await calls.lookUp();
    const found = 'found' in looked ? looked.found : null;
    const span = 'found' in looked && found === null ? chargesToRead(order, this.clock()) : null;
    const charged = span === null ? null : await this.isCharged(calls, span);
    const state = stateAfterLookUp(order, readingOf(looked, charged), this.clock());
    const left = state === 'done' ? null : (failure ?? ('failure' in looked ? looked.failure : null));
    const placed = await this.settle(
      order,
      { state, ...(found !== null && state === 'done' ? { result: found } : {}) },
      left,
    );
    return { placed, listed: found !== null };
  }

  /** Whether there are more charges in this span than the orders account for that went through in it. */
  private async isCharged(
    calls: OrderCalls,
    span: { readonly from: number; readonly to: number },
  ): Promise<boolean | null> {
    const charges = await calls.charges(span.from, span.to);
    if (charges === null) return null;
    // One that was sent near the end may have been charged after it, and must not account for another one's charge.
    return charges > (await this.journal.countAccepted(span.from, span.to - LONGEST_ORDER_MILLISECONDS));
  }

  private async settle(
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
        detail:
          'The order was sent, but its outcome could not be written down. Repeat the action when the sidecar works again: it looks the domain up first.',
        mayHaveExecuted: true,
        cause: error,
      });
    }
  }
}

/** An order that went through for another domain record of WHMCS is not this customer's. */
function asSeenBy(intent: OrderIntent, placed: Placed): Placed {
  const through = placed.order.state === 'done' || placed.order.state === 'pending';
  const foreign = placed.order.intent.whmcsDomainId !== intent.whmcsDomainId;
  return placed.kind === 'order' && through && foreign
    ? { kind: 'other_owner', order: placed.order }
    : placed;
}

function readingOf(looked: LookUpOutcome, charged: boolean | null): LookUp {
  if (!('found' in looked)) return 'unreadable';
  return looked.found === null
    ? { listed: false, charged }
    : { listed: true, createdDate: looked.found.createdDate };
}
