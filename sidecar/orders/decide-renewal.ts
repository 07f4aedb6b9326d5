import type { Order } from './order.js';

/** What a click on a renewal does when none is open. */
export type RenewalDecision =
  /** A renewal from the date that the list shows. */
  | 'send'
  /** The last renewal is the one that is asked for: answer with its outcome. */
  | 'repeat_outcome'
  /** The same, but it was made for another domain record of WHMCS. */
  | 'refuse_other_owner'
  /** The list still shows the date from before the last renewal, which is asked for another one now. */
  | 'refuse_not_listed_yet'
  /** The name was renewed and WHMCS does not know: by whom is not known either. */
  | 'refuse_expiry_differs';

/** What a click on a renewal knows. Dates are `YYYY-MM-DD`. */
export interface RenewalClick {
  readonly whmcsDomainId: number;
  /** The expiry date in the registrar's list. */
  readonly listedExpiry: string;
  /** The expiry date in WHMCS; null where WHMCS does not hand it over. */
  readonly whmcsExpiry: string | null;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: number;
}

const DAY_MILLISECONDS = 24 * 60 * 60_000;

/** Renewals move the date by whole years; whatever is less comes from time zones or corrections. */
const HALF_A_YEAR_MILLISECONDS = 182 * DAY_MILLISECONDS;

/** For this long a click may be the repetition of a renewal that WHMCS holds for failed. */
const REPEATED_MILLISECONDS = 30 * DAY_MILLISECONDS;

/** For this long after WHMCS was told, one that hands over no date is taken to repeat itself: two crons, two clicks. */
const DOUBLE_CLICK_MILLISECONDS = 60 * 60_000;

/** Whether the list's date is one that a renewal from the other date leads to. */
export function isRenewedFrom(from: string | null, listed: string | null): boolean {
  if (from === null || listed === null) return false;
  return Date.parse(listed) - Date.parse(from) > HALF_A_YEAR_MILLISECONDS;
}

/**
 * Tells the repetition of a renewal from a second one (whmcs-contract.md section 15, item 14: domain, action and
 * expiry date are the key). The list's date has moved on either way; what tells them apart is whether WHMCS knows of
 * the first one: it was told, or it has the new date. `last` is the newest one that is done. Pure.
 */
export function decideRenewal(last: Order | null, click: RenewalClick): RenewalDecision {
  const { whmcsDomainId, listedExpiry, whmcsExpiry, now } = click;
  if (last !== null && now - (last.sentAt ?? last.createdAt) <= REPEATED_MILLISECONDS) {
    if (isRepetition(last, whmcsExpiry, now))
      return last.intent.whmcsDomainId === whmcsDomainId ? 'repeat_outcome' : 'refuse_other_owner';
    if (!isPast(last, listedExpiry)) return 'refuse_not_listed_yet';
  }
  return isRenewedFrom(whmcsExpiry, listedExpiry) ? 'refuse_expiry_differs' : 'send';
}

/**
 * Whether a renewal that the registrar has accepted and not finished stands in the way of another one: WHMCS was told of
 * it and asks from the date that it leads to. Pure.
 */
export function isBehind(
  waiting: Order,
  whmcsExpiry: string | null,
): waiting is Order & { readonly intent: { readonly renewsFrom: string } } {
  const { state, toldAt, intent } = waiting;
  if (state !== 'pending' || toldAt === null || intent.renewsFrom === null) return false;
  return whmcsExpiry !== null && isPast(waiting, whmcsExpiry);
}

/** Whether a click asks once more for a renewal that is done: WHMCS was not told of it, or does not believe it. Pure. */
export function isRepetition(last: Order, whmcsExpiry: string | null, now: number): boolean {
  if (last.toldAt === null) return true;
  return whmcsExpiry === null ? now - last.toldAt <= DOUBLE_CLICK_MILLISECONDS : !isPast(last, whmcsExpiry);
}

/** Whether a date lies nearer to the one that the renewal led to than to the one that it started from. */
function isPast({ intent, result }: Order, date: string): boolean {
  const from = Date.parse(intent.renewsFrom ?? '');
  const to =
    result?.expiryDate == null ? from + intent.years * 365 * DAY_MILLISECONDS : Date.parse(result.expiryDate);
  return Date.parse(date) > (from + to) / 2;
}
