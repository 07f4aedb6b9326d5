import { sql } from 'kysely';
import type { Stage } from '../outbound/exchange.js';
import type { Database } from '../store/database.js';

/** How wide a bucket is. Buckets begin at full hours and days of UTC. */
export const SPANS = { hour: 60 * 60_000, day: 24 * 60 * 60_000 } as const;
export type Span = keyof typeof SPANS;

/** A stage of the call, or the whole of it. */
export type Timed = Stage | 'total';

/** One check as it is counted. */
export interface Tally {
  /** Milliseconds since 1970-01-01 UTC. */
  readonly at: number;
  readonly outcome: 'good' | 'bad' | 'indeterminate';
  /** Milliseconds; empty when no call was made. */
  readonly times: ReadonlyMap<Timed, number>;
}

/** Milliseconds of all calls of a bucket that have passed the stage. */
export interface Times {
  readonly count: number;
  readonly sum: number;
  readonly max: number;
}

/** How many checks there were in one hour or day. */
export interface Counted {
  readonly startsAt: number;
  readonly good: number;
  readonly bad: number;
  readonly indeterminate: number;
}

/** The same with how long they took. */
export interface Bucket extends Counted {
  readonly times: Readonly<Partial<Record<Timed, Times>>>;
}

/** Where a bucket begins that has this time in it. */
export function startOf(span: Span, at: number): number {
  return Math.floor(at / SPANS[span]) * SPANS[span];
}

/**
 * Checks by hour and day as counts and sums: a year of them is a few hundred rows, and means and shares of any longer
 * time come out of them without loss.
 */
export class HistoryStore {
  constructor(private readonly database: Database) {}

  /** Counts a check within the caller's transaction. */
  async add(transaction: Database, { at, outcome, times }: Tally): Promise<void> {
    const spans = (Object.keys(SPANS) as Span[]).map((span) => ({ span, starts_at: startOf(span, at) }));
    const one = { good: 0, bad: 0, indeterminate: 0, [outcome]: 1 };
    await transaction
      .insertInto('history_counts')
      .values(spans.map((bucket) => ({ ...bucket, ...one })))
      .onConflict((conflict) =>
        conflict
          .columns(['span', 'starts_at'])
          .doUpdateSet((set) => ({ [outcome]: set(`history_counts.${outcome}`, '+', 1) })),
      )
      .execute();
    if (times.size === 0) return;
    await transaction
      .insertInto('history_times')
      .values(
        spans.flatMap((bucket) =>
          [...times].map(([stage, spent]) => ({ ...bucket, stage, count: 1, sum: spent, max: spent })),
        ),
      )
      .onConflict((conflict) =>
        conflict.columns(['span', 'starts_at', 'stage']).doUpdateSet((set) => ({
          count: set('history_times.count', '+', 1),
          sum: set('history_times.sum', '+', set.ref('excluded.sum')),
          max: sql<number>`CASE WHEN excluded.max > history_times.max THEN excluded.max ELSE history_times.max END`,
        })),
      )
      .execute();
  }

  /** The buckets that begin in this time, `to` excluded, oldest first; those without a check are missing. */
  async counts(span: Span, from: number, to: number): Promise<Counted[]> {
    const rows = await this.database
      .selectFrom('history_counts')
      .selectAll()
      .where('span', '=', span)
      .where('starts_at', '>=', from)
      .where('starts_at', '<', to)
      .orderBy('starts_at')
      .execute();
    return rows.map(({ starts_at: startsAt, good, bad, indeterminate }) => ({
      startsAt,
      good,
      bad,
      indeterminate,
    }));
  }

  /** The same with their times. */
  async read(span: Span, from: number, to: number): Promise<Bucket[]> {
    const counts = await this.counts(span, from, to);
    const rows = await this.database
      .selectFrom('history_times')
      .selectAll()
      .where('span', '=', span)
      .where('starts_at', '>=', from)
      .where('starts_at', '<', to)
      .execute();
    const times = new Map<number, Partial<Record<Timed, Times>>>();
    for (const { starts_at: startsAt, stage, count, sum, max } of rows)
      times.set(startsAt, { ...times.get(startsAt), [stage]: { count, sum, max } });
    return counts.map((counted) => ({ ...counted, times: times.get(counted.startsAt) ?? {} }));
  }
}
