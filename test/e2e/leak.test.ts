import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { startSimulator, type Simulator } from '../simulator/simulator.js';
import { formsFound, formsOf } from '../support/find-secret.js';
import { INVENTED_OPERATIONS, writeOperations } from '../support/invented-operations.js';
import { temporaryFolder } from '../support/running-sidecar.js';
import { serve, TOKEN, type SidecarProcess } from '../support/sidecar-process.js';
import { WhmcsInstallation } from '../whmcs/whmcs-installation.js';

const ROOT = join(import.meta.dirname, '../..');
const ADDRESS = '127.0.0.1';
const USERNAME = 'ada-reseller';

/** Characters that every encoding treats in its own way, around letters that none of them touches. */
const SECRET = `&9<"Zq7XwVbTrKmLp3'>/+=%25#`;
const MISTYPED = `%2F+'HvNcRyUoWa6"<&>=/tail`;

/** Whoever has it can take the domain away. Long, so that half of an answer still has some of it. */
const TRANSFER_CODE = `Kx4-&<"'>/+=%25#${'WqPzRtLm'.repeat(20)}`;

/** Everything that anyone can read, by where it is read. */
const seen = new Map<string, string>();
const see = (where: string, text: string): void => {
  seen.set(where, `${seen.get(where) ?? ''}\n${text}`);
};

let registrar: Simulator;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let sidecar: SidecarProcess;
let whmcs: WhmcsInstallation;

