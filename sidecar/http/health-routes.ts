import { sql } from 'kysely';
import { z } from 'zod';
import { CompanionError } from '../errors/companion-error.js';
import type { Database } from '../store/database.js';
import { route, type Route } from './route.js';

const answer = z.object({ status: z.literal('ok') });

/** For process managers: open, and without any data. */
export function healthRoutes(database: Database, storageFailed: () => boolean): Route[] {
  return [
    route({
      method: 'get',
      path: '/healthz',
      access: 'open',
      summary: 'The process is alive',
      answer,
      handle: () => ({ status: 'ok' }),
    }),
    route({
      method: 'get',
      path: '/readyz',
      access: 'open',
      summary: 'The database answers and the last check could be kept, so the sidecar can work',
      answer,
      handle: async () => {
        if (storageFailed()) throw new CompanionError('storage_failed');
        await sql`SELECT 1`.execute(database);
        return { status: 'ok' };
      },
    }),
  ];
}
