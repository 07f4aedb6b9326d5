import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { startSimulator, type Simulator } from '../simulator/simulator.js';
import { runSqlElsewhere } from '../support/other-process-sql.js';
import { registration } from '../support/registration.js';
import {
  settingsFor,
  startSidecar,
  temporaryFolder,
  testClock,
  type RunningSidecar,
  type TestClock,
} from '../support/running-sidecar.js';
import { until } from '../support/until.js';

const MINUTE = 60_000;
const ADDRESS = '127.0.0.1';

let registrar: Simulator;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let clock: TestClock;
let sidecar: RunningSidecar;

beforeEach(async () => {
  registrar = await startSimulator({ dialect: 'generic' });
  folder = await temporaryFolder();
  clock = testClock();
  sidecar = await start();
});

afterEach(async () => {
  await sidecar.stop();
  await registrar.close();
  await folder.remove();
});

function start(env: Readonly<Record<string, string>> = {}): Promise<RunningSidecar> {
  return startSidecar(registrar, { dataDir: folder.path, clock: clock.now, env });
}

async function putSettings(changes: object = {}): Promise<void> {
  const { status } = await sidecar.ask('PUT', '/v1/settings', {
    settings: settingsFor(registrar, changes),
    context: { environment: 'cron' },
  });
  expect(status).toBe(200);
}

const cause = z.looseObject({ code: z.string(), evidence: z.array(z.string()), fix: z.array(z.string()) });
const attempt = z.looseObject({ timestamp: z.string() });
const diagnosis = z.looseObject({
  healthy: z.boolean(),
  causes: z.array(cause),
  apiCalls: z.number(),
  attempts: z.array(attempt),
});
const checkSchema = z.looseObject({
  id: z.number(),
  source: z.string(),
  outcome: z.string(),
  causeCode: z.string().nullable(),
});
const ranSchema = checkSchema.extend({ state: z.string(), healthy: z.boolean(), diagnosis });
const incidentSchema = z.looseObject({
  id: z.number(),
  failingSince: z.string(),
  closedAt: z.string().nullable(),
  durationMilliseconds: z.number().nullable(),
  causeCode: z.string(),
  diagnosis,
});
const alertSchema = z.looseObject({
  kind: z.string(),
  subject: z.string(),
  text: z.string(),
  causeCode: z.string().nullable(),
  incidentId: z.number().nullable(),
  referenceId: z.string(),
});

/** "Test now". */
async function checkNow(): Promise<z.infer<typeof ranSchema>> {
  return ranSchema.parse((await sidecar.ask('POST', '/v1/checks')).body);
}

/** A check as the schedule makes it, a minute after the one before. */
async function scheduledCheck(): Promise<void> {
  clock.offset += MINUTE;
  await sidecar.companion.checks.run('schedule');
}

async function checks(): Promise<z.infer<typeof checkSchema>[]> {
  const { body } = await sidecar.ask('GET', '/v1/checks');
  return z.object({ checks: z.array(checkSchema) }).parse(body).checks;
}

async function incidents(): Promise<z.infer<typeof incidentSchema>[]> {
  const { body } = await sidecar.ask('GET', '/v1/incidents');
  return z.object({ incidents: z.array(incidentSchema) }).parse(body).incidents;
}

async function alerts(): Promise<z.infer<typeof alertSchema>[]> {
  const { body } = await sidecar.ask('GET', '/v1/alerts');
  return z
    .object({ alerts: z.array(alertSchema) })
    .parse(body)
    .alerts.toReversed();
}

async function status(): Promise<Record<string, unknown>> {
  return z.record(z.string(), z.unknown()).parse((await sidecar.ask('GET', '/v1/status')).body);
}

/** Calls to the API, the echo service left out, that arrived since. */
async function callsDuring(act: () => Promise<unknown>): Promise<number> {
  const before = registrar.calls() - registrar.calls({ action: 'ip' });
  await act();
  return registrar.calls() - registrar.calls({ action: 'ip' }) - before;
}

/** A healthy shop that then loses its whitelist entry and is known to fail. */
async function failing(): Promise<void> {
  await putSettings();
  await scheduledCheck();
  registrar.production.whitelist.remove(ADDRESS);
  await scheduledCheck();
  await scheduledCheck();
}

/** Works on the file of the running sidecar, as an administrator with a database tool could. */
function changeDatabase(sql: string): void {
  runSqlElsewhere(`${folder.path}/companion.db`, sql);
}

