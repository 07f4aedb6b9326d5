import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { diagnosisAnswer } from '../../sidecar/diagnosis/diagnosis-answer.js';
import { startSimulator, type Simulator } from '../simulator/simulator.js';
import {
  settingsFor,
  startSidecar,
  temporaryFolder,
  testClock,
  type RunningSidecar,
  type TestClock,
} from '../support/running-sidecar.js';

// What a diagnosis remembers between calls: who handed over which settings, which addresses were seen, how often
// NiceNIC said no.

const MINUTE = 60_000;

let registrar: Simulator;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let clock: TestClock;
let sidecar: RunningSidecar;

beforeEach(async () => {
  registrar = await startSimulator({ dialect: 'generic' });
  folder = await temporaryFolder();
  clock = testClock();
  sidecar = await startSidecar(registrar, { dataDir: folder.path, clock: clock.now });
});

afterEach(async () => {
  await sidecar.stop();
  await registrar.close();
  await folder.remove();
});

type Environment = 'web' | 'cron';

/** A minute later each, so that before and after can be told apart. */
async function ask(method: string, path: string, body?: unknown): Promise<unknown> {
  clock.offset += MINUTE;
  const answer = await sidecar.ask(method, path, body);
  expect(answer).toMatchObject({ status: 200 });
  return answer.body;
}

const save = (changes: object = {}): Promise<unknown> =>
  ask('POST', '/v1/settings/validate', { settings: settingsFor(registrar, changes) });

const hand = (environment: Environment, changes: object = {}): Promise<unknown> =>
  ask('PUT', '/v1/settings', { settings: settingsFor(registrar, changes), context: { environment } });

const search = (environment: Environment, changes: object = {}): Promise<unknown> =>
  ask('POST', '/v1/actions/CheckAvailability', {
    settings: settingsFor(registrar, changes),
    params: {
      searchTerm: 'free',
      punyCodeSearchTerm: 'free',
      tldsToInclude: ['.com'],
      isIdnDomain: false,
      premiumEnabled: false,
    },
    context: { environment },
  });

const diagnose = async (): Promise<z.infer<typeof diagnosisAnswer>> =>
  diagnosisAnswer.parse(await ask('POST', '/v1/diagnosis', {}));

const topCause = async (): Promise<string | undefined> => (await diagnose()).causes[0]?.code;

describe('settings by where they come from', () => {
  test('other ones than passed the check were not saved', async () => {
    await save();
    await hand('cron', { apiSecret: 'the-old-secret' });
    expect(await topCause()).toBe('whmcs_settings_not_saved');
  });

  test('the ones that passed the check and are refused now are no such case', async () => {
    await save();
    await hand('cron');
    registrar.account.productionSecret = 'changed-at-the-registrar';
    expect(await topCause()).not.toBe('whmcs_settings_not_saved');
  });

  test('cron with other ones than the web, whose calls are accepted', async () => {
    await search('web');
    await hand('cron', { apiSecret: 'the-old-secret' });
    await search('web');
    expect(await topCause()).toBe('cron_environment_differs');
  });

  test('cron with an empty secret, while the web has a good one', async () => {
    await search('web');
    await hand('cron', { apiSecret: '' });
    await search('web');
    const { causes } = await diagnose();
    expect(causes.map(({ code }) => code)).toEqual(['cron_environment_differs', 'whmcs_settings_incomplete']);
  });

  test('survive a restart', async () => {
    await save();
    await hand('cron', { apiSecret: 'the-old-secret' });
    await sidecar.stop();
    sidecar = await startSidecar(registrar, { dataDir: folder.path, clock: clock.now });
    expect(await topCause()).toBe('whmcs_settings_not_saved');
  });

  test('a validation answers the fingerprint that the environment reports with', async () => {
    const { fingerprint } = z.object({ fingerprint: z.string() }).parse(await save());
    expect(await hand('cron')).toMatchObject({ fingerprint });
  });
});

