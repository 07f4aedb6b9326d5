import { z } from 'zod';
import { CAUSE_CODES } from '../causes/cause-catalogue.js';
import type { Clock } from '../store/clock.js';
import type { Database } from '../store/database.js';
import { MONITOR_STATES, newMonitor, type Monitor, type Step } from './monitor.js';

const MONITOR = 'monitor';

const monitor = z.object({
  state: z.enum(MONITOR_STATES),
  since: z.number(),
  bad: z.number(),
  good: z.number(),
  badSince: z.number().nullable(),
  cause: z.enum(CAUSE_CODES).nullable(),
  otherCause: z.enum(CAUSE_CODES).nullable(),
  pause: z.object({ until: z.number(), wasFailing: z.boolean() }).nullable().default(null),
}) satisfies z.ZodType<Monitor>;

/** The monitor's memory and its transitions. */
export class MonitorStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async read(database: Database = this.database): Promise<Monitor> {
    const row = await database
      .selectFrom('monitor')
      .select('state_json')
      .where('id', '=', MONITOR)
      .executeTakeFirst();
    return row === undefined ? newMonitor(this.clock()) : monitor.parse(JSON.parse(row.state_json));
  }

  /** How often an outage began since that time; the end of maintenance begins none. */
  async openingsSince(transaction: Database, since: number): Promise<number> {
    const found = await transaction
      .selectFrom('transitions')
      .select((select) => select.fn.countAll<number>().as('count'))
      .where('to_state', '=', 'failing')
      .where('from_state', '!=', 'paused')
      .where('at', '>=', since)
      // Later than now comes from a clock that was set back.
      .where('at', '<=', this.clock())
      .executeTakeFirstOrThrow();
    return found.count;
  }

  /** Writes within the caller's transaction, so that state, incident and alert change together or not at all. */
  async write(transaction: Database, step: Step, referenceId: string): Promise<void> {
    const now = this.clock();
    const row = { state_json: JSON.stringify(step.monitor), updated_at: now };
    await transaction
      .insertInto('monitor')
      .values({ id: MONITOR, ...row })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute();
    if (step.transition !== null) {
      await transaction
        .insertInto('transitions')
        .values({
          at: now,
          from_state: step.transition.from,
          to_state: step.transition.to,
          cause_code: step.monitor.cause,
          reference_id: referenceId,
        })
        .execute();
    }
  }
}
