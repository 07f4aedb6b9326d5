import type { RegistrarFailure } from '../nicenic/classify-answer.js';
import type { Order, OrderState } from './order.js';

/** What a click does, given the order that counts for the same intent. */
export type ClickDecision =
  /** Nothing has left for this intent. */
  | 'send'
  /** What was registered then has run out since: the name is ordered anew. */
  | 'send_anew'
  /** The outcome is known: answer with it. */
  | 'repeat_outcome'
  /** It may have happened, or another process is at it: look the domain up at the registrar first. */
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
    case 'done':
    case 'pending':
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

/**
 * Whether the answer tells that the registrar has finished with the request, so that its list shows what became of
 * it. A server error or a page may come from a gateway that gave up waiting while the order goes on behind it, and an
 * answer that cannot be read may have said "pending". Pure.
 */
export function isFinalAnswer({ kind }: RegistrarFailure): boolean {
  switch (kind) {
    case 'access_refused':
    case 'request_refused':
    case 'unknown_code':
    case 'rate_limited':
    case 'redirected':
    case 'wrong_address':
      return true;
    case 'server_error':
    case 'unreadable':
    case 'unreachable':
    case 'proxy_refused':
      return false;
  }
}

/** What the registrar's own list says about the domain of an order. */
export type LookUp =
  { readonly listed: true; readonly createdDate: string | null } | { readonly listed: false } | 'unreadable';

/**
 * A lost answer may belong to a request that the registrar is still working on, so that a name missing from the list
 * says nothing before this time has passed since it was sent. Longer than any registry is known to take.
 */
export const IN_THE_WORKS_MILLISECONDS = 15 * 60_000;

/** How far clock and time zone of the registrar may be off when its list dates a registration. */
const DATE_TOLERANCE_MILLISECONDS = 36 * 60 * 60_000;

/**
 * What reading the list makes of an order that may have happened. A listed name settles it as done, unless the list
 * dates the registration before the order was sent: then it was in the account already and proves nothing new. A name
 * that is not listed settles it as rejected once the registrar has surely finished with it. Pure.
 */
export function stateAfterLookUp(
  order: Pick<Order, 'answered' | 'sentAt' | 'createdAt'>,
  lookUp: LookUp,
  now: number,
): Extract<OrderState, 'done' | 'rejected' | 'unknown'> {
  if (lookUp === 'unreadable') return 'unknown';
  const sentAt = order.sentAt ?? order.createdAt;
  if (lookUp.listed) {
    const created = lookUp.createdDate === null ? sentAt : Date.parse(lookUp.createdDate);
    return created + DATE_TOLERANCE_MILLISECONDS >= sentAt ? 'done' : 'rejected';
  }
  return order.answered || now - sentAt > IN_THE_WORKS_MILLISECONDS ? 'rejected' : 'unknown';
}
