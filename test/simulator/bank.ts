import { toTransactionTime } from './calendar.js';
import type { PaidAction } from './price-table.js';

/** One debit for an order, under the simulator's own id, which the API never shows. */
export interface Charge {
  readonly id: number;
  readonly at: Date;
  readonly action: PaidAction;
  readonly domain: string;
  /** In units of the account's currency, positive. */
  readonly amount: number;
  /** Whether the money went back because the order failed. */
  readonly refunded: boolean;
}

/** A line of user/transactions (nicenic-api-v2.md section 5.13): no id and no domain. */
export interface Transaction {
  readonly type: string;
  readonly about: string;
  /** Signed, two decimals, a string. */
  readonly amount: string;
  /** UTC+8. */
  readonly time: string;
  readonly currency: string;
}

/** "Domain registration fee" is the documented example; the other texts follow its pattern and are invented. */
const ABOUT: Readonly<Record<PaidAction, string>> = {
  register: 'Domain registration fee',
  renew: 'Domain renewal fee',
  transfer: 'Domain transfer fee',
};

/** The page size of user/transactions is not told; the simulator's choice. */
const TRANSACTIONS_PER_PAGE = 20;

/** Balance, charges and transactions of one environment. Counts in cents, so that sums stay exact. */
export class Bank {
  readonly #now: () => Date;
  readonly #charges: Charge[] = [];
  readonly #transactions: Transaction[] = [];
  readonly currency: string;
  #cents: number;

  constructor(now: () => Date, balance: number, currency: string) {
    this.#now = now;
    this.#cents = Math.round(balance * 100);
    this.currency = currency;
  }

  get balance(): number {
    return this.#cents / 100;
  }

  /** Sets the balance without a transaction, as the starting point of a test. */
  setBalance(amount: number): void {
    this.#cents = Math.round(amount * 100);
  }

  /** Takes the money for an order; null when the balance does not suffice. */
  charge(action: PaidAction, domain: string, cents: number): Charge | null {
    if (cents > this.#cents) return null;
    const charge = {
      id: this.#charges.length + 1,
      at: this.#now(),
      action,
      domain,
      amount: cents / 100,
      refunded: false,
    };
    this.#charges.push(charge);
    this.#book(ABOUT[action], -cents);
    return charge;
  }

  /** Gives the money of a failed order back; whether the registrar does so is not known. */
  refund(chargeId: number): void {
    const index = this.#charges.findIndex((charge) => charge.id === chargeId && !charge.refunded);
    const charge = this.#charges[index];
    if (charge === undefined) throw new Error(`No open charge ${chargeId}`);
    this.#charges[index] = { ...charge, refunded: true };
    this.#book(`${ABOUT[charge.action]} refund`, Math.round(charge.amount * 100));
  }

  /** Every charge, oldest first; for tests only. */
  charges(): readonly Charge[] {
    return [...this.#charges];
  }

  /** A page of the public list, newest first. */
  transactions(page: number): readonly Transaction[] {
    const start = (page - 1) * TRANSACTIONS_PER_PAGE;
    return this.#transactions.toReversed().slice(start, start + TRANSACTIONS_PER_PAGE);
  }

  #book(about: string, cents: number): void {
    this.#cents += cents;
    this.#transactions.push({
      // Both documented examples, the deposit too, have this type.
      type: 'order_pay',
      about,
      amount: (cents / 100).toFixed(2),
      time: toTransactionTime(this.#now()),
      currency: this.currency,
    });
  }
}
