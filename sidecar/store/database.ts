import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import SQLite from 'better-sqlite3';
import { Kysely, Migrator, SqliteDialect } from 'kysely';
import { MIGRATIONS } from './migrations.js';
import type { Schema } from './schema.js';

export type Database = Kysely<Schema>;

/** Longest wait for another process (the command line) that writes. The wait blocks the event loop, so it is short. */
const BUSY_MILLISECONDS = 1_000;

/** The write-ahead log is cut back to this size after a checkpoint. */
const WAL_LIMIT_BYTES = 16 * 1024 * 1024;

/**
 * Opens the SQLite file (making it, readable by its owner only) and brings its tables up to date.
 *
 * `synchronous = FULL`: an order's intent must be on disk before the first byte leaves (design.md rule 1), and in WAL
 * mode NORMAL may lose the last transactions when the power fails. We write a few rows a minute, so it costs nothing.
 * @throws when the file cannot be opened or a migration fails
 */
export async function openDatabase(file: string): Promise<Database> {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, 'a', 0o600));
  chmodSync(file, 0o600);
  const sqlite = new SQLite(file, { timeout: BUSY_MILLISECONDS });
  // Has no effect once the first table exists, so it comes first.
  sqlite.pragma('auto_vacuum = INCREMENTAL');
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = FULL');
  sqlite.pragma('foreign_keys = ON');
  sqlite.pragma(`journal_size_limit = ${WAL_LIMIT_BYTES}`);
  const database: Database = new Kysely<Schema>({ dialect: new SqliteDialect({ database: sqlite }) });
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: () => Promise.resolve(MIGRATIONS) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) {
    await database.destroy();
    throw new Error('The tables of the database could not be brought up to date', { cause: error });
  }
  return database;
}
