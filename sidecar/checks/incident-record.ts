import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import { CAUSE_CODES } from '../causes/cause-catalogue.js';
import { CompanionError } from '../errors/companion-error.js';
import { isoTime, isoTimeOrNull } from '../http/iso-time.js';
import { oneLine } from '../nicenic/one-line.js';
import { phrase } from '../texts/phrase.js';
import type { Incident, PastIncident } from './incident-store.js';

/** What an administrator writes about an incident: one line, so that it fits into a line of a table. */
export const noteText = z
  .string()
  .transform((text) => oneLine(text).replace(/\s+/g, ' '))
  .pipe(z.string().min(1).max(2_000));

const time = z.iso.datetime({ offset: true });

/** An incident as it is taken along to another installation. Times are ISO 8601. */
export const incidentRecord = z.strictObject({
  openedAt: time,
  failingSince: time,
  /** Null while it is open. */
  closedAt: time.nullable(),
  causeCode: z.enum(CAUSE_CODES),
  environment: z.enum(['production', 'sandbox']),
  notes: z.array(z.strictObject({ at: time, note: noteText })).max(500),
});
export type IncidentRecord = z.output<typeof incidentRecord>;

/** Columns of the table form, in their order. */
const COLUMNS = ['opened_at', 'failing_since', 'closed_at', 'cause', 'environment', 'notes'] as const;

/** One note in the table form: `2026-11-22T18:00:00.000Z words`, a line each. */
const NOTE_LINE = /^(?<at>\S+) (?<note>.+)$/;

const tableRow = z.record(z.enum(COLUMNS), z.string());

export function recordOf(incident: Incident): IncidentRecord {
  return {
    openedAt: isoTime(incident.openedAt),
    failingSince: isoTime(incident.failingSince),
    closedAt: isoTimeOrNull(incident.closedAt),
    causeCode: incident.causeCode,
    environment: incident.diagnosis.environment,
    notes: incident.notes.map(({ at, note }) => ({ at: isoTime(at), note })),
  };
}

/** As CSV with a line of names. No cell begins so that a spreadsheet takes it for a formula. */
export function tableOf(records: readonly IncidentRecord[]): string {
  const rows = records.map(({ openedAt, failingSince, closedAt, causeCode, environment, notes }) => [
    openedAt,
    failingSince,
    closedAt ?? '',
    causeCode,
    environment,
    notes.map(({ at, note }) => `${at} ${note}`).join('\n'),
  ]);
  return stringify([[...COLUMNS], ...rows], { escape_formulas: true });
}

/**
 * What a table says, for {@link incidentRecord} to check.
 * @throws {CompanionError} `invalid_parameter` when it is no CSV with these columns
 */
export function readTable(csv: string): unknown[] {
  const rows = z.array(tableRow).safeParse(parsed(csv));
  if (!rows.success)
    throw new CompanionError('invalid_parameter', {
      detail: phrase('details:csv_columns', { columns: COLUMNS }),
    });
  return rows.data.map((row) => ({
    openedAt: row.opened_at,
    failingSince: row.failing_since,
    closedAt: row.closed_at === '' ? null : row.closed_at,
    causeCode: row.cause,
    environment: row.environment,
    notes: row.notes.split(/\r?\n/).flatMap((line) => {
      const { at, note } = NOTE_LINE.exec(line)?.groups ?? {};
      return line.trim() === '' ? [] : [{ at: at ?? '', note: note ?? '' }];
    }),
  }));
}

function parsed(csv: string): unknown {
  try {
    return parse(csv, { columns: true, bom: true, skip_empty_lines: true });
  } catch (error) {
    throw new CompanionError('invalid_parameter', {
      detail: phrase('details:csv', { problem: (error as Error).message }),
    });
  }
}

/**
 * The incident as the store keeps it; null when it is not over yet.
 * @throws {CompanionError} `invalid_parameter` when its times cannot be; `place` is its number in the list, from 0
 */
export function pastIncidentOf(record: IncidentRecord, place: number, now: number): PastIncident | null {
  if (record.closedAt === null) return null;
  const [failingSince, openedAt, closedAt] = [record.failingSince, record.openedAt, record.closedAt].map(
    Date.parse,
  ) as [number, number, number];
  if (failingSince > openedAt || openedAt > closedAt || closedAt > now)
    throw new CompanionError('invalid_parameter', {
      detail: phrase('details:incident_times', { place }),
    });
  const notes = record.notes.map(({ at, note }) => ({ at: Date.parse(at), note }));
  if (notes.some(({ at }) => at > now))
    throw new CompanionError('invalid_parameter', { detail: phrase('details:note_time', { place }) });
  const { causeCode, environment: apiEnvironment } = record;
  return { openedAt, failingSince, closedAt, causeCode, apiEnvironment, notes };
}
