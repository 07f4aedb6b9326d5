import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { Logger } from '../log/logger.js';
import type { Clock } from '../store/clock.js';
import type { Database } from '../store/database.js';
import { checkpoint, freePages, optimize } from '../store/upkeep.js';
import type { Span } from './history-store.js';

const DAY_MILLISECONDS = 24 * 60 * 60_000;

/** So many checks are kept however old they are: the page has something to show after a long pause. */
const FEWEST_CHECKS = 2_000;

/** Hours are for plots of the last month. */
const HOUR_DAYS = 60;
/** Days are for looks back from one year to the one before. */
const DAY_DAYS = 3 * 365;

/**
 * A clock can be years ahead for a moment, for example while a machine starts, and what is deleted is gone: history is
 * no older than so long after the last check.
 */
const LONGEST_BREAK_DAYS = 30;

/** Rows in one delete: few milliseconds, also on a slow disk. */
const BATCH = 200;
/** Buckets of history in one delete. */
const BUCKETS = 25;
/** Pages of 4 kB given back at a time. */
const PAGES = 50;

/** What is kept for how long; orders are kept for good. */
export interface Keeping {
  /** Single checks. */
  readonly checkDays: number;
  /** Transitions, incidents with their notes and delivered alerts, outbound addresses. */
  readonly historyDays: number;
}

/**
 * Deletes what is older than it is kept, in small batches with room for others in between, and gives the space back
 * step by step (docs/decisions/0013-history-in-counts.md). A run that is cut short
 * does no harm: the next one goes on.
 */
export class Retention {
  #running: Promise<void> | null = null;
  #closing = false;

  constructor(
    private readonly parts: {
      readonly database: Database;
      readonly clock: Clock;
      readonly logger: Logger;
      readonly keeping: Keeping;
    },
  ) {}

  /** One run at a time. */
  run(): Promise<void> {
    this.#running ??= this.tidyUp().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  /** Breaks off after the batch under way; the next start goes on. */
  async close(): Promise<void> {
    this.#closing = true;
    await Promise.allSettled([this.#running]);
  }

  private async tidyUp(): Promise<void> {
    const { database, logger, keeping } = this.parts;
    const now = await this.now();
    const daysAgo = (days: number): number => now - days * DAY_MILLISECONDS;
    const historyEnd = daysAgo(keeping.historyDays);
    const deleted = {
      checks: await this.checks(daysAgo(keeping.checkDays)),
      // Alerts point at incidents, so they go first.
      alerts: await this.alerts(historyEnd),
      incidents: await this.incidents(historyEnd),
      transitions: await this.transitions(historyEnd),
      addresses: await this.addresses(historyEnd),
      hours: await this.buckets('hour', daysAgo(HOUR_DAYS)),
      days: await this.buckets('day', daysAgo(DAY_DAYS)),
    };
    await this.repeat(() => freePages(database, PAGES));
    if (this.#closing) return;
    await optimize(database);
    await checkpoint(database);
    // A start or a night without anything to do is no event.
    const level = Object.values(deleted).some((count) => count > 0) ? 'info' : 'debug';
    logger[level]({ deleted }, 'history tidied up');
  }

  /** As far as the clock is to be believed. */
  private async now(): Promise<number> {
    const now = this.parts.clock();
    const last = await this.parts.database
      .selectFrom('checks')
      .select('at')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
    return last === undefined ? now : Math.min(now, last.at + LONGEST_BREAK_DAYS * DAY_MILLISECONDS);
  }

  /** Deletes the rows that `old` finds, a batch at a time; how many there were in all. */
  private inBatches(
    table: 'checks' | 'alerts' | 'transitions' | 'egress',
    old: (limit: number) => Promise<readonly { readonly id: number }[]>,
  ): Promise<number> {
    return this.repeat(async () => {
      const ids = (await old(BATCH)).map(({ id }) => id);
      if (ids.length > 0) await this.parts.database.deleteFrom(table).where('id', 'in', ids).execute();
      return ids.length;
    });
  }

  /** Repeats a step that tells how many rows it has deleted until there are no more, with pauses for others. */
  private async repeat(step: () => Promise<number>): Promise<number> {
    let all = 0;
    while (!this.#closing) {
      const deleted = await step();
      all += deleted;
      if (deleted === 0) break;
      await letOthersRun();
    }
    return all;
  }

  private async checks(before: number): Promise<number> {
    const { database } = this.parts;
    const kept = await database
      .selectFrom('checks')
      .select('id')
      .orderBy('id', 'desc')
      .offset(FEWEST_CHECKS - 1)
      .limit(1)
      .executeTakeFirst();
    if (kept === undefined) return 0;
    return this.inBatches('checks', (limit) =>
      database
        .selectFrom('checks')
        .select('id')
        .where('at', '<', before)
        .where('id', '<', kept.id)
        .limit(limit)
        .execute(),
    );
  }

  /** Delivered ones; not of an outage that still goes on, whose reminders are counted. */
  private alerts(before: number): Promise<number> {
    const { database } = this.parts;
    return this.inBatches('alerts', (limit) =>
      database
        .selectFrom('alerts')
        .leftJoin('incidents', 'incidents.id', 'alerts.incident_id')
        .select('alerts.id')
        .where('alerts.state', '=', 'delivered')
        .where('alerts.created_at', '<', before)
        .where((where) =>
          where.or([where('alerts.incident_id', 'is', null), where('incidents.closed_at', 'is not', null)]),
        )
        .limit(limit)
        .execute(),
    );
  }

  /** With their notes; not while an alert about them waits. */
  private incidents(before: number): Promise<number> {
    return this.repeat(() =>
      this.parts.database.transaction().execute(async (transaction) => {
        const rows = await transaction
          .selectFrom('incidents')
          .leftJoin('alerts', 'alerts.incident_id', 'incidents.id')
          .select('incidents.id')
          .where('incidents.closed_at', '<', before)
          .where('alerts.id', 'is', null)
          .limit(BATCH)
          .execute();
        const ids = rows.map(({ id }) => id);
        if (ids.length === 0) return 0;
        await transaction.deleteFrom('incident_notes').where('incident_id', 'in', ids).execute();
        await transaction.deleteFrom('incidents').where('id', 'in', ids).execute();
        return ids.length;
      }),
    );
  }

  private transitions(before: number): Promise<number> {
    const { database } = this.parts;
    return this.inBatches('transitions', (limit) =>
      database.selectFrom('transitions').select('id').where('at', '<', before).limit(limit).execute(),
    );
  }

  private addresses(before: number): Promise<number> {
    const { database } = this.parts;
    return this.inBatches('egress', (limit) =>
      database.selectFrom('egress').select('id').where('last_seen', '<', before).limit(limit).execute(),
    );
  }

  /** So many buckets at a time that it comes to a batch of rows: each has seven times. */
  private buckets(span: Span, before: number): Promise<number> {
    const { database } = this.parts;
    return this.repeat(async () => {
      const old = await database
        .selectFrom('history_counts')
        .select('starts_at')
        .where('span', '=', span)
        .where('starts_at', '<', before)
        .orderBy('starts_at')
        .limit(BUCKETS)
        .execute();
      const last = old.at(-1);
      if (last === undefined) return 0;
      await database.transaction().execute(async (transaction) => {
        for (const table of ['history_counts', 'history_times'] as const) {
          await transaction
            .deleteFrom(table)
            .where('span', '=', span)
            .where('starts_at', '<=', last.starts_at)
            .execute();
        }
      });
      return old.length;
    });
  }
}
