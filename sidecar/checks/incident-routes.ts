import { z } from 'zod';
import { CompanionError } from '../errors/companion-error.js';
import { checked } from '../http/mount-routes.js';
import { route, type Route } from '../http/route.js';
import type { Clock } from '../store/clock.js';
import { incidentRecord, noteText, pastIncidentOf, readTable, recordOf, tableOf } from './incident-record.js';
import type { IncidentStore } from './incident-store.js';

/** More than a shop has in years. */
const MOST_IMPORTED = 2_000;

/** So many with three long notes each: what was exported here can be taken in there. */
const LARGEST_IMPORT_BYTES = 16 * 1024 * 1024;

const records = z.object({ incidents: z.array(incidentRecord).max(MOST_IMPORTED) });
const toImport = z.union([
  z.strictObject({ incidents: z.array(z.unknown()) }),
  z.strictObject({ csv: z.string() }),
]);

/** Notes on incidents, and incidents as a file to keep or to take along. */
export function incidentRoutes(incidents: IncidentStore, clock: Clock): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/incidents/:id/notes',
      access: 'bearer',
      summary: 'Write a note on an incident: one line of at most 2,000 characters',
      body: z.object({ note: noteText }),
      answer: z.object({ id: z.int() }),
      handle: async ({ body, params }) => {
        const id = checked(z.coerce.number().int(), params['id']);
        if (!(await incidents.addNote(id, body.note))) throw new CompanionError('incident_not_found');
        return { id };
      },
    }),
    route({
      method: 'get',
      path: '/v1/incidents/export',
      access: 'bearer',
      summary: 'All incidents with their notes, oldest first, as JSON or as CSV with a line of names',
      query: z.object({ format: z.enum(['json', 'csv']).default('json') }),
      answer: records,
      handle: async ({ query, response }) => {
        const told = (await incidents.all()).map(recordOf);
        if (query.format === 'json') return { incidents: told };
        response.attachment('incidents.csv').type('text/csv').send(tableOf(told));
        return undefined;
      },
    }),
    route({
      method: 'post',
      path: '/v1/incidents/import',
      access: 'bearer',
      summary:
        'Take in incidents of an export, as its JSON or as {"csv": "..."}. Those that are known or still open are left out; with one that is not right none is taken in',
      body: toImport,
      largestBody: LARGEST_IMPORT_BYTES,
      answer: z.object({ imported: z.int(), known: z.int(), open: z.int() }),
      handle: async ({ body }) => {
        const given = 'csv' in body ? readTable(body.csv) : body.incidents;
        const all = checked(records, { incidents: given }).incidents;
        const past = all.flatMap((record, place) => pastIncidentOf(record, place, clock()) ?? []);
        const imported = await incidents.importPast(past);
        return { imported, known: past.length - imported, open: all.length - past.length };
      },
    }),
  ];
}
