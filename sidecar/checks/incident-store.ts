import type { Selectable } from 'kysely';
import { z } from 'zod';
import { CAUSE_CODES, type CauseCode } from '../causes/cause-catalogue.js';
import type { Diagnosis } from '../diagnosis/diagnosis.js';
import type { Clock } from '../store/clock.js';
import type { Database } from '../store/database.js';
import type { Schema } from '../store/schema.js';
import { pageOf, type Page, type PageRequest } from '../store/page.js';

/** An outage from its first bad check to recovery. Times are milliseconds since 1970-01-01 UTC. */
export interface Incident {
  readonly id: number;
  readonly openedAt: number;
  readonly failingSince: number;
  readonly closedAt: number | null;
  readonly causeCode: CauseCode;
  /** The verdict that stands for it, the latest one. */
  readonly diagnosis: Diagnosis;
}

const causeCode = z.enum(CAUSE_CODES);

/** Incidents, newest first; at most one is open. */
export class IncidentStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async open(
    transaction: Database,
    failingSince: number,
    cause: CauseCode,
    diagnosis: Diagnosis,
  ): Promise<number> {
    const now = this.clock();
    const { insertId } = await transaction
      .insertInto('incidents')
      .values({
        opened_at: now,
        failing_since: failingSince,
        closed_at: null,
        cause_code: cause,
        diagnosis_json: JSON.stringify(diagnosis),
        updated_at: now,
      })
      .executeTakeFirstOrThrow();
    return Number(insertId);
  }

  async update(transaction: Database, id: number, cause: CauseCode, diagnosis: Diagnosis): Promise<void> {
    await transaction
      .updateTable('incidents')
      .set({ cause_code: cause, diagnosis_json: JSON.stringify(diagnosis), updated_at: this.clock() })
      .where('id', '=', id)
      .execute();
  }

  /** Whether there was an outage at any time since then. */
  async anySince(transaction: Database, time: number): Promise<boolean> {
    const found = await transaction
      .selectFrom('incidents')
      .select('id')
      .where((where) => where.or([where('closed_at', 'is', null), where('closed_at', '>=', time)]))
      .executeTakeFirst();
    return found !== undefined;
  }

  async close(transaction: Database, id: number): Promise<void> {
    const now = this.clock();
    await transaction
      .updateTable('incidents')
      .set({ closed_at: now, updated_at: now })
      .where('id', '=', id)
      .execute();
  }

  async findOpen(database: Database = this.database): Promise<Incident | null> {
    const row = await database
      .selectFrom('incidents')
      .selectAll()
      .where('closed_at', 'is', null)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row === undefined ? null : toIncident(row);
  }

  async page(request: PageRequest): Promise<Page<Incident>> {
    let query = this.database
      .selectFrom('incidents')
      .selectAll()
      .orderBy('id', 'desc')
      .limit(request.limit + 1);
    if (request.before !== undefined) query = query.where('id', '<', request.before);
    return pageOf((await query.execute()).map(toIncident), request);
  }
}

function toIncident(row: Selectable<Schema['incidents']>): Incident {
  return {
    id: row.id,
    openedAt: row.opened_at,
    failingSince: row.failing_since,
    closedAt: row.closed_at,
    causeCode: causeCode.parse(row.cause_code),
    diagnosis: JSON.parse(row.diagnosis_json) as Diagnosis,
  };
}
