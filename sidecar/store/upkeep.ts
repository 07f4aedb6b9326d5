import { sql } from 'kysely';
import type { Database } from './database.js';

/**
 * Gives so many free pages at the end of the file back to the disk; how many it were. One transaction, one
 * statement a page: better-sqlite3 takes a single step of a statement that returns nothing, and a step frees one page.
 */
export async function freePages(database: Database, pages: number): Promise<number> {
  const { rows } = await sql<{ freelist_count: number }>`PRAGMA freelist_count`.execute(database);
  const free = Math.min(rows[0]?.freelist_count ?? 0, pages);
  if (free === 0) return 0;
  await database.transaction().execute(async (transaction) => {
    for (let page = 0; page < free; page += 1) await sql`PRAGMA incremental_vacuum(1)`.execute(transaction);
  });
  return free;
}

/** Lets SQLite renew what it knows about the tables, where it finds that worth while. */
export async function optimize(database: Database): Promise<void> {
  await sql`PRAGMA optimize`.execute(database);
}

/** Moves what is in the write-ahead log into the file as far as nobody reads it; waits for nobody. */
export async function checkpoint(database: Database): Promise<void> {
  await sql`PRAGMA wal_checkpoint(PASSIVE)`.execute(database);
}

/**
 * Closes the database with an empty write-ahead log, unless another process still reads it. A log that cannot be emptied,
 * for example on a full disk, is read at the next start; it must not keep the sidecar from stopping.
 */
export async function closeDatabase(database: Database): Promise<void> {
  await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(database).catch(() => undefined);
  await database.destroy();
}
