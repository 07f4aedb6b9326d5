/**
 * - `intended`: on disk, nothing has left this machine.
 * - `sent`: handed to the network; the outcome is not recorded yet.
 * - `done`, `pending`: accepted by the registrar (0, 201).
 * - `rejected`: known not to have happened; the intent may be sent again.
 * - `unknown`: it may have happened; only the registrar's own list can tell.
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
export type PaidAction = 'register';

/** What the customer paid for. Two intents with the same key are the same order. */
export interface OrderIntent {
  readonly key: string;
  readonly action: PaidAction;
  /** ASCII form, lower case. */
  readonly domain: string;
  readonly whmcsDomainId: number;
  readonly years: number;
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
}
