import type { Clock } from '../store/clock.js';
import type { Database } from '../store/database.js';
import type { Fingerprint } from './settings.js';

/** Where settings came from: values about to be saved, or the WHMCS environment that handed them over. */
export type SettingsOrigin = 'form' | 'web' | 'cron' | 'cli';

/** Which settings came from where, and what NiceNIC said to them. Times are milliseconds since 1970-01-01 UTC. */
export interface SettingsPast {
  /** Newest first. */
  readonly seen: readonly {
    readonly origin: SettingsOrigin;
    readonly fingerprint: Fingerprint;
    /** Start of the stretch in which nothing else came from there. */
    readonly since: number;
    /** Last time. */
    readonly at: number;
  }[];
  readonly outcomes: readonly {
    readonly fingerprint: Fingerprint;
    readonly acceptedAt: number | null;
    readonly refusedAt: number | null;
  }[];
}

/** Longer ago than this nothing explains a failure of today. Milliseconds. */
const KEPT_MILLISECONDS = 90 * 24 * 60 * 60_000;

/**
 * Remembers fingerprints, never values: they tell which settings worked and who hands over others. A memory that cannot
 * be written must not fail the domain action that it would be about, so only reading throws.
 */
export class SettingsHistory {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly onStorageError: (error: unknown) => void,
  ) {}

  /** An environment handed these settings over, or they are about to be saved. */
  async seen(origin: SettingsOrigin, fingerprint: Fingerprint): Promise<void> {
    await this.keepSeen(origin, fingerprint).catch(this.onStorageError);
  }

  /** NiceNIC accepted or refused a call with these settings. */
  async tried(fingerprint: Fingerprint, accepted: boolean): Promise<void> {
    await this.keepTried(fingerprint, accepted).catch(this.onStorageError);
  }

  async read(): Promise<SettingsPast> {
    const seen = await this.database
      .selectFrom('settings_seen')
      .selectAll()
      // Later than now comes from a clock that was set back.
      .where('seen_at', '<=', this.clock())
      .orderBy('seen_at', 'desc')
      .execute();
    const outcomes = await this.database.selectFrom('settings_outcomes').selectAll().execute();
    return {
      seen: seen.map((row) => ({
        origin: row.origin as SettingsOrigin,
        fingerprint: row.fingerprint,
        since: row.since,
        at: row.seen_at,
      })),
      outcomes: outcomes.map((row) => ({
        fingerprint: row.fingerprint,
        acceptedAt: row.accepted_at,
        refusedAt: row.refused_at,
      })),
    };
  }

  private async keepSeen(origin: SettingsOrigin, fingerprint: Fingerprint): Promise<void> {
    const now = this.clock();
    await this.database.transaction().execute(async (transaction) => {
      await transaction
        .deleteFrom('settings_seen')
        .where('seen_at', '<', now - KEPT_MILLISECONDS)
        .execute();
      const latest = await transaction
        .selectFrom('settings_seen')
        .select(['fingerprint', 'since'])
        .where('origin', '=', origin)
        .orderBy('seen_at', 'desc')
        .executeTakeFirst();
      const since = latest?.fingerprint === fingerprint ? latest.since : now;
      await transaction
        .insertInto('settings_seen')
        .values({ origin, fingerprint, since, seen_at: now })
        .onConflict((conflict) =>
          conflict.columns(['origin', 'fingerprint']).doUpdateSet({ since, seen_at: now }),
        )
        .execute();
    });
  }

  private async keepTried(fingerprint: Fingerprint, accepted: boolean): Promise<void> {
    const now = this.clock();
    const change = accepted ? { accepted_at: now } : { refused_at: now };
    await this.database
      .insertInto('settings_outcomes')
      .values({ fingerprint, accepted_at: null, refused_at: null, ...change })
      .onConflict((conflict) => conflict.column('fingerprint').doUpdateSet(change))
      .execute();
  }
}
