import { standsSince, type Monitor, type MonitorState } from '../checks/monitor.js';
import { lastBuckets, shareOfGood } from '../history/buckets.js';
import type { Counted, HistoryStore } from '../history/history-store.js';
import type { Clock } from '../store/clock.js';

/** What the public is told of a state. A first failure that is not confirmed yet is neither the one nor the other. */
export const PUBLIC_STATES = ['good', 'bad', 'unknown'] as const;
export type PublicState = (typeof PUBLIC_STATES)[number];

/** Looks back so many days, today included. */
export const UPTIME_DAYS = [7, 30, 90] as const;

/** Checks of some days that learnt something, and how many of them were accepted. */
export interface Uptime {
  readonly days: number;
  readonly good: number;
  readonly checks: number;
  /** Null without any check. */
  readonly percentGood: number | null;
}

/**
 * Everything that the public may know: no cause, address, account, balance or version. Built from what is named here and
 * from nothing that the page of the administrators is built from. Times are milliseconds since 1970-01-01 UTC.
 */
export interface PublicStatus {
  readonly state: PublicState;
  readonly since: number;
  readonly uptime: readonly Uptime[];
  readonly asOf: number;
}

export interface PublicStatusParts {
  readonly monitor: () => Promise<Pick<Monitor, 'state' | 'since' | 'badSince'>>;
  readonly history: Pick<HistoryStore, 'counts'>;
  readonly clock: Clock;
}

/** Anybody may ask, as often as he likes, so that the database is asked once in this time at most. Milliseconds. */
const KEPT_MILLISECONDS = 10_000;

const STATES: Readonly<Record<MonitorState, PublicState>> = {
  healthy: 'good',
  failing: 'bad',
  pending: 'unknown',
  paused: 'unknown',
  unknown: 'unknown',
};

/** Reads what the public may know. */
export class PublicStatusReader {
  #last: { readonly at: number; readonly status: Promise<PublicStatus> } | null = null;

  constructor(private readonly parts: PublicStatusParts) {}

  read(): Promise<PublicStatus> {
    const now = this.parts.clock();
    const age = now - (this.#last?.at ?? Number.NEGATIVE_INFINITY);
    // A clock that was set back makes nothing keep for longer.
    if (this.#last !== null && age >= 0 && age < KEPT_MILLISECONDS) return this.#last.status;
    const status = this.readAnew(now);
    this.#last = { at: now, status };
    status.catch(() => {
      this.#last = null;
    });
    return status;
  }

  private async readAnew(now: number): Promise<PublicStatus> {
    const { monitor, history } = this.parts;
    const [known, days] = await Promise.all([
      monitor(),
      lastBuckets(
        (span, from, to) => history.counts(span, from, to),
        (none) => none,
        { span: 'day', buckets: Math.max(...UPTIME_DAYS) },
        now,
      ),
    ]);
    return {
      state: STATES[known.state],
      since: standsSince(known),
      uptime: UPTIME_DAYS.map((count) => uptimeOf(count, days.slice(-count))),
      asOf: now,
    };
  }
}

function uptimeOf(days: number, buckets: readonly Counted[]): Uptime {
  const good = buckets.reduce((sum, bucket) => sum + bucket.good, 0);
  const bad = buckets.reduce((sum, bucket) => sum + bucket.bad, 0);
  return { days, good, checks: good + bad, percentGood: shareOfGood({ good, bad }) };
}
