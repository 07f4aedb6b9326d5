import type { Selectable } from 'kysely';
import { z } from 'zod';
import { CAUSE_CODES, type CauseCode } from '../causes/cause-catalogue.js';
import type { Diagnosis } from '../diagnosis/diagnosis.js';
import type { ApiEnvironment } from '../nicenic/registrar-client.js';
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
  /** The verdict that stands for it, the latest one; of an imported incident only the API environment is known. */
  readonly diagnosis: Diagnosis;
  /** What administrators wrote about it, oldest first. */
  readonly notes: readonly IncidentNote[];
}

export interface IncidentNote {
  readonly at: number;
  /** One line. */
  readonly note: string;
}

/** An incident that is over, as another installation tells it. */
export interface PastIncident extends Pick<Incident, 'openedAt' | 'failingSince' | 'causeCode' | 'notes'> {
  readonly closedAt: number;
  readonly apiEnvironment: ApiEnvironment;
}

const causeCode = z.enum(CAUSE_CODES);

/** Incidents with their notes; at most one is open. */
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

  /** Whether there was an outage by one of these causes at any time since then. */
  async anySince(transaction: Database, time: number, causes: readonly CauseCode[]): Promise<boolean> {
    const found = await transaction
      .selectFrom('incidents')
      .select('id')
      .where('cause_code', 'in', causes)
      .where((where) => where.or([where('closed_at', 'is', null), where('closed_at', '>=', time)]))
      .executeTakeFirst();
    return found !== undefined;
  }

  async close(transaction: Database, id: number): Promise<void> {
    const now = this.clock();
    await transaction
      .updateTable('incidents')
      .set((set) => ({
        // An incident that began after its end comes from a clock that was set back.
        opened_at: set.fn<number>('min', [set.ref('opened_at'), set.val(now)]),
        failing_since: set.fn<number>('min', [set.ref('failing_since'), set.val(now)]),
        closed_at: now,
        updated_at: now,
      }))
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
    if (row === undefined) return null;
    const [incident = null] = await this.withNotes([row], database);
    return incident;
  }

  async find(id: number): Promise<Incident | null> {
    const row = await this.database
      .selectFrom('incidents')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    if (row === undefined) return null;
    const [incident = null] = await this.withNotes([row]);
    return incident;
  }

  /** By when they were opened: imported ones are older than their numbers. */
  async page(request: PageRequest): Promise<Page<Incident>> {
    const { before } = request;
    let query = this.database
      .selectFrom('incidents')
      .selectAll()
      .orderBy('opened_at', 'desc')
      .orderBy('id', 'desc')
      .limit(request.limit + 1);
    if (before !== undefined) {
      const last = await this.database
        .selectFrom('incidents')
        .select('opened_at')
        .where('id', '=', before)
        .executeTakeFirst();
      const openedAt = last?.opened_at ?? 0;
      query = query.where((where) =>
        where.or([
          where('opened_at', '<', openedAt),
          where.and([where('opened_at', '=', openedAt), where('id', '<', before)]),
        ]),
      );
    }
    return pageOf(await this.withNotes(await query.execute()), request);
  }

  /** Every one that is kept, oldest first. */
  async all(): Promise<readonly Incident[]> {
    return this.withNotes(
      await this.database.selectFrom('incidents').selectAll().orderBy('opened_at').orderBy('id').execute(),
    );
  }

  /** False when there is no such incident. */
  async addNote(id: number, note: string): Promise<boolean> {
    return this.database.transaction().execute(async (transaction) => {
      const found = await transaction
        .selectFrom('incidents')
        .select('id')
        .where('id', '=', id)
        .executeTakeFirst();
      if (found === undefined) return false;
      await transaction
        .insertInto('incident_notes')
        .values({ incident_id: id, at: this.clock(), note })
        .execute();
      return true;
    });
  }

  /** Keeps those that are not known yet, all or none; how many. The same incident began and was opened then. */
  async importPast(incidents: readonly PastIncident[]): Promise<number> {
    return this.database.transaction().execute(async (transaction) => {
      let imported = 0;
      for (const incident of incidents) {
        const known = await transaction
          .selectFrom('incidents')
          .select('id')
          .where('opened_at', '=', incident.openedAt)
          .where('failing_since', '=', incident.failingSince)
          .executeTakeFirst();
        if (known !== undefined) continue;
        await this.importOne(transaction, incident);
        imported += 1;
      }
      return imported;
    });
  }

  private async importOne(transaction: Database, incident: PastIncident): Promise<void> {
    const { insertId } = await transaction
      .insertInto('incidents')
      .values({
        opened_at: incident.openedAt,
        failing_since: incident.failingSince,
        closed_at: incident.closedAt,
        cause_code: incident.causeCode,
        diagnosis_json: JSON.stringify(importedDiagnosis(incident.apiEnvironment)),
        updated_at: this.clock(),
      })
      .executeTakeFirstOrThrow();
    for (const { at, note } of incident.notes)
      await transaction
        .insertInto('incident_notes')
        .values({ incident_id: Number(insertId), at, note })
        .execute();
  }

  private async withNotes(
    rows: readonly Selectable<Schema['incidents']>[],
    database: Database = this.database,
  ): Promise<Incident[]> {
    if (rows.length === 0) return [];
    const numbers = rows.map(({ id }) => id);
    const notes = await database
      .selectFrom('incident_notes')
      .select(['incident_id', 'at', 'note'])
      // A list of the numbers would be longer than a statement may be.
      .where('incident_id', '>=', Math.min(...numbers))
      .where('incident_id', '<=', Math.max(...numbers))
      .orderBy('at')
      .orderBy('id')
      .execute();
    return rows.map((row) =>
      toIncident(
        row,
        notes.filter((note) => note.incident_id === row.id).map(({ at, note }) => ({ at, note })),
      ),
    );
  }
}

function importedDiagnosis(environment: ApiEnvironment): Diagnosis {
  return {
    healthy: false,
    environment,
    causes: [],
    questions: [],
    warnings: [],
    checklist: [],
    egress: [],
    attempts: [],
    apiCalls: 0,
  };
}

function toIncident(row: Selectable<Schema['incidents']>, notes: readonly IncidentNote[]): Incident {
  return {
    notes,
    id: row.id,
    openedAt: row.opened_at,
    failingSince: row.failing_since,
    closedAt: row.closed_at,
    causeCode: causeCode.parse(row.cause_code),
    diagnosis: JSON.parse(row.diagnosis_json) as Diagnosis,
  };
}
