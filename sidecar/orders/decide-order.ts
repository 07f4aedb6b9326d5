import type { RegistrarFailure } from '../nicenic/classify-answer.js';
import { IN_THE_WORKS_MILLISECONDS, type ChargeFinding } from './account-for-charges.js';
import { isRenewedFrom } from './decide-renewal.js';
import type { Order, OrderReply, OrderState } from './order.js';

/** What a click does, given the order that counts for the same intent. */
export type ClickDecision =
  /** Nothing has left for this intent. */
  | 'send'
  /** What was ordered then has run its course: the name is ordered anew. */
  | 'send_anew'
  /** The outcome is known: answer with it. */
  | 'repeat_outcome'
  /** It may have happened or still goes on: look the domain up at the registrar first. */
  | 'look_up'
  /** The same name was ordered for another domain record of WHMCS, so this customer does not own it. */
  | 'refuse_other_owner';

const DAY_MILLISECONDS = 24 * 60 * 60_000;

/** Registries keep an expired name for its old owner up to about this long (grace, redemption, pending delete). */
const HELD_AFTER_EXPIRY_MILLISECONDS = 80 * DAY_MILLISECONDS;
const YEAR_MILLISECONDS = 366 * DAY_MILLISECONDS;

/**
 * A click on a transfer this long after it was done is about another one: the name has left the account since, or the
 * list that is read before a transfer is sent shows it and nothing is sent.
 */
const TRANSFER_REPEATED_MILLISECONDS = 30 * DAY_MILLISECONDS;

/** For registrations and transfers; renewals are decided in decide-renewal.ts. Pure. `now` in milliseconds since 1970-01-01 UTC. */
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
  const sentAt = order.sentAt ?? order.createdAt;
  if (order.intent.action === 'transfer') return sentAt + TRANSFER_REPEATED_MILLISECONDS;
  const expiry =
    order.result?.expiryDate == null
      ? sentAt + order.intent.years * YEAR_MILLISECONDS
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
    case 'held_back':
      return 'final';
    case 'unknown_code':
      return 'worded';
    default:
      return 'lost';
  }
}

/** What the registrar's list says about a domain. Dates are `YYYY-MM-DD`. */
export interface ListedDates {
  readonly createdDate: string | null;
  readonly expiryDate: string | null;
}

/** What the registrar's own records say about the domain of an order. */
export type LookUp =
  /** `listed` is null for a name that is not in the list, `charge` where the transactions were not asked. */
  { readonly listed: ListedDates | null; readonly charge: ChargeFinding | null } | 'unreadable';

/** How far clock and time zone of the registrar may be off when its list dates a registration to the day. */
const DATE_TOLERANCE_MILLISECONDS = 36 * 60 * 60_000;

/**
 * What was accepted and is not in the list this long after has gone wrong unseen: the registrar tells nobody about an
 * order that failed later. A transfer takes five to seven days.
 */
export const OVERDUE_MILLISECONDS = 14 * DAY_MILLISECONDS;

type Judged = Pick<Order, 'intent' | 'state' | 'reply' | 'sentAt' | 'createdAt'>;

/** Whether the list alone leaves an order open on which the charges can decide. Pure. */
export function asksForCharges(order: Judged, listed: ListedDates | null, now: number): boolean {
  switch (reading(order, listed)) {
    case 'took_effect':
      return order.intent.action === 'renew' && order.reply !== 'lost' && order.state !== 'pending';
    case 'no_effect':
      return order.state !== 'pending' && order.reply !== 'final' && isOverWith(order, now);
    case 'contradicts':
      return false;
  }
}

/**
 * What the registrar's records make of an order that may have happened (design.md rule 1: list and transactions
 * settle it, time alone never does). Pure.
 *
 * - An effect in the list is the order's own, but for a later expiry date after a refusal: then the charges decide
 *   whether it is this renewal's or somebody else's.
 * - A name that was in the account before a registration is no success: rejected after a refusal, otherwise still
 *   unknown, for the clock may have been wrong.
 * - Without an effect the order is rejected after a final refusal; after one in words that no document explains when
 *   nothing was charged; after a lost answer when the registrar has had time to finish and charged nothing either. A
 *   transfer that was charged by name is under way.
 * - What the registrar accepted stays pending until the list shows it, and is unknown when it never does.
 */
export function stateAfterLookUp(
  order: Judged,
  lookUp: LookUp,
  now: number,
): Extract<OrderState, 'done' | 'pending' | 'rejected' | 'unknown'> {
  if (lookUp === 'unreadable') return order.state === 'pending' ? 'pending' : 'unknown';
  const { listed, charge } = lookUp;
  switch (reading(order, listed)) {
    case 'took_effect':
      if (!asksForCharges(order, listed, now)) return 'done';
      return charge === 'none'
        ? 'rejected'
        : charge === 'possible' || charge === 'named'
          ? 'done'
          : 'unknown';
    case 'contradicts':
      if (order.state === 'pending') return stateWhileWaiting(order, now);
      return isRefused(order) ? 'rejected' : 'unknown';
    case 'no_effect':
      if (order.state === 'pending') return stateWhileWaiting(order, now);
      if (order.reply === 'final') return 'rejected';
      if (order.intent.action === 'transfer' && charge === 'named') return 'pending';
      return charge === 'none' && isOverWith(order, now) ? 'rejected' : 'unknown';
  }
}

/** What the registrar has accepted and the list does not show. */
function stateWhileWaiting({ sentAt, createdAt }: Judged, now: number): 'pending' | 'unknown' {
  return now - (sentAt ?? createdAt) > OVERDUE_MILLISECONDS ? 'unknown' : 'pending';
}

/** Words that no document explains do not tell why a name that was to be renewed is not there. */
function isRefused({ intent, reply }: Judged): boolean {
  return reply === 'final' || (reply === 'worded' && intent.action !== 'renew');
}

/** What the list alone says: the order took effect, it did not (yet), or the list speaks of something else. */
function reading(
  { intent, state, sentAt, createdAt }: Judged,
  listed: ListedDates | null,
): 'took_effect' | 'no_effect' | 'contradicts' {
  if (intent.action === 'renew') {
    // A name that has left the account can neither show that it was renewed nor that it was not.
    if (listed === null) return 'contradicts';
    return isRenewedFrom(intent.renewsFrom, listed.expiryDate) ? 'took_effect' : 'no_effect';
  }
  if (listed === null) return 'no_effect';
  // A transfer is sent only for a name that is not in the list, and the list may date it by its first registration.
  if (intent.action === 'transfer' || state === 'pending' || listed.createdDate === null)
    return 'took_effect';
  const created = Date.parse(listed.createdDate);
  return created + DATE_TOLERANCE_MILLISECONDS >= (sentAt ?? createdAt) ? 'took_effect' : 'contradicts';
}

/** Whether the registrar has surely stopped working on the request: it replied, or had all the time it may take. */
function isOverWith({ reply, sentAt, createdAt }: Judged, now: number): boolean {
  return reply !== 'lost' || now - (sentAt ?? createdAt) > IN_THE_WORKS_MILLISECONDS;
}
