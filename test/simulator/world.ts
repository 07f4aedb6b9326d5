import { Whitelist } from './address.js';
import { Bank } from './bank.js';
import { addYears, toDate } from './calendar.js';
import type { RefusalReason } from './dialects.js';
import { OrderBook, type OrderRequest } from './orders.js';
import { Portfolio, type PortfolioDomain } from './portfolio.js';
import { PriceTable } from './price-table.js';

/** States of domain/check (nicenic-api-v2.md section 5.1). */
export const AVAILABILITIES = ['available', 'unavailable', 'error'] as const;
export type Availability = (typeof AVAILABILITIES)[number];

/** Fields of abuse/get_abuse_report but `domain`; times are texts `YYYY-MM-DD hh:mm:ss` (section 5.14). */
export interface AbuseReport {
  readonly scenario: { readonly status: string; readonly impact: string; readonly action: string };
  readonly hold: {
    readonly state: 'none' | 'pending' | 'applied';
    readonly pending_since: string | null;
    readonly scheduled_at: string | null;
    readonly applied_at: string | null;
  };
  readonly complaint: {
    readonly case_count: number;
    readonly earliest_at: string | null;
    readonly latest_at: string | null;
    readonly categories: readonly string[];
  };
}

export interface WorldStart {
  readonly now: () => Date;
  readonly balance: number;
  readonly currency: string;
  readonly whitelist: readonly string[];
}

/** How an order ended: refused, waiting, or done with the domain as it is now. */
export type OrderResult =
  | { readonly kind: 'refused'; readonly reason: RefusalReason }
  | { readonly kind: 'pending' }
  | { readonly kind: 'done'; readonly domain: PortfolioDomain };

/** Everything that one environment (production or sandbox) of the registrar holds. Nothing is shared between them. */
export class World {
  readonly now: () => Date;
  readonly whitelist: Whitelist;
  readonly bank: Bank;
  readonly portfolio: Portfolio;
  readonly prices = new PriceTable();
  readonly orders = new OrderBook();
  readonly #availability = new Map<string, Availability>();
  readonly #authcodes = new Map<string, string>();
  readonly #abuse = new Map<string, AbuseReport>();
  /** The documented example's id; where the registrar starts does not matter. */
  #nextRecordId = 12345;

  constructor(start: WorldStart) {
    this.now = start.now;
    this.whitelist = new Whitelist(start.whitelist);
    this.bank = new Bank(start.now, start.balance, start.currency);
    this.portfolio = new Portfolio(start.now);
  }

  /** Fixes the state that check gives for a name, for instance `unavailable` for somebody else's domain. */
  setAvailability(domain: string, state: Availability): void {
    this.#availability.set(domain, state);
  }

  /**
   * What check says: `unavailable` for the account's own names and those being registered, else a fixed state, else
   * `error` for an unknown TLD.
   */
  availability(domain: string): Availability {
    if (this.portfolio.get(domain) !== undefined) return 'unavailable';
    if (this.orders.pending(domain)?.action === 'register') return 'unavailable';
    const fixed = this.#availability.get(domain);
    if (fixed !== undefined) return fixed;
    return this.prices.isSupported(domain) ? 'available' : 'error';
  }

  /** Sets the transfer code that a name has elsewhere; names without one accept any code. */
  setAuthcode(domain: string, authcode: string): void {
    this.#authcodes.set(domain, authcode);
  }

  acceptsAuthcode(domain: string, authcode: string): boolean {
    const expected = this.#authcodes.get(domain);
    return expected === undefined || expected === authcode;
  }

  setAbuseReport(domain: string, report: AbuseReport): void {
    this.#abuse.set(domain, report);
  }

  abuseReport(domain: string): AbuseReport | undefined {
    return this.#abuse.get(domain);
  }

  takeRecordId(): number {
    return this.#nextRecordId++;
  }

  /**
   * Takes the money and either finishes the order or lets it wait. The money is taken when the order is accepted:
   * the simulator's choice, not known.
   */
  place(request: OrderRequest, waits: boolean): OrderResult {
    const cents = this.prices.cents(request.domain, request.action, request.years);
    if (cents === null) return { kind: 'refused', reason: 'unsupported_tld' };
    if (this.orders.pending(request.domain) !== undefined) {
      return { kind: 'refused', reason: 'order_already_pending' };
    }
    const charge = this.bank.charge(request.action, request.domain, cents);
    if (charge === null) return { kind: 'refused', reason: 'insufficient_balance' };
    if (waits) {
      this.orders.open(request, charge.id);
      return { kind: 'pending' };
    }
    return { kind: 'done', domain: this.#fulfil(request) };
  }

  /** Finishes the waiting order of a name. */
  completeOrder(domain: string): void {
    this.#fulfil(this.orders.close(domain, 'completed'));
  }

  /** Lets the waiting order of a name fail and gives the money back. */
  failOrder(domain: string): void {
    this.bank.refund(this.orders.close(domain, 'failed').chargeId);
  }

  #fulfil(order: OrderRequest): PortfolioDomain {
    const known = this.portfolio.get(order.domain);
    if (known !== undefined) {
      return this.portfolio.put({ ...known, expiredDate: addYears(known.expiredDate, order.years) });
    }
    const createdDate = toDate(this.now());
    return this.portfolio.put({
      domain: order.domain,
      createdDate,
      expiredDate: addYears(createdDate, order.years),
      nameservers: order.nameservers,
      contact: order.contact,
    });
  }
}