describe('a check', () => {
  test('without settings is refused', async () => {
    const { status: code, body } = await sidecar.ask('POST', '/v1/checks');
    expect(code).toBe(409);
    expect(body).toMatchObject({ code: 'no_settings', status: 409 });
    expect(await checks()).toEqual([]);
    expect(registrar.calls()).toBe(0);
  });

  test('that is good is kept with balance, stages and the attempt', async () => {
    await putSettings();
    const ran = await checkNow();
    expect(ran).toMatchObject({
      source: 'manual',
      outcome: 'good',
      environment: 'production',
      causeCode: null,
      state: 'healthy',
      healthy: true,
      attempt: {
        action: 'user/balance',
        endpoint: registrar.urls.production,
        httpStatus: 200,
        code: 0,
        msg: null,
        localAddress: ADDRESS,
      },
    });
    expect(Object.keys(ran['stages'] as object).sort()).toEqual(['body', 'connect', 'dns', 'http']);
    expect(await status()).toMatchObject({
      state: 'healthy',
      environment: 'production',
      lastCheck: { id: ran.id, outcome: 'good' },
      incident: null,
      balance: { amount: 1000, currency: 'USD' },
      egress: [{ context: 'sidecar', family: 4, address: ADDRESS, scope: 'loopback' }],
      alerts: { pending: 0, retrying: 0 },
    });
  });

  test('of another environment does not bring the balance of the first', async () => {
    await putSettings();
    await checkNow();
    await putSettings({ testMode: true, apiSecret: 'another-secret-of-the-sandbox' });
    await checkNow();
    expect(await status()).toMatchObject({ environment: 'sandbox', balance: null });
  });

  test('is shared by all who ask at the same time', async () => {
    await putSettings();
    const ran = await Promise.all([checkNow(), checkNow(), checkNow(), checkNow()]);
    expect(new Set(ran.map(({ id }) => id)).size).toBe(1);
    expect(await checks()).toHaveLength(1);
    expect(registrar.calls({ action: 'balance' })).toBe(1);
  });

  test('asked for while one of the schedule runs is a whole one of its own, shared by all who ask', async () => {
    await failing();
    registrar.faults.add(
      { kind: 'delay', milliseconds: 300, when: 'before' },
      { action: 'balance', times: 1 },
    );
    const balanceCalls = (): number => registrar.calls({ action: 'balance', environment: 'production' });
    const before = balanceCalls();
    const scheduled = sidecar.companion.checks.run('schedule');
    await until('the call of the schedule', () => balanceCalls() > before);
    const asked = await Promise.all([checkNow(), checkNow()]);
    const { check, diagnosis: verdict } = await scheduled;
    expect(check.source).toBe('schedule');
    expect(asked.map(({ id }) => id)).toEqual([check.id + 1, check.id + 1]);
    expect(asked[0]).toMatchObject({ source: 'manual', diagnosis: { apiCalls: 3 } });
    expect(new Set(asked.map((ran) => ran.diagnosis.attempts[0]?.timestamp))).not.toContain(
      verdict.attempts[0]?.timestamp,
    );
  });

  test('is about the settings that were saved while it ran', async () => {
    await putSettings({ apiSecret: 'mistyped-secret' });
    registrar.faults.add(
      { kind: 'delay', milliseconds: 300, when: 'before' },
      { action: 'balance', times: 1 },
    );
    const running = checkNow();
    await until('the call with the old settings', () => registrar.calls({ action: 'balance' }) > 0);
    await putSettings();
    expect(await running).toMatchObject({ healthy: true, outcome: 'good', causeCode: null });
    expect(await checks()).toHaveLength(1);
    expect(await status()).toMatchObject({ state: 'healthy' });
  });

  test('ends although the fingerprint in the database was made otherwise', async () => {
    await putSettings();
    changeDatabase(`UPDATE settings SET fingerprint = 'of an older version'`);
    expect(await checkNow()).toMatchObject({ healthy: true });
    expect(registrar.calls({ action: 'balance' })).toBe(1);
  });

  test('keeps and shows no currency that is none, such as the repeated credentials', async () => {
    const { username, productionSecret } = registrar.account;
    const header = `Basic ${Buffer.from(`${username}:${productionSecret}`).toString('base64')}`;
    const hostile = await startSimulator({ dialect: 'generic', currency: header });
    await sidecar.stop();
    sidecar = await start({ NICENIC_PRODUCTION_URL: hostile.urls.production });
    await putSettings();
    const ran = await checkNow();
    const { body } = await sidecar.ask('GET', '/v1/status');
    const disk = readdirSync(folder.path).map((name) => readFileSync(join(folder.path, name), 'latin1'));
    await hostile.close();
    expect(ran.healthy).toBe(true);
    expect(body).toMatchObject({ balance: { amount: 1000, currency: '?' } });
    for (const text of [JSON.stringify([ran, body]), sidecar.log.join(''), disk.join('')]) {
      expect(text).not.toContain(header.slice('Basic '.length));
    }
  });

  test('that did not come for three runs leaves the state unknown', async () => {
    await putSettings();
    await checkNow();
    const day = 24 * 60 * MINUTE;
    // The schedule of this sidecar runs once a year.
    clock.offset += 1_000 * day;
    expect(await status()).toMatchObject({ state: 'healthy' });
    clock.offset += 110 * day;
    expect(await status()).toMatchObject({ state: 'unknown' });
    await checkNow();
    expect(await status()).toMatchObject({ state: 'healthy' });
  });

  test('is listed newest first, page by page', async () => {
    await putSettings();
    for (let count = 0; count < 3; count += 1) await checkNow();
    const page = z.object({ checks: z.array(checkSchema), nextCursor: z.number().nullable() });
    const first = page.parse((await sidecar.ask('GET', '/v1/checks?limit=2')).body);
    expect(first.checks.map(({ id }) => id)).toEqual([3, 2]);
    const second = page.parse(
      (await sidecar.ask('GET', `/v1/checks?limit=2&before=${String(first.nextCursor)}`)).body,
    );
    expect(second).toMatchObject({ checks: [{ id: 1 }], nextCursor: null });
  });

  test.each(['limit=0', 'limit=201', 'limit=x', 'before=0', 'before=-1'])(
    'list refuses %s',
    async (query) => {
      expect(await sidecar.ask('GET', `/v1/checks?${query}`)).toMatchObject({
        status: 422,
        body: { code: 'invalid_parameter' },
      });
    },
  );
});

