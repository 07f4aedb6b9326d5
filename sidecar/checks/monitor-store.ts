import { z } from 'zod';
import { CAUSE_CODES } from '../causes/cause-catalogue.js';
import type { Clock } from '../store/clock.js';
import type { Database } from '../store/database.js';
import { newMonitor, type Monitor, type Step } from './monitor.js';

const MONITOR = 'monitor';

const monitor = z.object({
  state: z.enum(['healthy', 'pending', 'failing', 'paused', 'unknown']),
  since: z.number(),
  bad: z.number(),
  good: z.number(),
  badSince: z.number().nullable(),
  cause: z.enum(CAUSE_CODES).nullable(),
  otherCause: z.enum(CAUSE_CODES).nullable(),
}) satisfies z.ZodType<Monitor>;

/** The monitor's memory and its transitions. */
export class MonitorStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async read(): Promise<Monitor> {
    const row = await this.database
      .selectFrom('monitor')
      .select('state_json')
      .where('id', '=', MONITOR)
      .executeTakeFirst();
    return row === undefined ? newMonitor(this.clock()) : monitor.parse(JSON.parse(row.state_json));
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
