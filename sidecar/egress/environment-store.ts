import { z } from 'zod';
import type { Clock } from '../store/clock.js';
import type { Database } from '../store/database.js';
import { callContext, type CallContext } from './call-context.js';

/** What one environment of WHMCS said of itself last. */
export interface EnvironmentReport {
  readonly context: CallContext;
  /** Proxy variables without credentials; null when there are none. */
  readonly proxy: Readonly<Record<string, string>> | null;
  /** Null where none was told. */
  readonly settingsFingerprint: string | null;
  readonly reportedAt: number;
}

/** In a column that takes no null. */
const NOT_TOLD = '';

const proxy = z.record(z.string(), z.string()).nullable();

/** The latest report of each WHMCS environment. */
export class EnvironmentStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async record(report: Omit<EnvironmentReport, 'reportedAt'>): Promise<void> {
    const row = {
      context_json: JSON.stringify(report.context),
      proxy_json: report.proxy === null ? null : JSON.stringify(report.proxy),
      settings_fingerprint: report.settingsFingerprint ?? NOT_TOLD,
      reported_at: this.clock(),
    };
    await this.database
      .insertInto('environments')
      .values({ environment: report.context.environment, ...row })
      .onConflict((conflict) => conflict.column('environment').doUpdateSet(row))
      .execute();
  }

  async all(): Promise<EnvironmentReport[]> {
    const rows = await this.database.selectFrom('environments').selectAll().orderBy('environment').execute();
    return rows.map((row) => ({
      context: callContext.parse(JSON.parse(row.context_json)),
      proxy: row.proxy_json === null ? null : proxy.parse(JSON.parse(row.proxy_json)),
      settingsFingerprint: row.settings_fingerprint === NOT_TOLD ? null : row.settings_fingerprint,
      reportedAt: row.reported_at,
    }));
  }
}
