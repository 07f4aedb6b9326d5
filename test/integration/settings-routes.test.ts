import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Sqlite } from '../../sidecar/store/sqlite-driver.js';
import { CAUSE_CODES } from '../../sidecar/causes/cause-catalogue.js';
import { DIALECTS } from '../simulator/dialects.js';
import { startSimulator, type Simulator } from '../simulator/simulator.js';
import {
  settingsFor,
  startSidecar,
  temporaryFolder,
  type RunningSidecar,
  type SidecarAnswer,
} from '../support/running-sidecar.js';

let simulator: Simulator;
let sidecar: RunningSidecar;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;

beforeEach(async () => {
  simulator = await startSimulator();
  folder = await temporaryFolder();
  sidecar = await startSidecar(simulator, { dataDir: folder.path });
});

afterEach(async () => {
  await sidecar.stop();
  await simulator.close();
  await folder.remove();
});

async function restart(): Promise<void> {
  await sidecar.stop();
  sidecar = await startSidecar(simulator, { dataDir: folder.path });
}

const CONTEXT = { environment: 'web', whmcsVersion: '8.13.1', phpVersion: '8.2.1', hostname: 'shop' };

function put(changes: object = {}): Promise<SidecarAnswer> {
  return sidecar.ask('PUT', '/v1/settings', { settings: settingsFor(simulator, changes), context: CONTEXT });
}

interface Validation {
  readonly valid: boolean;
  readonly problems: readonly { field: string; code: string; severity: string; message: string }[];
  readonly diagnosis?: { readonly healthy: boolean; readonly apiCalls: number };
}

async function validate(changes: object = {}): Promise<Validation> {
  const answer = await sidecar.ask('POST', '/v1/settings/validate', {
    settings: settingsFor(simulator, changes),
    context: CONTEXT,
  });
  expect(answer.status).toBe(200);
  return answer.body as Validation;
}

function storedRows(): unknown[] {
  const database = new Sqlite(join(folder.path, 'companion.db'), { readonly: true });
  try {
    return database.prepare('SELECT * FROM settings').all();
  } finally {
    database.close();
  }
}

describe('PUT /v1/settings', () => {
  test('stores the settings and tells their fingerprint and the echo services', async () => {
    expect(await put()).toEqual({
      status: 200,
      body: {
        stored: true,
        changed: true,
        fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
        egressUrls: [simulator.urls.echo],
      },
    });
    expect(storedRows()).toHaveLength(1);
  });

  test('tells whether they differ from the stored ones, also after a restart', async () => {
    const changed = async (changes?: object): Promise<unknown> =>
      ((await put(changes)).body as { changed: boolean }).changed;
    expect(await changed()).toBe(true);
    const before = storedRows();
    expect(await changed()).toBe(false);
    expect(storedRows()).toEqual(before);
    await restart();
    expect(await changed()).toBe(false);
    expect(await changed({ testMode: true })).toBe(true);
    expect(await changed({ testMode: true })).toBe(false);
    expect(await changed({ apiSecret: 'another-secret' })).toBe(true);
    expect(await changed({ username: 'another' })).toBe(true);
    expect(await changed()).toBe(true);
    expect(storedRows()).toHaveLength(1);
  });

  test('gives the same settings the same fingerprint, and others another', async () => {
    const fingerprint = async (changes?: object): Promise<unknown> =>
      ((await put(changes)).body as { fingerprint: string }).fingerprint;
    const first = await fingerprint();
    const other = await fingerprint({ apiSecret: 'another-secret' });
    expect(other).not.toBe(first);
    await restart();
    expect(await fingerprint()).toBe(first);
  });

  test.each([
    'sim-production-secret-7Qx2',
    'p"ss\\w/rd & <7Qx2>',
    'pässwörd-日本-🔑-7Qx2',
    "7Qx2'; DROP TABLE settings; --",
    ' padded-7Qx2 ',
  ])('the secret %j comes back as it was, and is on disk in no encoding', async (apiSecret) => {
    await put({ apiSecret });
    await restart();
    expect((await sidecar.companion.settings.current())?.apiSecret.reveal()).toBe(apiSecret);
    await sidecar.ask('POST', '/v1/checks', {});
    const files = readdirSync(folder.path);
    expect(files).toEqual(expect.arrayContaining(['companion.db', 'companion.db-wal', 'key']));
    const disk = files.map((name) => readFileSync(join(folder.path, name), 'latin1')).join('\n');
    const bytes = Buffer.from(apiSecret);
    const inside = [0, 1, 2].map((offset) =>
      Buffer.concat([Buffer.alloc(offset), bytes])
        .toString('base64')
        .slice(offset === 0 ? 0 : 4, -4),
    );
    const forms = [
      '7Qx2',
      bytes.toString('latin1'),
      bytes.toString('hex'),
      bytes.toString('utf16le'),
      ...inside,
    ];
    for (const form of forms) expect(disk).not.toContain(form);
    expect(sidecar.log.join('')).not.toContain('7Qx2');
  });

  test('after the loss of the key file mends what nobody can read any more', async () => {
    await put();
    await sidecar.stop();
    writeFileSync(join(folder.path, 'key'), `${'ab'.repeat(32)}\n`);
    sidecar = await startSidecar(simulator, { dataDir: folder.path });

    const check = await sidecar.ask('POST', '/v1/checks', {});
    expect(check).toMatchObject({
      status: 409,
      body: { code: 'settings_unreadable', title: expect.stringContaining('key file') },
    });

    expect(await put()).toMatchObject({ body: { stored: true, changed: true } });
    expect(await sidecar.ask('POST', '/v1/checks', {})).toMatchObject({ status: 200 });
  });

  test('keeps what the admin saved although it cannot work: the check explains it', async () => {
    expect(await put({ apiSecret: '' })).toMatchObject({ status: 200, body: { stored: true } });
    expect(simulator.calls()).toBe(0);
  });

  test('at the same time from two environments stores once', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => put()));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(storedRows()).toHaveLength(1);
  });
});