describe('an outage', () => {
  test('is suspected by the first bad check and told by the second', async () => {
    await putSettings();
    await scheduledCheck();
    registrar.production.whitelist.remove(ADDRESS);
    await scheduledCheck();
    const since = clock.now();
    expect(await status()).toMatchObject({ state: 'pending', incident: null });
    expect(await alerts()).toEqual([]);
    await scheduledCheck();
    const [incident, ...others] = await incidents();
    expect(await status()).toMatchObject({
      state: 'failing',
      since: incident?.failingSince,
      alerts: { pending: 1 },
    });
    expect(others).toEqual([]);
    expect(incident).toMatchObject({
      closedAt: null,
      causeCode: 'ip_not_whitelisted',
      durationMilliseconds: null,
    });
    expect(Math.abs(Date.parse(incident?.failingSince ?? '') - since)).toBeLessThan(5_000);
    const [alert, ...more] = await alerts();
    expect(more).toEqual([]);
    expect(alert).toMatchObject({
      kind: 'opened',
      causeCode: 'ip_not_whitelisted',
      incidentId: incident?.id,
    });
    expect(alert?.text).toContain(`Add the outbound address ${ADDRESS} to the IP whitelist`);
    const [newest] = await checks();
    expect(newest?.['referenceId']).toBe(alert?.referenceId);
  });

  test('is written whole or not at all', async () => {
    await putSettings();
    registrar.production.whitelist.remove(ADDRESS);
    await scheduledCheck();
    changeDatabase(`CREATE TRIGGER full BEFORE INSERT ON alerts BEGIN SELECT RAISE(ABORT, 'disk full'); END`);
    await expect(scheduledCheck()).rejects.toMatchObject({ message: expect.stringContaining('disk full') });
    expect(await status()).toMatchObject({ state: 'pending', incident: null });
    expect([await checks(), await incidents(), await alerts()].map(({ length }) => length)).toEqual([
      1, 0, 0,
    ]);
    changeDatabase('DROP TRIGGER full');
    await scheduledCheck();
    expect(await status()).toMatchObject({ state: 'failing' });
    expect([await checks(), await incidents(), await alerts()].map(({ length }) => length)).toEqual([
      2, 1, 1,
    ]);
  });

  test('is told after three checks when nobody refused', async () => {
    await putSettings();
    registrar.faults.add({ kind: 'status', status: 503, when: 'before' }, { action: 'balance' });
    await scheduledCheck();
    await scheduledCheck();
    expect(await status()).toMatchObject({ state: 'pending' });
    await scheduledCheck();
    expect(await status()).toMatchObject({ state: 'failing' });
    expect(await alerts()).toMatchObject([{ kind: 'opened', causeCode: 'api_outage' }]);
  });

  test('that is explained and goes on unchanged costs one call a check', async () => {
    await failing();
    for (let count = 0; count < 3; count += 1) expect(await callsDuring(scheduledCheck)).toBe(1);
    const [incident] = await incidents();
    expect(incident?.diagnosis.apiCalls).toBe(3);
    expect(await alerts()).toHaveLength(1);
  });

  test('is explained anew when someone asks', async () => {
    await failing();
    expect(await callsDuring(checkNow)).toBe(3);
  });

  test('is explained anew when the answer changes, and told when the cause stays another', async () => {
    await failing();
    registrar.faults.add({ kind: 'rate-limit', retryAfterSeconds: 60 }, { action: 'balance' });
    await scheduledCheck();
    expect(await alerts()).toHaveLength(1);
    expect((await incidents())[0]?.diagnosis.causes[0]?.code).toBe('rate_limited');
    await scheduledCheck();
    expect(await alerts()).toMatchObject([
      { kind: 'opened' },
      { kind: 'cause_changed', causeCode: 'rate_limited' },
    ]);
    expect(await incidents()).toMatchObject([{ causeCode: 'rate_limited', closedAt: null }]);
    await scheduledCheck();
    expect(await alerts()).toHaveLength(2);
  });

  test('is explained anew when no answer comes for another reason than before', async () => {
    await putSettings();
    registrar.faults.add({ kind: 'reset', when: 'before' }, { action: 'balance' });
    for (let count = 0; count < 3; count += 1) await scheduledCheck();
    expect((await incidents())[0]?.causeCode).toBe('api_outage');
    await sidecar.stop();
    sidecar = await start({ NICENIC_PRODUCTION_URL: 'https://no-such-name.invalid/v2/' });
    await scheduledCheck();
    await scheduledCheck();
    expect((await incidents())[0]?.causeCode).toBe('dns_failure');
  });

  test('of broken settings is explained anew when others are broken', async () => {
    await putSettings({ apiSecret: '' });
    await scheduledCheck();
    await scheduledCheck();
    expect((await incidents())[0]?.causeCode).toBe('whmcs_settings_incomplete');
    await putSettings({ username: 'with:colon' });
    await scheduledCheck();
    await scheduledCheck();
    expect(await incidents()).toMatchObject([{ causeCode: 'username_malformed', closedAt: null }]);
    expect((await alerts()).map(({ kind }) => kind)).toEqual(['opened', 'cause_changed']);
    expect(registrar.calls({ action: 'balance' })).toBe(0);
  });

  test('names the address to enter also when that changes meanwhile', async () => {
    await failing();
    await sidecar.stop();
    sidecar = await start({ COMPANION_LOCAL_ADDRESS: '127.0.0.2' });
    await scheduledCheck();
    const [incident] = await incidents();
    expect(incident?.diagnosis.causes[0]?.fix.join()).toContain('127.0.0.2');
    expect(await callsDuring(scheduledCheck)).toBe(1);
  });

  test('ends with the second good check and is told with its length', async () => {
    await failing();
    clock.offset += 2 * 60 * MINUTE;
    registrar.production.whitelist.add(ADDRESS);
    await scheduledCheck();
    expect(await status()).toMatchObject({ state: 'failing' });
    expect(await alerts()).toHaveLength(1);
    await scheduledCheck();
    expect(await status()).toMatchObject({ state: 'healthy', incident: null });
    const [incident] = await incidents();
    expect(incident?.closedAt).not.toBeNull();
    expect(Math.round((incident?.durationMilliseconds ?? 0) / MINUTE)).toBe(123);
    expect((await alerts())[1]).toMatchObject({
      kind: 'recovered',
      incidentId: incident?.id,
      causeCode: null,
      subject: 'NiceNIC works again after 2 hours, 3 minutes',
    });
  });

  test('outlives a restart and is told once', async () => {
    await failing();
    await sidecar.stop();
    sidecar = await start();
    expect(await status()).toMatchObject({ state: 'failing' });
    await scheduledCheck();
    expect(await alerts()).toHaveLength(1);
    registrar.production.whitelist.add(ADDRESS);
    await scheduledCheck();
    await sidecar.stop();
    sidecar = await start();
    await scheduledCheck();
    expect((await alerts()).map(({ kind }) => kind)).toEqual(['opened', 'recovered']);
  });

  test('that comes back is another one', async () => {
    await failing();
    registrar.production.whitelist.add(ADDRESS);
    await scheduledCheck();
    await scheduledCheck();
    registrar.production.whitelist.remove(ADDRESS);
    await scheduledCheck();
    await scheduledCheck();
    expect((await incidents()).map(({ closedAt }) => closedAt === null)).toEqual([true, false]);
    expect((await alerts()).map(({ kind }) => kind)).toEqual(['opened', 'recovered', 'opened']);
  });
});

