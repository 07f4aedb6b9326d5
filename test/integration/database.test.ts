import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AlertStore } from '../../sidecar/alerts/alert-store.js';
import { Sqlite } from '../../sidecar/store/sqlite-driver.js';
import { sql } from 'kysely';
import { openDatabase, type Database } from '../../sidecar/store/database.js';
import { MIGRATIONS } from '../../sidecar/store/migrations.js';
import { lockElsewhere } from '../support/other-process-sql.js';
import { temporaryFolder } from '../support/running-sidecar.js';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let file: string;
const open: Database[] = [];

beforeEach(async () => {
  folder = await temporaryFolder();
  file = join(folder.path, 'data', 'companion.db');
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((database) => database.destroy()));
  await folder.remove();
});

async function opened(): Promise<Database> {
  const database = await openDatabase(file);
  open.push(database);
  return database;
}

const ENVIRONMENT = {
  environment: 'cron',
  context_json: '{}',
  proxy_json: null,
  settings_fingerprint: 'f',
  reported_at: 1,
};

describe('opening', () => {
  test('makes folder and files for the owner alone, the write-ahead log included', async () => {
    const before = process.umask(0);
    try {
      await (await opened()).insertInto('environments').values(ENVIRONMENT).execute();
    } finally {
      process.umask(before);
    }
    const data = join(folder.path, 'data');
    const modes = readdirSync(data).map((name) => [
      name,
      (statSync(join(data, name)).mode & 0o777).toString(8),
    ]);
    expect(Object.fromEntries(modes)).toEqual({
      'companion.db': '600',
      'companion.db-shm': '600',
      'companion.db-wal': '600',
    });
    expect((statSync(data).mode & 0o777).toString(8)).toBe('700');
  });

  test('takes back rights that somebody else was given', async () => {
    await (await opened()).destroy();
    open.pop();
    chmodSync(file, 0o644);
    await opened();
    expect((statSync(file).mode & 0o777).toString(8)).toBe('600');
  });

  test.each([
    ['journal_mode', 'wal'],
    // 2 is FULL: an intent is on disk before the first byte of the order leaves.
    ['synchronous', 2],
    ['foreign_keys', 1],
    // 2 is INCREMENTAL.
    ['auto_vacuum', 2],
    ['busy_timeout', 1_000],
  ])('sets %s to %s', async (pragma, value) => {
    const { rows } = await sql`SELECT * FROM ${sql.raw(`pragma_${pragma}`)}`.execute(await opened());
    expect(Object.values(rows[0] as object)).toEqual([value]);
  });

  test('brings the tables up to date once and keeps what is in them', async () => {
    await (await opened()).insertInto('environments').values(ENVIRONMENT).execute();
    const again = await opened();
    expect(await again.selectFrom('environments').selectAll().execute()).toEqual([ENVIRONMENT]);
    const { rows } = await sql`SELECT name FROM kysely_migration ORDER BY name`.execute(again);
    expect(rows).toEqual(Object.keys(MIGRATIONS).map((name) => ({ name })));
  });

  test('keeps why alerts of an older version were not delivered', async () => {
    await (await opened()).destroy();
    open.pop();
    const raw = new Sqlite(file);
    raw.exec("DELETE FROM kysely_migration WHERE name = '0011_error_texts'");
    raw.exec('ALTER TABLE alerts RENAME COLUMN last_error_json TO last_error');
    raw.exec(`
      INSERT INTO alerts (channel, kind, severity, subject_json, text_json, state, attempts, next_attempt_at,
        last_error, created_at, reference_id)
      VALUES ('whmcs', 'test', 'info', '"s"', '[]', 'pending', 1, 0, 'SMTP said "no"', 0, 'r')`);
    raw.close();
    const alerts = new AlertStore(await opened(), () => 0, ['whmcs']);
    expect(await alerts.summary()).toMatchObject({ lastError: 'SMTP said "no"' });
  });

  test('leaves no half of a migration behind', async () => {
    mkdirSync(join(folder.path, 'data'));
    const raw = new Sqlite(file);
    // In the way of the last step of the first migration.
    raw.exec('CREATE TABLE sign_ins (x)');
    await expect(openDatabase(file)).rejects.toThrow('table "sign_ins" already exists');
    expect(raw.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all()).toEqual([
      'sign_ins',
    ]);
    raw.exec('DROP TABLE sign_ins');
    raw.close();
    await opened();
  });
});

describe('what cannot be opened is named', () => {
  test.each([
    ['no database', 'this is a text and no database, but long enough to be read as a header'],
    ['a database of which the rest is missing', `SQLite format 3\0${'\u0001'.repeat(200)}`],
  ])('a file that is %s', async (_what, content) => {
    await (await opened()).destroy();
    open.pop();
    writeFileSync(file, content);
    await expect(openDatabase(file)).rejects.toThrow(`The database ${file} cannot be opened: `);
    expect(readFileSync(file, 'utf8')).toBe(content);
  });

  test('a folder in its place', async () => {
    await expect(openDatabase(folder.path)).rejects.toThrow(`The database ${folder.path} cannot be opened: `);
  });

  test('tables of a newer version', async () => {
    await opened();
    const raw = new Sqlite(file);
    raw.exec("INSERT INTO kysely_migration (name, timestamp) VALUES ('9999_future', '2030-01-01')");
    raw.close();
    await expect(openDatabase(file)).rejects.toThrow(/newer version/);
  });
});

test('processes that start at once on a new folder all find the tables', async () => {
  const script = join(folder.path, 'open.mjs');
  const root = new URL('../../', import.meta.url);
  writeFileSync(
    script,
    `import { openDatabase } from '${new URL('sidecar/store/database.ts', root).href}';
     process.once('message', async () => {
       const database = await openDatabase(${JSON.stringify(file)});
       const row = await database.selectFrom('settings').selectAll().execute();
       await database.destroy();
       process.send(row, () => process.disconnect());
     });
     process.send('ready');`,
  );
  const loader = new URL('scripts/lib/typescript-hooks.mjs', root).href;
  const children = [1, 2, 3].map(() => fork(script, { execArgv: ['--import', loader] }));
  await Promise.all(children.map((child) => once(child, 'message')));
  const answers = Promise.all(
    children.map(async (child) => {
      const [given] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as [unknown];
      return given;
    }),
  );
  const gone = Promise.all(children.map((child) => once(child, 'exit')));
  for (const child of children) child.send('go');
  expect(await answers).toEqual([[], [], []]);
  expect((await gone).map(([code]) => code as unknown)).toEqual([0, 0, 0]);
});

test('a write waits for another process that writes, and gives up after a second', async () => {
  const database = await opened();
  const letGo = await lockElsewhere(file);
  const write = (): Promise<unknown> => database.insertInto('environments').values(ENVIRONMENT).execute();
  const started = performance.now();
  await expect(write()).rejects.toMatchObject({ message: expect.stringMatching(/locked/) });
  expect(performance.now() - started).toBeGreaterThan(900);
  await letGo();
  await write();
});
