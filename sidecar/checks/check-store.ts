import type { Selectable } from 'kysely';
import { z } from 'zod';
import { CAUSE_CODES } from '../causes/cause-catalogue.js';
import type { Attempt } from '../nicenic/registrar-client.js';
import type { Database } from '../store/database.js';
import type { Schema } from '../store/schema.js';
import type { Page, PageRequest } from '../store/page.js';
import { pageOf } from '../store/page.js';
import type { CheckOutcome, CheckResult, CheckSource, StoredCheck } from './check-result.js';

const causeCode = z.enum(CAUSE_CODES).nullable();
const stages = z.record(z.string(), z.number());
const balance = z.object({ amount: z.number(), currency: z.string() }).nullable();

/** Results of checks, newest first. */
export class CheckStore {
  constructor(private readonly database: Database) {}

  /** Writes within the caller's transaction. */
  async add(transaction: Database, result: CheckResult): Promise<StoredCheck> {
    const { insertId } = await transaction
      .insertInto('checks')
      .values({
        at: result.at,
        source: result.source,
        api_environment: result.apiEnvironment,
        outcome: result.outcome,
        cause_code: result.causeCode,
        milliseconds: result.milliseconds,
        stages_json: JSON.stringify(result.stages),
        attempt_json: result.attempt === null ? null : JSON.stringify(result.attempt),
        balance_json: result.balance === null ? null : JSON.stringify(result.balance),
        reference_id: result.referenceId,
      })
      .executeTakeFirstOrThrow();
    return { ...result, id: Number(insertId) };
  }

  async page(request: PageRequest): Promise<Page<StoredCheck>> {
    let query = this.database
      .selectFrom('checks')
      .selectAll()
      .orderBy('id', 'desc')
      .limit(request.limit + 1);
    if (request.before !== undefined) query = query.where('id', '<', request.before);
    return pageOf((await query.execute()).map(toCheck), request);
  }

  async newest(): Promise<StoredCheck | null> {
    const page = await this.page({ limit: 1 });
    return page.items[0] ?? null;
  }

  /** When the newest one was. */
  async newestTime(): Promise<Pick<StoredCheck, 'at'> | null> {
    const row = await this.database
      .selectFrom('checks')
      .select('at')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row ?? null;
  }

  /** The newest check that saw the balance. */
  async newestWithBalance(): Promise<StoredCheck | null> {
    const row = await this.database
      .selectFrom('checks')
      .selectAll()
      .where('balance_json', 'is not', null)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row === undefined ? null : toCheck(row);
  }
}

function toCheck(row: Selectable<Schema['checks']>): StoredCheck {
  return {
    id: row.id,
    at: row.at,
    source: row.source as CheckSource,
    apiEnvironment: row.api_environment as StoredCheck['apiEnvironment'],
    outcome: row.outcome as CheckOutcome,
    causeCode: causeCode.parse(row.cause_code),
    milliseconds: row.milliseconds,
    stages: stages.parse(JSON.parse(row.stages_json)),
    attempt: row.attempt_json === null ? null : (JSON.parse(row.attempt_json) as Attempt),
    balance: row.balance_json === null ? null : balance.parse(JSON.parse(row.balance_json)),
    referenceId: row.reference_id,
  };
}