describe('an address that changed while calls are still accepted', () => {
  const warnings = async (): Promise<string[]> =>
    z.object({ warnings: z.array(z.string()) }).parse(await ask('GET', '/v1/status')).warnings;
  const pending = async (): Promise<{ kind: string; subject: string; text: string }[]> =>
    z
      .object({ alerts: z.array(z.object({ kind: z.string(), subject: z.string(), text: z.string() })) })
      .parse(await ask('GET', '/v1/alerts?state=pending')).alerts;

  beforeEach(async () => {
    registrar.production.whitelist.add('127.0.0.2');
    await hand('cron');
    await ask('POST', '/v1/checks', {});
    await sidecar.stop();
    sidecar = await startSidecar(registrar, {
      dataDir: folder.path,
      clock: clock.now,
      env: { COMPANION_LOCAL_ADDRESS: '127.0.0.2' },
    });
  });

  test('is warned about on the status and told to the admin once', async () => {
    await ask('POST', '/v1/checks', {});
    expect((await warnings()).join()).toContain('changed from 127.0.0.1 to 127.0.0.2');
    await ask('POST', '/v1/checks', {});
    expect(await pending()).toMatchObject([
      { kind: 'warning', subject: expect.stringContaining('from 127.0.0.1 to 127.0.0.2') as unknown },
    ]);
  });

  test('is not told a second time by the outage that it causes', async () => {
    registrar.production.whitelist.remove('127.0.0.2');
    for (let count = 0; count < 3; count += 1) await ask('POST', '/v1/checks', {});
    registrar.production.whitelist.add('127.0.0.2');
    for (let count = 0; count < 3; count += 1) await ask('POST', '/v1/checks', {});
    expect((await pending()).map(({ kind }) => kind)).toEqual(['opened', 'recovered']);
  });

  test('is told also after an outage that has nothing to do with it', async () => {
    registrar.faults.add({ kind: 'status', status: 503, when: 'before' }, { action: 'balance' });
    for (let count = 0; count < 3; count += 1) await ask('POST', '/v1/checks', {});
    registrar.faults.clear();
    for (let count = 0; count < 3; count += 1) await ask('POST', '/v1/checks', {});
    expect((await pending()).map(({ kind }) => kind)).toEqual(['opened', 'warning', 'recovered']);
  });

  test('is told of an environment of WHMCS as well', async () => {
    for (const address of ['8.8.8.8', '9.9.9.9'])
      await ask('POST', '/v1/environments', {
        context: { environment: 'web' },
        egress: [{ family: 4, address, source: 'https://echo.example/ip' }],
      });
    for (let count = 0; count < 2; count += 1) await ask('POST', '/v1/checks', {});
    expect((await pending()).map(({ subject }) => subject).sort()).toEqual([
      expect.stringContaining('of WHMCS (web) changed from 8.8.8.8 to 9.9.9.9'),
      expect.stringContaining('of the sidecar changed from 127.0.0.1 to 127.0.0.2'),
    ]);
  });

  test('is named by a diagnosis, which stays healthy', async () => {
    const { healthy, warnings: told } = await diagnose();
    expect(healthy).toBe(true);
    expect(told.join()).toContain('127.0.0.2');
  });
});

describe('refusals', () => {
  const balanceCalls = (): number => registrar.calls({ action: 'balance' });

  test('again and again are held back, and an admin who asks is told for how long', async () => {
    registrar.production.whitelist.remove('127.0.0.1');
    await sidecar.ask('PUT', '/v1/settings', { settings: settingsFor(registrar) });
    const answers = [];
    for (let count = 0; count < 40; count += 1) answers.push(await sidecar.ask('POST', '/v1/diagnosis', {}));
    const held = answers.filter(({ status }) => status === 429);
    expect(held.length).toBeGreaterThan(0);
    expect(held[0]?.body).toMatchObject({
      code: 'diagnosis_held_back',
      detail: expect.stringMatching(/Next attempt in \d+ s/) as unknown,
    });
    expect(balanceCalls()).toBeLessThanOrEqual(40);
    const before = balanceCalls();
    const unsure = await sidecar.ask('POST', '/v1/settings/validate', { settings: settingsFor(registrar) });
    expect(unsure).toMatchObject({ status: 200, body: { valid: true, problems: [{ severity: 'warning' }] } });
    expect(balanceCalls()).toBe(before);
    clock.offset += 2 * MINUTE;
    expect(await sidecar.ask('POST', '/v1/diagnosis', {})).toMatchObject({ status: 200 });
  });

  test('one diagnosis at a time, shared by all who ask', async () => {
    registrar.production.whitelist.remove('127.0.0.1');
    await sidecar.ask('PUT', '/v1/settings', { settings: settingsFor(registrar) });
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => sidecar.ask('POST', '/v1/diagnosis', {})),
    );
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(balanceCalls()).toBe(3);
  });
});

test('a healthy account is tried with the low-risk actions in the order of the guide, none of them charged', async () => {
  await hand('cron');
  registrar.log.clear();
  const { checklist, apiCalls } = await diagnose();
  expect(registrar.log.list({}).flatMap(({ action }) => (action === 'ip' ? [] : [action]))).toEqual([
    'balance',
    'check',
    'get_price',
    'domain_list',
  ]);
  expect(apiCalls).toBe(4);
  expect(checklist.find(({ id }) => id === 'low_risk_test')).toMatchObject({
    status: 'pass',
    detail:
      'user/balance: accepted, domain/check: accepted, domain/get_price: accepted, domain/domain_list: accepted.',
  });
});

test('an action that fails while access works is a warning, not an outage', async () => {
  await hand('cron');
  registrar.faults.add({ kind: 'status', status: 503, when: 'before' }, { action: 'get_price' });
  const { healthy, warnings, checklist } = await diagnose();
  expect(healthy).toBe(true);
  expect(warnings.join()).toContain('domain/get_price');
  expect(checklist.find(({ id }) => id === 'low_risk_test')?.status).toBe('fail');
});