describe('when this server has no network', () => {
  beforeEach(async () => {
    await putSettings();
    await scheduledCheck();
    await sidecar.stop();
    sidecar = await start({
      COMPANION_EGRESS_URLS: 'http://127.0.0.1:9/',
      NICENIC_PRODUCTION_URL: 'http://127.0.0.1:9/v2/',
    });
  });

  test('nothing was learned about NiceNIC, and nobody is told', async () => {
    for (let count = 0; count < 5; count += 1) await scheduledCheck();
    expect(await status()).toMatchObject({
      state: 'unknown',
      incident: null,
      lastCheck: { outcome: 'indeterminate', causeCode: 'network_unreachable' },
    });
    expect(await alerts()).toEqual([]);
  });
});

describe('a real domain action', () => {
  const search = { searchTerm: 'ada', tldsToInclude: ['.com'] };

  test('that fails leads to a check at once, and answers its causes', async () => {
    await putSettings();
    await scheduledCheck();
    registrar.production.whitelist.remove(ADDRESS);
    const answer = await sidecar.act('CheckAvailability', search);
    expect(answer.ok).toBe(false);
    expect(!answer.ok && answer.error.causes?.[0]?.code).toBe('ip_not_whitelisted');
    expect((await checks()).map(({ source, outcome }) => `${source} ${outcome}`)).toEqual([
      'action bad',
      'schedule good',
    ]);
  });

  test('of a run of failing ones leads to one check in half a minute', async () => {
    await putSettings();
    registrar.production.whitelist.remove(ADDRESS);
    for (let count = 0; count < 5; count += 1) await sidecar.act('CheckAvailability', search);
    expect(await checks()).toHaveLength(1);
    clock.offset += 31_000;
    await sidecar.act('CheckAvailability', search);
    expect(await checks()).toHaveLength(2);
    expect(await status()).toMatchObject({ state: 'failing' });
    clock.offset += 31_000;
    const answer = await sidecar.act('CheckAvailability', search);
    expect(await checks()).toHaveLength(2);
    expect(!answer.ok && answer.error.causes?.length).toBeGreaterThan(0);
  });

  test('with other settings than the stored ones is none of the monitor’s business', async () => {
    await putSettings();
    const wrong = settingsFor(registrar, { apiSecret: 'another-secret' });
    const answer = await sidecar.act('CheckAvailability', search, wrong);
    expect(!answer.ok && answer.error.causes).toBeUndefined();
    expect(await checks()).toEqual([]);
  });

  test('that is refused for its own reasons accuses nobody', async () => {
    await putSettings();
    registrar.production.bank.setBalance(0);
    const answer = await sidecar.act('RegisterDomain', registration('ada-and-charles.com'));
    expect(answer.ok).toBe(false);
    expect(!answer.ok && answer.error.causes).toBeUndefined();
    expect((await checks()).map(({ outcome }) => outcome)).toEqual(['good']);
  });

  test('that works during an outage leads to a check at once', async () => {
    await failing();
    registrar.production.whitelist.add(ADDRESS);
    clock.offset += MINUTE;
    await sidecar.act('CheckAvailability', search);
    await until('a check after the action', async () => (await checks())[0]?.source === 'action');
    expect((await checks())[0]?.outcome).toBe('good');
  });

  test('that works during an outage with other settings than the stored ones leads to none', async () => {
    await putSettings({ apiSecret: 'mistyped-secret' });
    await scheduledCheck();
    await scheduledCheck();
    expect(await status()).toMatchObject({ state: 'failing' });
    clock.offset += MINUTE;
    expect((await sidecar.act('CheckAvailability', search)).ok).toBe(true);
    // Its look at the stored settings came before these questions, and the database answers in turn.
    expect(await status()).toMatchObject({ state: 'failing' });
    await sidecar.companion.checks.idle();
    expect((await checks()).map(({ source }) => source)).toEqual(['schedule', 'schedule']);
  });

  test('that works during an outage leads to a check also after a restart', async () => {
    await failing();
    await sidecar.stop();
    sidecar = await start();
    registrar.production.whitelist.add(ADDRESS);
    clock.offset += MINUTE;
    await sidecar.act('CheckAvailability', search);
    await until('a check after the action', async () => (await checks())[0]?.source === 'action');
  });

  test('that works while all is well leads to none', async () => {
    await putSettings();
    await scheduledCheck();
    clock.offset += MINUTE;
    await sidecar.act('CheckAvailability', search);
    await sidecar.companion.checks.idle();
    expect(await checks()).toHaveLength(1);
  });
});
