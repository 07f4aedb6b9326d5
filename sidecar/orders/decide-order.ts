import type { RegistrarFailure } from '../nicenic/classify-answer.js';
import type { Order, OrderReply, OrderState } from './order.js';

/** What a click does, given the order that counts for the same intent. */
export type ClickDecision =
  /** Nothing has left for this intent. */
  | 'send'
  /** What was registered then has run out since: the name is ordered anew. */
  | 'send_anew'
  /** The outcome is known: answer with it. */
  | 'repeat_outcome'
  /** It may have happened or still goes on: look the domain up at the registrar first. */
  | 'look_up'
  /** The same name was registered for another domain record of WHMCS, so this customer does not own it. */
  | 'refuse_other_owner';

/** Registries keep an expired name for its old owner up to about this long (grace, redemption, pending delete). */
const HELD_AFTER_EXPIRY_MILLISECONDS = 80 * 24 * 60 * 60_000;
const YEAR_MILLISECONDS = 366 * 24 * 60 * 60_000;

/** Pure. `now` in milliseconds since 1970-01-01 UTC. */
export function decideClick(order: Order | null, whmcsDomainId: number, now: number): ClickDecision {
  if (order === null) return 'send';
  switch (order.state) {
    case 'intended':
    case 'rejected':
      return 'send';
    case 'sent':
    case 'unknown':
      return 'look_up';
    case 'pending':
      return order.intent.whmcsDomainId === whmcsDomainId ? 'look_up' : 'refuse_other_owner';
    case 'done':
      if (now > freeAgainAt(order)) return 'send_anew';
      return order.intent.whmcsDomainId === whmcsDomainId ? 'repeat_outcome' : 'refuse_other_owner';
  }
}

function freeAgainAt(order: Order): number {
  const expiry =
    order.result?.expiryDate == null
      ? (order.sentAt ?? order.createdAt) + order.intent.years * YEAR_MILLISECONDS
      : Date.parse(order.result.expiryDate);
  return expiry + HELD_AFTER_EXPIRY_MILLISECONDS;
}

/**
 * What an answer that is not a success makes of the order. Without the certainty that nothing arrived it stays
 * `unknown`: an error answer alone never proves that nothing happened (design.md rule 2). Pure.
 */
export function stateAfterFailure(failure: RegistrarFailure): Extract<OrderState, 'rejected' | 'unknown'> {
  return failure.mayHaveExecuted ? 'unknown' : 'rejected';
}

/** Codes that mean done or accepted, under whatever HTTP status they come. */
const CODES_OF_SUCCESS = [0, 200, 201];

/**
 * What an answer that is not a success tells about how far the registrar got. A server error or a page may come from
 * a gateway that gave up waiting while the order goes on behind it, and a body that says done or accepted under an
 * error status contradicts itself. Pure.
 */
export function replyOf({ kind, code }: RegistrarFailure): OrderReply {
  if (code !== null && CODES_OF_SUCCESS.includes(code)) return 'lost';
  switch (kind) {
    case 'access_refused':
    case 'request_refused':
    case 'rate_limited':
      return 'final';
    case 'unknown_code':
      return 'worded';
    default:
      return 'lost';
  }
}

/** What the registrar's own records say about the domain of an order. */
export type LookUp =
  | { readonly listed: true; readonly createdDate: string | null }
  /** `charged`: whether the account was charged around the time of sending for nothing else; null when not read. */
  | { readonly listed: false; readonly charged: boolean | null }
  | 'unreadable';

/**
 * A lost answer may belong to a request that the registrar is still working on, so that a name missing from the list
 * says nothing before this time has passed since it was sent. Longer than any registry is known to take.
 */
export const IN_THE_WORKS_MILLISECONDS = 15 * 60_000;

/** How far the clocks of registrar and sidecar may differ. */
const CLOCK_TOLERANCE_MILLISECONDS = 5 * 60_000;

/** How far clock and time zone of the registrar may be off when its list dates a registration to the day. */
const DATE_TOLERANCE_MILLISECONDS = 36 * 60 * 60_000;

type Judged = Pick<Order, 'state' | 'reply' | 'sentAt' | 'createdAt'>;

/**
 * The span in which a charge may belong to this order; null while a look at the charges decides nothing: the
 * registrar has refused for good, has accepted, or may still be at it. Pure.
 */
export function chargesToRead(
  order: Judged,
  now: number,
): { readonly from: number; readonly to: number } | null {
  const sentAt = order.sentAt ?? order.createdAt;
  if (order.state === 'pending' || order.reply === 'final' || !isOverWith(order, now)) return null;
  return { from: sentAt - CLOCK_TOLERANCE_MILLISECONDS, to: sentAt + IN_THE_WORKS_MILLISECONDS };
}

/**
 * What the registrar's records make of an order that may have happened (design.md rule 1: list and transactions
 * settle it, time alone never does). Pure.
 *
 * - A listed name is done when the list dates it after the order. An older date means that the name was in the
 *   account before: rejected after a refusal, otherwise still unknown, for the clock may have been wrong.
 * - A name that is not listed is rejected after a final refusal; after one in words that no document explains when
 *   nothing was charged; after a lost answer when the registrar has had time to finish and charged nothing either.
 * - What the registrar accepted stays pending until the name is listed.
 */
export function stateAfterLookUp(
  order: Judged,
  lookUp: LookUp,
  now: number,
): Extract<OrderState, 'done' | 'pending' | 'rejected' | 'unknown'> {
  const open = order.state === 'pending' ? 'pending' : 'unknown';
  if (lookUp === 'unreadable') return open;
  const sentAt = order.sentAt ?? order.createdAt;
  if (lookUp.listed) {
    const created = lookUp.createdDate === null ? sentAt : Date.parse(lookUp.createdDate);
    if (order.state === 'pending' || created + DATE_TOLERANCE_MILLISECONDS >= sentAt) return 'done';
    return order.reply === 'lost' ? 'unknown' : 'rejected';
  }
  if (order.state === 'pending') return 'pending';
  if (order.reply === 'final') return 'rejected';
  return isOverWith(order, now) && lookUp.charged === false ? 'rejected' : 'unknown';
}

/** Whether the registrar has surely stopped working on the request: it replied, or had all the time it may take. */
function isOverWith({ reply, sentAt, createdAt }: Judged, now: number): boolean {
  return reply !== 'lost' || now - (sentAt ?? createdAt) > IN_THE_WORKS_MILLISECONDS;
}
