import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import type SQLite from 'better-sqlite3';
import { Kysely, Migrator, SqliteDialect } from 'kysely';
import { ConfigError } from '../config/config-error.js';
import { phrase } from '../texts/phrase.js';
import { MIGRATIONS } from './migrations.js';
import type { Schema } from './schema.js';
import { Sqlite } from './sqlite-driver.js';

export type Database = Kysely<Schema>;

/** Longest wait for another process (the command line) that writes. The wait blocks the event loop, so it is short. */
const BUSY_MILLISECONDS = 1_000;

/** While a start brings the tables up to date nobody is served yet, and another start may be at it just now. */
const START_BUSY_MILLISECONDS = 10_000;

/** The write-ahead log is cut back to this size after a checkpoint. */
const WAL_LIMIT_BYTES = 16 * 1024 * 1024;

/**
 * Opens the SQLite file (making it, readable by its owner only) and brings its tables up to date.
 * @throws {ConfigError} when the file cannot be opened or a migration fails; then nothing was changed
 */
export async function openDatabase(file: string): Promise<Database> {
  const sqlite = openFile(file);
  const database: Database = new Kysely<Schema>({ dialect: new SqliteDialect({ database: sqlite }) });
  try {
    // All or nothing, and one process at a time: Kysely's own migrator promises neither on SQLite.
    sqlite.exec('BEGIN IMMEDIATE');
    await migrate(database);
    sqlite.exec('COMMIT');
    sqlite.pragma(`busy_timeout = ${BUSY_MILLISECONDS}`);
  } catch (error) {
    await database.destroy();
    throw unusable(file, error);
  }
  return database;
}

/**
 * `synchronous = FULL`: an order's intent must be on disk before the first byte leaves (design.md rule 1), and in WAL
 * mode NORMAL may lose the last transactions when the power fails. We write a few rows a minute, so it costs nothing.
 */
function openFile(file: string): SQLite.Database {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    // Only where there is none: closing a file gives up the locks that this process holds on it.
    if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
    chmodSync(file, 0o600);
    const sqlite = new Sqlite(file, { timeout: START_BUSY_MILLISECONDS });
    // Has no effect once the first table exists, so it comes first.
    sqlite.pragma('auto_vacuum = INCREMENTAL');
    sqlite.pragma('journal_mode = WAL');
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma('foreign_keys = ON');
    sqlite.pragma(`journal_size_limit = ${WAL_LIMIT_BYTES}`);
    return sqlite;
  } catch (error) {
    throw unusable(file, error);
  }
}

async function migrate(database: Database): Promise<void> {
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: () => Promise.resolve(MIGRATIONS) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error as Error;
}

function unusable(file: string, error: unknown): ConfigError {
  const { message } = error as Error;
  // Kysely's word for a migration that has run and is not among ours.
  const problem = message.startsWith('corrupted migrations')
    ? phrase('start:database_of_newer_version', { file })
    : phrase('start:database_unusable', { file, reason: message });
  return new ConfigError([problem], { cause: error });
}
