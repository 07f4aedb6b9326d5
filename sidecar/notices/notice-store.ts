import type { Clock } from '../store/clock.js';
import type { Database } from '../store/database.js';

/** Which notices stand, so that each is told once while it lasts. */
export class NoticeStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Keys of those that the admin knows of. */
  async told(): Promise<ReadonlySet<string>> {
    const rows = await this.database.selectFrom('notices').select('key').execute();
    return new Set(rows.map(({ key }) => key));
  }

  /** Writes within the caller's transaction, together with the alert. */
  async keep(transaction: Database, key: string): Promise<void> {
    await transaction
      .insertInto('notices')
      .values({ key, told_at: this.clock() })
      .onConflict((conflict) => conflict.column('key').doNothing())
      .execute();
  }

  /** They are over: the next time they are told again. Within the caller's transaction, where there is one. */
  async forget(database: Database, keys: readonly string[]): Promise<void> {
    for (const key of keys) await database.deleteFrom('notices').where('key', '=', key).execute();
  }
}