describe('POST /v1/settings/validate', () => {
  test('finds working settings valid, with the diagnosis, and stores nothing', async () => {
    expect(await validate()).toMatchObject({ valid: true, problems: [], diagnosis: { healthy: true } });
    expect(storedRows()).toEqual([]);
    expect(await sidecar.companion.settings.current()).toBeNull();
  });

  test('leaves the stored settings alone', async () => {
    await put();
    const before = storedRows();
    await validate({ apiSecret: 'another-secret' });
    expect(storedRows()).toEqual(before);
  });

  test.each([
    ['an empty secret', { apiSecret: '' }, 'APISecret', 'whmcs_settings_incomplete'],
    ['a padded secret', { apiSecret: 'sim-production-secret-7Qx2 ' }, 'APISecret', 'secret_malformed'],
    ['a secret in another script', { apiSecret: '秘密-7Qx2' }, 'APISecret', 'secret_malformed'],
    ['an empty user name', { username: '' }, 'Username', 'whmcs_settings_incomplete'],
    ['a user name with a colon', { username: 'demo:reseller' }, 'Username', 'username_malformed'],
  ])('refuses %s without asking NiceNIC', async (_what, changes, field, code) => {
    const answer = await validate(changes);
    expect(answer).toMatchObject({ valid: false, problems: [{ field, code, severity: 'error' }] });
    expect(JSON.stringify(answer)).not.toContain('7Qx2');
    expect(simulator.calls({ action: 'balance' })).toBe(0);
  });

  test('an entity-encoded secret is a warning of its own beside what NiceNIC says', async () => {
    const { problems } = await validate({ apiSecret: 'sim&amp;secret-7Qx2' });
    expect(problems).toContainEqual(
      expect.objectContaining({ field: 'APISecret', code: 'secret_malformed', severity: 'warning' }),
    );
    expect(simulator.calls({ action: 'balance' })).toBeGreaterThan(0);
  });

  describe.each(DIALECTS)('in the dialect %s', (dialect) => {
    beforeEach(() => {
      simulator.configure({ dialect });
    });

    test('a wrong secret and a missing address are problems that say what to do', async () => {
      for (const spoil of [
        (): object => ({ apiSecret: 'wrong-secret-7Qx2' }),
        (): object => {
          simulator.production.whitelist.remove('127.0.0.1');
          return {};
        },
      ]) {
        const answer = await validate(spoil());
        expect(answer.diagnosis).toMatchObject({ healthy: false });
        expect(answer.problems.length).toBeGreaterThan(0);
        for (const problem of answer.problems) {
          expect(CAUSE_CODES).toContain(problem.code);
          expect(problem.message).toContain('What to do: ');
        }
        expect(JSON.stringify(answer)).not.toContain('7Qx2');
        expect(answer.valid).toBe(answer.problems.every(({ severity }) => severity !== 'error'));
      }
    });

    test('working settings are valid', async () => {
      expect(await validate()).toMatchObject({ valid: true, problems: [] });
    });
  });

  test('the sandbox secret in production is refused, because it works there', async () => {
    const { sandboxSecret } = simulator.account;
    expect(await validate({ apiSecret: sandboxSecret })).toMatchObject({
      valid: false,
      problems: [{ field: 'TestMode', code: 'wrong_environment', severity: 'error' }],
    });
  });

  test('a registrar that cannot be reached only warns: the settings may be right', async () => {
    await simulator.close();
    const answer = await validate();
    expect(answer.valid).toBe(true);
    expect(answer.problems).toMatchObject([{ severity: 'warning', code: 'network_unreachable' }]);
  });

  test('a registrar that hangs is answered for within the seven seconds of a save', async () => {
    simulator.faults.add({ kind: 'hang' });
    const started = performance.now();
    expect((await validate()).valid).toBe(true);
    expect(performance.now() - started).toBeLessThan(7_000);
  });
});