/** Answers of the sidecar are seen by whoever holds the token. */
async function ask(method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${sidecar.url}${path}`, {
    method,
    headers: { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  see('answers of the sidecar', text);
  see('headers of the sidecar', JSON.stringify([...response.headers]));
  return response.headers.get('content-type')?.includes('json') === true ? JSON.parse(text) : text;
}

const settings = (changes: object = {}): object => ({
  username: USERNAME,
  apiSecret: SECRET,
  testMode: false,
  ...changes,
});

/** The whole story, with as much going wrong as can. */
async function live(): Promise<void> {
  const form = {
    Username: USERNAME,
    APISecret: SECRET,
    TestMode: false,
    SidecarUrl: sidecar.url,
    SidecarToken: TOKEN,
  };
  for (const changes of [
    { APISecret: ` ${SECRET}` },
    { APISecret: MISTYPED },
    { SidecarToken: `${TOKEN}x` },
    {},
  ]) {
    const { result } = await whmcs.saveSettings({ ...form, ...changes });
    see('messages of WHMCS', JSON.stringify(result));
  }
  see('messages of WHMCS', JSON.stringify((await whmcs.settingsPage()).result.values));
  await whmcs.cron();
  await ask('POST', '/v1/checks');

  const act = async (action: string, id: number): Promise<void> => {
    see('messages of WHMCS', JSON.stringify((await whmcs.call(action, id)).result));
  };
  const search = async (): Promise<void> => {
    see('messages of WHMCS', JSON.stringify((await whmcs.checkAvailability('ada', ['.com'])).result));
  };
  const id = await whmcs.addDomain({ domain: 'ada.com', status: 'Pending' });
  await search();
  await act('RegisterDomain', id);
  await act('Sync', id);

  for (const dialect of ['specific', 'http-html'] as const) {
    registrar.configure({ dialect });
    registrar.production.whitelist.remove(ADDRESS);
    await search();
    await act('Sync', id);
    await act('RegisterDomain', await whmcs.addDomain({ domain: `ada-${dialect}.com`, status: 'Pending' }));
    for (let count = 0; count < 3; count += 1) await ask('POST', '/v1/checks');
    await whmcs.cron();
    registrar.production.whitelist.add(ADDRESS);
    for (let count = 0; count < 2; count += 1) await ask('POST', '/v1/checks');
    await whmcs.cron();
  }

  const known = registrar.production.portfolio.get('ada.com');
  registrar.production.portfolio.put({ ...known, domain: 'ada.com', transferCode: TRANSFER_CODE });
  await showTransferCode(id);
  for (const kind of ['reset', 'html', 'truncated'] as const) {
    registrar.faults.add({ kind });
    await act('Sync', id);
    await showTransferCode(id);
    await ask('POST', '/v1/diagnosis', { settings: settings() });
    registrar.faults.clear();
  }
  for (const changes of [
    { apiSecret: MISTYPED },
    { apiSecret: `${SECRET} ` },
    { testMode: true },
    { username: SECRET },
  ]) {
    await ask('POST', '/v1/diagnosis', { settings: settings(changes) });
    await ask('POST', '/v1/settings/validate', { settings: settings(changes) });
  }
  // What a confused caller sends: the secret in places where none belongs.
  await ask('POST', '/v1/actions/Sync', { settings: settings({ apiSecret: [SECRET] }), params: {} });
  await ask('POST', '/v1/actions/Sync', { settings: settings(), params: { domainid: SECRET, domain: 'x' } });
  await ask('POST', '/v1/actions/Nothing', { settings: settings(), params: {} });
  await ask('PUT', '/v1/settings', { settings: settings(), context: { environment: SECRET } });
}

/** Its answer is the one place where the code belongs. */
async function showTransferCode(id: number): Promise<void> {
  const { result } = await whmcs.call('GetEPPCode', id);
  if (result.error === null) expect(result.value).toEqual({ eppcode: TRANSFER_CODE });
  else see('messages of WHMCS', result.error);
}

/** Every GET that the sidecar describes, and the status page as a browser gets it. */
async function look(): Promise<void> {
  const document = z
    .object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })
    .parse(JSON.parse(readFileSync(join(ROOT, 'shared/openapi.json'), 'utf8')));
  const paths = Object.entries(document.paths).filter(([, methods]) => 'get' in methods);
  for (const [path] of paths) await ask('GET', path.replace(/[:{].*$/, '1'));
  for (const path of [
    '/v1/support-report?format=text',
    '/v1/support-report?format=json',
    '/metrics',
    '/v1/nothing',
  ]) {
    await ask('GET', path);
  }

  const { url } = z.object({ url: z.string() }).parse(await ask('POST', '/v1/tickets'));
  const signedIn = await fetch(url, { redirect: 'manual' });
  const Cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const page = await (await fetch(`${sidecar.url}/`, { headers: { Cookie } })).text();
  expect(page).toContain('NiceNIC');
  see('status page', page);
}

beforeAll(async () => {
  registrar = await startSimulator({
    account: { username: USERNAME, productionSecret: SECRET },
    inventedOperations: true,
  });
  folder = await temporaryFolder();
  writeOperations(folder.path, INVENTED_OPERATIONS);
  const started = serve({
    COMPANION_DATA_DIR: folder.path,
    COMPANION_CHECK_SCHEDULE: '* * * * * *',
    COMPANION_EGRESS_URLS: registrar.urls.echo,
    NICENIC_PRODUCTION_URL: registrar.urls.production,
    NICENIC_SANDBOX_URL: registrar.urls.sandbox,
    LOG_LEVEL: 'trace',
  });
  [sidecar, whmcs] = await Promise.all([
    started,
    WhmcsInstallation.create({ modules: [join(ROOT, 'whmcs-module')] }),
  ]);
  await whmcs.setModuleLog(true);
  await live();
  await look();

  see('command line', readFileSync(`/proc/${sidecar.pid}/cmdline`, 'latin1'));
  see('WHMCS module log', (await whmcs.moduleLog()).map((entry) => JSON.stringify(entry)).join('\n'));
  see(
    'WHMCS module log',
    (await whmcs.moduleLog()).map((entry) => Object.values(entry).join('\n')).join('\n'),
  );
  see('WHMCS activity log', (await whmcs.activityLog()).map(({ message }) => message).join('\n'));
  see(
    'WHMCS mails',
    (await whmcs.mails()).map(({ subject, message }) => `${subject}\n${message}`).join('\n'),
  );
  readDataFolder('data folder while it runs');
  await sidecar.end('SIGTERM');
  readDataFolder('data folder after the end');
  see('log', sidecar.output());
});

afterAll(async () => {
  await sidecar.end('SIGKILL');
  await whmcs.remove();
  await registrar.close();
  await folder.remove();
});

/** Every file but the two that exist to hold a secret. */
function readDataFolder(where: string): void {
  const files = readdirSync(folder.path).filter((name) => name !== 'key' && name !== 'token');
  for (const name of files) see(where, readFileSync(join(folder.path, name), 'latin1'));
  if (where.endsWith('runs')) expect(files).toContain('companion.db-wal');
}

const PLACES: readonly (readonly [where: string, proof: RegExp])[] = [
  ['log', /"msg":"registrar call"/],
  ['data folder while it runs', /SQLite format 3/],
  ['data folder after the end', /ada-http-html\.com/],
  ['answers of the sidecar', /ip_not_whitelisted/],
  ['headers of the sidecar', /x-reference-id/],
  ['status page', /<html/],
  ['command line', /serve/],
  ['messages of WHMCS', /begins or ends with a space/],
  ['WHMCS module log', /RegisterDomain/],
  ['WHMCS activity log', /NiceNIC/],
  ['WHMCS mails', /NiceNIC refuses this shop/],
];

describe('neither the API secret nor the token is found in', () => {
  test.each(PLACES)('the %s', (where, proof) => {
    const text = seen.get(where) ?? '';
    // A place that is empty would prove nothing.
    expect(text).toMatch(proof);
    expect({
      secret: formsFound(SECRET, USERNAME, text),
      mistyped: formsFound(MISTYPED, USERNAME, text),
      token: formsFound(TOKEN, USERNAME, text),
    }).toEqual({ secret: [], mistyped: [], token: [] });
  });
});

test.each(PLACES)('no transfer code is found in the %s', (where) => {
  expect(formsFound(TRANSFER_CODE, USERNAME, seen.get(where) ?? '')).toEqual([]);
  expect(seen.get(where)).not.toMatch(/WqPzRtLm|Kx4-/);
});

test('the looking finds each form where it is', () => {
  for (const value of [SECRET, MISTYPED, TOKEN]) {
    for (const [name, form] of formsOf(value, USERNAME)) {
      expect(formsFound(value, USERNAME, `before ${form} after`)).toContain(name);
    }
    for (const before of ['', 'a', 'ab', 'abc', `${USERNAME}:`]) {
      const text = Buffer.from(`${before}${value} and more`).toString('base64');
      expect(formsFound(value, USERNAME, text).length).toBeGreaterThan(0);
    }
  }
});

test('no personal data of registrants is in the log', () => {
  const log = seen.get('log') ?? '';
  const contact = registrar.production.portfolio.get('ada.com')?.contact ?? {};
  expect(Object.keys(contact)).toContain('email');
  for (const field of ['name', 'email', 'phone', 'address']) {
    expect(log).not.toContain(contact[field] ?? 'missing');
    expect(log).not.toContain(encodeURIComponent(contact[field] ?? 'missing'));
  }
});
