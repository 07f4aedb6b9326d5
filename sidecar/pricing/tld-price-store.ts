import type { Account } from '../orders/order.js';
import type { Clock } from '../store/clock.js';
import type { Database } from '../store/database.js';
import type { Schema } from '../store/schema.js';
import type { TldReading } from './read-tld.js';

/** What names of a TLD cost for one year at the registrar, in units of `currency`. Premium names cost something else. */
export interface TldPrice {
  readonly register: number;
  /** Null where the registrar tells none. */
  readonly renew: number | null;
  readonly transfer: number | null;
  /** Three capital letters (ISO 4217). */
  readonly currency: string;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly readAt: number;
}

/** What reading a TLD's price came to the last time. */
export type TldOutcome = TldReading['kind'];

/** What is known about a TLD. Times are milliseconds since 1970-01-01 UTC. */
export interface TldKnowledge {
  /** The last price that was read, however old; null when there was none or the registrar sells it no longer. */
  readonly price: TldPrice | null;
  readonly last: { readonly outcome: TldOutcome; readonly at: number } | null;
}

/** Rows of one statement: SQLite takes a limited number of values. */
const CHUNK = 500;

/** The registrar's prices by TLD (ASCII form without a dot), for each account. */
export class TldPriceStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The last price that was read, of whatever age; null when none is known. */
  async find(account: Account, tld: string): Promise<TldPrice | null> {
    return (await this.known(account, [tld])).get(tld)?.price ?? null;
  }

  /** What is known of these TLDs; one of which nothing is known is missing. */
  async known(account: Account, tlds: readonly string[]): Promise<ReadonlyMap<string, TldKnowledge>> {
    const known = new Map<string, TldKnowledge>();
    for (const some of chunks(tlds)) {
      const rows = await this.database
        .selectFrom('tld_prices')
        .selectAll()
        .where('api_environment', '=', account.apiEnvironment)
        .where('username', '=', account.username)
        .where('tld', 'in', some)
        .execute();
      for (const row of rows) {
        const { register, renew, transfer, currency, read_at: readAt } = row;
        const price =
          register === null || currency === null || readAt === null
            ? null
            : { register, renew, transfer, currency, readAt };
        const last =
          row.outcome === null || row.tried_at === null
            ? null
            : { outcome: row.outcome as TldOutcome, at: row.tried_at };
        known.set(row.tld, { price, last });
      }
    }
    return known;
  }

  /** The shop sells these TLDs: their prices are to be kept up to date. */
  async want(account: Account, tlds: readonly string[]): Promise<void> {
    for (const some of chunks(tlds)) {
      await this.database
        .insertInto('tld_prices')
        .values(some.map((tld) => ({ ...emptyRow(account, tld), wanted_at: this.clock() })))
        .onConflict((conflict) =>
          conflict
            .columns(['api_environment', 'username', 'tld'])
            .doUpdateSet((set) => ({ wanted_at: set.ref('excluded.wanted_at') })),
        )
        .execute();
    }
  }

  /** The TLDs that the shop has wanted since then (milliseconds since 1970-01-01 UTC). */
  async wantedSince(account: Account, since: number): Promise<string[]> {
    const rows = await this.database
      .selectFrom('tld_prices')
      .select('tld')
      .where('api_environment', '=', account.apiEnvironment)
      .where('username', '=', account.username)
      .where('wanted_at', '>=', since)
      .orderBy('tld')
      .execute();
    return rows.map(({ tld }) => tld);
  }

  /** Keeps what reading a price came to. A failure leaves the price as it was. */
  async keep(account: Account, tld: string, reading: TldReading): Promise<void> {
    const now = this.clock();
    const values = { outcome: reading.kind, tried_at: now, ...pricesAfter(reading, now) };
    await this.database
      .insertInto('tld_prices')
      .values({ ...emptyRow(account, tld), ...values })
      .onConflict((conflict) => conflict.columns(['api_environment', 'username', 'tld']).doUpdateSet(values))
      .execute();
  }
}

const NO_PRICES = { register: null, renew: null, transfer: null, currency: null, read_at: null };

/** The columns of the price that a reading changes. */
function pricesAfter(reading: TldReading, now: number): object {
  if (reading.kind === 'failed') return {};
  if (reading.kind === 'not_sold') return NO_PRICES;
  const { register, renew, transfer, currency } = reading.price;
  return { register, renew, transfer, currency, read_at: now };
}

/** A TLD of which nothing is known. */
function emptyRow({ apiEnvironment, username }: Account, tld: string): Schema['tld_prices'] {
  const never = { outcome: null, tried_at: null, wanted_at: null };
  return { api_environment: apiEnvironment, username, tld, ...NO_PRICES, ...never };
}

function chunks(tlds: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(tlds.length / CHUNK) }, (_none, index) =>
    tlds.slice(index * CHUNK, (index + 1) * CHUNK),
  );
}