describe('a budget of refusals that is used up', () => {
  const refused = (): number =>
    registrar.log.list({ action: 'balance' }).filter(({ authorization }) => authorization.header !== 'absent')
      .length;

  test('also stops many different settings asked about at once', async () => {
    await Promise.all(
      Array.from({ length: 40 }, (_unused, number) =>
        sidecar.ask('POST', '/v1/diagnosis', {
          settings: settingsFor(registrar, { apiSecret: `guess-number-${number}` }),
        }),
      ),
    );
    expect(refused()).toBeLessThanOrEqual(26);
  });

  test('stops "test now", with words for the admin, and not the schedule', async () => {
    registrar.production.whitelist.remove('127.0.0.1');
    await sidecar.ask('PUT', '/v1/settings', { settings: settingsFor(registrar) });
    const answers = [];
    for (let count = 0; count < 30; count += 1) answers.push(await sidecar.ask('POST', '/v1/checks', {}));
    expect(answers.at(-1)).toMatchObject({ status: 429, body: { code: 'diagnosis_held_back' } });
    const before = refused();
    await sidecar.companion.checks.run('schedule');
    expect(refused()).toBe(before + 1);
  });

  test('does not hold up a scheduled look that comes while a held back one waits', async () => {
    registrar.production.whitelist.remove('127.0.0.1');
    await sidecar.ask('PUT', '/v1/settings', { settings: settingsFor(registrar) });
    for (let count = 0; count < 30; count += 1) await sidecar.ask('POST', '/v1/diagnosis', {});
    const settings = await sidecar.companion.settings.current();
    if (settings === null) throw new Error('The settings were not kept');
    const [asked, scheduled] = await Promise.allSettled([
      sidecar.companion.diagnosis.onDemand(settings),
      sidecar.companion.diagnosis.diagnose(settings, 'brief'),
    ]);
    expect(asked).toMatchObject({ status: 'rejected', reason: { code: 'diagnosis_held_back' } });
    expect(scheduled).toMatchObject({ status: 'fulfilled', value: { diagnosis: { healthy: false } } });
  });

  test('is not filled by a restart', async () => {
    registrar.production.whitelist.remove('127.0.0.1');
    await sidecar.ask('PUT', '/v1/settings', { settings: settingsFor(registrar) });
    for (let count = 0; count < 30; count += 1) await sidecar.ask('POST', '/v1/diagnosis', {});
    await sidecar.stop();
    sidecar = await startSidecar(registrar, { dataDir: folder.path, clock: clock.now });
    expect(await sidecar.ask('POST', '/v1/diagnosis', {})).toMatchObject({ status: 429 });
  });
});

test('a look that does not remember changes nothing that later verdicts rest on', async () => {
  await hand('cron');
  await ask('POST', '/v1/checks', {});
  await sidecar.stop();
  registrar.production.whitelist.add('127.0.0.2');
  const visitor = await startSidecar(registrar, {
    dataDir: folder.path,
    clock: clock.now,
    remembers: false,
    env: { COMPANION_LOCAL_ADDRESS: '127.0.0.2' },
  });
  expect(await visitor.ask('POST', '/v1/diagnosis', {})).toMatchObject({ body: { healthy: true } });
  await visitor.stop();
  sidecar = await startSidecar(registrar, { dataDir: folder.path, clock: clock.now });
  registrar.account.productionSecret = 'changed-at-the-registrar';
  const { causes, warnings } = await diagnose();
  expect(causes.map(({ code }) => code)).not.toContain('egress_ip_changed');
  expect(JSON.stringify([causes, warnings])).not.toContain('127.0.0.2');
});

test('another account does not count as the past of this one', async () => {
  await hand('cron');
  await ask('POST', '/v1/checks', {});
  registrar.account.username = 'other-reseller';
  expect(await ask('POST', '/v1/diagnosis', { settings: settingsFor(registrar) })).toMatchObject({
    healthy: true,
  });
  registrar.account.username = 'demo-reseller';
  registrar.account.productionSecret = 'changed-at-the-registrar';
  const { causes } = await diagnose();
  expect(JSON.stringify(causes)).toContain(
    'Settings and outbound address are the same as at the last success',
  );
});

describe('a save of the right secret', () => {
  const NEW_SECRET = 'set-anew-at-the-registrar';

  test('is not refused while the address is off the whitelist', async () => {
    await save();
    await hand('cron');
    await ask('POST', '/v1/checks', {});
    registrar.production.whitelist.remove('127.0.0.1');
    await ask('POST', '/v1/checks', {});
    registrar.account.productionSecret = NEW_SECRET;
    for (const dialect of ['generic', 'http-html', 'specific', 'non-english'] as const) {
      registrar.configure({ dialect });
      expect(await save()).toMatchObject({ valid: true });
    }
  });

  test('a wrong one is refused while the old one still works from here', async () => {
    await save();
    await hand('cron');
    await ask('POST', '/v1/checks', {});
    expect(await save({ apiSecret: 'mistyped' })).toMatchObject({
      valid: false,
      problems: [{ field: 'APISecret', code: 'wrong_secret', severity: 'error' }],
    });
  });
});
