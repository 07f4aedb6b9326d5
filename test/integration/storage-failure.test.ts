import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type SQLite from 'better-sqlite3';
import { Sqlite } from '../../sidecar/store/sqlite-driver.js';
import { translatorFor } from '../../sidecar/texts/translator.js';
import { lockElsewhere } from '../support/other-process-sql.js';
import { startSimulator, type Simulator } from '../simulator/simulator.js';
import {
  settingsFor,
  startSidecar,
  temporaryFolder,
  type RunningSidecar,
} from '../support/running-sidecar.js';

let registrar: Simulator;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let sidecar: RunningSidecar;

beforeEach(async () => {
  registrar = await startSimulator({ dialect: 'generic' });
  folder = await temporaryFolder();
  sidecar = await startSidecar(registrar, { dataDir: folder.path });
  await sidecar.ask('PUT', '/v1/settings', { settings: settingsFor(registrar) });
});

afterEach(async () => {
  await sidecar.stop();
  await registrar.close();
  await folder.remove();
});

type Table = 'checks' | 'egress' | 'last_success' | 'tld_prices';

/**
 * Damages the file of the running sidecar so that each write to the table fails with SQLite's own error while reads go
 * on: a further index whose root is the table's page. Answers what mends it.
 */
function damage(table: Table, column: string): () => void {
  const index = `damaged_${table}`;
  const root = (name: string): number =>
    change((database) =>
      database.prepare<string, number>('SELECT rootpage FROM sqlite_master WHERE name = ?').pluck().get(name),
    ) ?? 0;
  const setRoot = (page: number): void => {
    change((database) => {
      database.pragma('writable_schema = ON');
      database.prepare('UPDATE sqlite_master SET rootpage = ? WHERE name = ?').run(page, index);
      const version = Number(database.pragma('schema_version', { simple: true }));
      database.pragma(`schema_version = ${version + 1}`);
    });
  };
  change((database) => database.exec(`CREATE INDEX ${index} ON ${table} (${column})`));
  const own = root(index);
  setRoot(root(table));
  return () => {
    setRoot(own);
    change((database) => database.exec(`DROP INDEX ${index}`));
  };
}

function change<Result>(work: (database: SQLite.Database) => Result): Result {
  const database = new Sqlite(`${folder.path}/companion.db`);
  try {
    database.unsafeMode(true);
    return work(database);
  } finally {
    database.close();
  }
}

/** Damages all that a diagnosis writes by the way. */
function damageHistory(): void {
  damage('egress', 'last_seen');
  damage('last_success', 'at');
}

const ready = async (): Promise<unknown> => (await sidecar.ask('GET', '/readyz')).status;

describe('a database that cannot be written', () => {
  test('is told by a check, and the sidecar is not ready until one can be kept', async () => {
    expect(await ready()).toBe(200);
    const mend = damage('checks', 'reference_id');
    expect(await sidecar.ask('POST', '/v1/checks')).toMatchObject({
      status: 503,
      body: { code: 'storage_failed', title: 'The database cannot be written' },
    });
    expect(await sidecar.ask('GET', '/readyz')).toMatchObject({
      status: 503,
      body: { code: 'storage_failed' },
    });
    expect((await sidecar.ask('GET', '/healthz')).status).toBe(200);
    // By this cron learns that nobody can be told of anything.
    expect(await sidecar.ask('GET', '/v1/alerts?state=pending')).toMatchObject({
      status: 503,
      body: { code: 'storage_failed' },
    });
    mend();
    expect(await ready()).toBe(503);
    expect((await sidecar.ask('POST', '/v1/checks')).status).toBe(200);
    expect(await ready()).toBe(200);
    expect(await sidecar.ask('GET', '/v1/alerts?state=pending')).toMatchObject({ status: 200 });
  });

  test('that another process keeps locked is told too', async () => {
    const letGo = await lockElsewhere(`${folder.path}/companion.db`);
    const answer = await sidecar.ask('POST', '/v1/checks');
    await letGo();
    expect(answer).toMatchObject({ status: 503, body: { code: 'storage_failed' } });
  });

  test('does not keep a search from its answer', async () => {
    registrar.configure({ dialect: 'specific' });
    damage('tld_prices', 'tld');
    const answer = await sidecar.act('CheckAvailability', {
      searchTerm: 'ada',
      tldsToInclude: ['.com', '.dev'],
    });
    expect(answer).toMatchObject({
      ok: true,
      result: { results: [{ status: 'available' }, { status: 'tld_not_supported' }] },
    });
    expect(sidecar.log.some((line) => line.includes('the database cannot be written'))).toBe(true);
  });

  test('does not keep settings from being validated', async () => {
    damageHistory();
    const validate = (changes: object): ReturnType<RunningSidecar['ask']> =>
      sidecar.ask('POST', '/v1/settings/validate', { settings: settingsFor(registrar, changes) });
    expect(await validate({})).toMatchObject({ status: 200, body: { valid: true } });
    const refused = await validate({ apiSecret: 'mistyped-secret' });
    expect(refused).toMatchObject({ status: 200, body: { diagnosis: { healthy: false } } });
    expect(sidecar.log.some((line) => line.includes('the database cannot be written'))).toBe(true);
  });

  test('does not keep a diagnosis from its verdict', async () => {
    damageHistory();
    const diagnose = (): ReturnType<RunningSidecar['ask']> => sidecar.ask('POST', '/v1/diagnosis', {});
    expect(await diagnose()).toMatchObject({ status: 200, body: { healthy: true } });
    registrar.production.whitelist.remove('127.0.0.1');
    // Without the history that could not be kept, so that only the verdict itself counts here.
    expect(await diagnose()).toMatchObject({ status: 200, body: { healthy: false } });
  });
});

describe('in a browser', () => {
  /** Opens a page, or presses a button of one, as somebody who has signed in; answers its words. */
  async function visit(method: 'GET' | 'POST', path: string): Promise<string> {
    const { body: ticket } = await sidecar.ask('POST', '/v1/tickets');
    const signedIn = await fetch((ticket as { url: string }).url, {
      redirect: 'manual',
      headers: { Connection: 'close' },
    });
    const page = await fetch(`${sidecar.url}${path}`, {
      method,
      headers: {
        Connection: 'close',
        Accept: 'text/html',
        'Accept-Language': 'vi',
        'Sec-Fetch-Site': 'same-origin',
        Cookie: signedIn.headers.get('set-cookie')?.split(';')[0] ?? '',
      },
    });
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    return page.text();
  }

  const inVietnamese = translatorFor('vi');

  test('a key file that does not fit is told with what mends it', async () => {
    change((database) => database.prepare("UPDATE settings SET secret_ciphertext = 'of another key'").run());
    const page = await visit('GET', '/');
    for (const key of ['errors:settings_unreadable.title', 'errors:settings_unreadable.next'] as const)
      expect(page).toContain(inVietnamese.t(key));
  });

  test('a button that cannot do its work says why, with the reference of the log', async () => {
    damage('checks', 'reference_id');
    const page = await visit('POST', '/test-now');
    expect(page).toContain(inVietnamese.t('errors:storage_failed.title'));
    const reference = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/.exec(page)?.[0] ?? 'none';
    expect(sidecar.log.some((line) => line.includes(reference) && line.includes('storage_failed'))).toBe(
      true,
    );
  });
});
