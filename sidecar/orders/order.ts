import type { ApiEnvironment } from '../nicenic/registrar-client.js';

/**
 * - `intended`: on disk, nothing has left this machine.
 * - `sent`: handed to the network; the outcome is not recorded yet.
 * - `done`, `pending`: accepted by the registrar (0, 201).
 * - `rejected`: known not to have happened; the intent may be sent again.
 * - `unknown`: it may have happened; only the registrar's own records can tell.
 */
export type OrderState = 'intended' | 'sent' | 'done' | 'pending' | 'rejected' | 'unknown';

/**
 * How the registrar replied to the last attempt.
 *
 * - `lost`: not at all, or in a way behind which the order may go on.
 * - `worded`: with a code that no document explains; most likely a refusal.
 * - `final`: with a documented or plain refusal or acceptance: it has finished with the request.
 */
export type OrderReply = 'lost' | 'worded' | 'final';

/** The actions that are charged (design.md rule 1). */
export const PAID_ACTIONS = ['register', 'renew', 'transfer'] as const;
export type PaidAction = (typeof PAID_ACTIONS)[number];

/** By what an order came into its last state: the answer itself, the registrar's list and transactions, or an admin. */
export type SettledBy = 'answer' | 'records' | 'hand';

/** Whose money an order costs. */
export interface Account {
  readonly apiEnvironment: ApiEnvironment;
  /** Lower case. */
  readonly username: string;
}

/** What the customer paid for. Two intents with the same key are the same order. */
export interface OrderIntent {
  readonly key: string;
  /** The key but for the date that a renewal starts from: of orders about the same, one is under way at a time. */
  readonly subject: string;
  readonly account: Account;
  readonly action: PaidAction;
  /** ASCII form, lower case. */
  readonly domain: string;
  readonly whmcsDomainId: number;
  readonly years: number;
  /** `YYYY-MM-DD`: the expiry date that a renewal starts from; null for other orders. */
  readonly renewsFrom: string | null;
}

/** Dates that the registrar told, `YYYY-MM-DD`. */
export interface OrderResult {
  readonly createdDate: string | null;
  readonly expiryDate: string | null;
}

/** One order in the journal. Times are milliseconds since 1970-01-01 UTC. */
export interface Order {
  readonly id: string;
  readonly intent: OrderIntent;
  readonly state: OrderState;
  /** How often it was sent; above 1 only after a rejection. */
  readonly attempts: number;
  readonly result: OrderResult | null;
  readonly registrarCode: number | null;
  readonly registrarMessage: string | null;
  readonly reply: OrderReply;
  readonly referenceId: string;
  readonly createdAt: number;
  readonly sentAt: number | null;
  readonly updatedAt: number;
  /** When WHMCS was answered that it is done, or was accepted; null while it does not know. */
  readonly toldAt: number | null;
  /** Null while it is open. */
  readonly settledBy: SettledBy | null;
  readonly settledAt: number | null;
  /** What the admin who settled it by hand wrote. */
  readonly note: string | null;
}

/** The intent of a registration or a transfer: an account gets a name once. */
export function nameIntent(
  action: 'register' | 'transfer',
  account: Account,
  order: Pick<OrderIntent, 'domain' | 'whmcsDomainId' | 'years'>,
): OrderIntent {
  const key = subjectOf(action, account, order.domain);
  return { ...order, key, subject: key, account, action, renewsFrom: null };
}

/** The intent of a renewal: an account renews a name once from the same expiry date. */
export function renewalIntent(
  account: Account,
  order: Pick<OrderIntent, 'domain' | 'whmcsDomainId' | 'years'>,
  renewsFrom: string,
): OrderIntent {
  const subject = subjectOf('renew', account, order.domain);
  return { ...order, key: `${subject} ${renewsFrom}`, subject, account, action: 'renew', renewsFrom };
}

/** What an order is about: everything else may differ between clicks. */
export function subjectOf(action: PaidAction, account: Account, domain: string): string {
  return [action, account.apiEnvironment, account.username, domain].join(' ');
}
