/** What an order can be for; the three actions that cost money. */
export const PAID_ACTIONS = ['register', 'renew', 'transfer'] as const;
export type PaidAction = (typeof PAID_ACTIONS)[number];

/** Prices for one year, in units of the account's currency (two decimals). */
export type Prices = Readonly<Record<PaidAction, number>>;

const DEFAULT_PRICES: Readonly<Record<string, Prices>> = {
  com: { register: 15.99, renew: 15.99, transfer: 14.5 },
  net: { register: 17.25, renew: 17.25, transfer: 16 },
  org: { register: 13.1, renew: 14.2, transfer: 13.1 },
  cn: { register: 7.4, renew: 7.4, transfer: 7.4 },
  'co.uk': { register: 9.05, renew: 9.05, transfer: 9.05 },
};

/**
 * Price list of one environment. A TLD without a row is not supported.
 * The price of several years is the yearly price times the years: the simulator's choice, since whether `price` is
 * per year or in total is not known (nicenic-api-v2.md section 5.2).
 */
export class PriceTable {
  readonly #byTld = new Map<string, Prices>(Object.entries(DEFAULT_PRICES));
  readonly #premium = new Map<string, Prices>();

  /** Sets a TLD's prices (without the leading dot); null makes it unsupported. */
  setTld(tld: string, prices: Prices | null): void {
    if (prices === null) this.#byTld.delete(tld);
    else this.#byTld.set(tld, prices);
  }

  /** Makes one name a premium name with its own prices. */
  setPremium(domain: string, prices: Prices): void {
    this.#premium.set(domain, prices);
  }

  isPremium(domain: string): boolean {
    return this.#premium.has(domain);
  }

  isSupported(domain: string): boolean {
    return this.#byTld.has(tldOf(domain));
  }

  /** Price in cents for `years` years, or null for an unsupported TLD. */
  cents(domain: string, action: PaidAction, years: number): number | null {
    const prices = this.#premium.get(domain) ?? this.#byTld.get(tldOf(domain));
    return prices === undefined ? null : Math.round(prices[action] * 100) * years;
  }
}

function tldOf(domain: string): string {
  return domain.slice(domain.indexOf('.') + 1);
}
