import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { FaultInput } from '../simulator/faults.js';
import { startSimulator, type Simulator } from '../simulator/simulator.js';
import { registration } from '../support/registration.js';
import {
  settingsFor,
  startSidecar,
  temporaryFolder,
  testClock,
  type Envelope,
  type RunningSidecar,
  type TestClock,
} from '../support/running-sidecar.js';
import { until } from '../support/until.js';

const MINUTE = 60_000;
const LIST = { action: 'domain_list' } as const;

let registrar: Simulator;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let sidecar: RunningSidecar;
let clock: TestClock;

beforeEach(async () => {
  registrar = await startSimulator({ dialect: 'specific' });
  folder = await temporaryFolder();
  clock = testClock();
  sidecar = await startSidecar(registrar, { dataDir: folder.path, clock: clock.now });
});

afterEach(async () => {
  await sidecar.stop();
  await registrar.close();
  await folder.remove();
});

/** `portfolio-000001.com` is 1. */
const nth = (number: number): string => `portfolio-${String(number).padStart(6, '0')}.com`;
const calls = (): number => registrar.calls(LIST);
const outcome = (answer: Envelope): string => (answer.ok ? 'ok' : answer.error.code);
const message = (answer: Envelope): string => (answer.ok ? '' : answer.error.message);

async function ask(
  action: string,
  domain: string,
  environment: 'cron' | 'web' = 'cron',
  settings: object = settingsFor(registrar),
): Promise<Envelope> {
  const [sld = '', ...rest] = domain.split('.');
  const { body } = await sidecar.ask('POST', `/v1/actions/${action}`, {
    settings,
    params: { domainid: 5, domain, sld, tld: rest.join('.') },
    context: { environment },
  });
  return body as Envelope;
}

const sync = (domain: string, environment: 'cron' | 'web' = 'cron'): Promise<Envelope> =>
  ask('Sync', domain, environment);

/** Reads the whole list of so many domains, and forgets the calls. */
async function indexed(count: number): Promise<void> {
  registrar.production.portfolio.seed(count);
  expect(outcome(await sync(nth(count)))).toBe('ok');
  await sidecar.companion.portfolio.idle();
  registrar.log.clear();
}

/** Lets so many calls through and holds the next ones until something was done meanwhile. */
async function between(
  first: number,
  held: number,
  question: () => Promise<Envelope>,
  change: () => void,
): Promise<Envelope> {
  registrar.faults.add({ kind: 'delay', milliseconds: 0 }, { ...LIST, times: first });
  registrar.faults.add({ kind: 'delay', when: 'before', milliseconds: 300 }, { ...LIST, times: held });
  const before = calls();
  const answer = question();
  await until('the pages are asked for', () => calls() >= before + first + held);
  change();
  return answer;
}

describe('many questions', () => {
  test('of one cron run cost one pass', async () => {
    registrar.production.portfolio.seed(450);
    for (let number = 1; number <= 50; number += 1) {
      const answer = await sync(nth(number * 9));
      expect(answer.ok && answer.result['active']).toBe(true);
    }
    expect(calls()).toBe(5);
  });

  test('of one cron run cost one pass when the index is out of date', async () => {
    await indexed(1_000);
    clock.offset += 16 * MINUTE;
    for (let number = 1; number <= 50; number += 1) await sync(nth(number * 20));
    await sidecar.companion.portfolio.idle();
    expect(calls()).toBe(10);
  });

  test('about names that are not there cost one pass, too', async () => {
    registrar.production.portfolio.seed(450);
    for (let number = 1; number <= 20; number += 1)
      expect(outcome(await sync(`missing-${number}.com`))).toBe('domain_not_found');
    expect(calls()).toBe(5);
  });

  test('at once share one pass', async () => {
    registrar.production.portfolio.seed(450);
    const names = Array.from({ length: 30 }, (_none, index) => nth(index * 10 + 1));
    const answers = await Promise.all(names.map((name) => sync(name, 'web')));
    expect(answers.map(outcome)).toEqual(names.map(() => 'ok'));
    await sidecar.companion.portfolio.idle();
    expect(calls()).toBe(5);
  });

  test('are not held up by the rest of the list', async () => {
    registrar.production.portfolio.seed(450);
    registrar.faults.add({ kind: 'delay', milliseconds: 0 }, { ...LIST, times: 1 });
    registrar.faults.add({ kind: 'delay', milliseconds: 3_000 }, LIST);
    const started = performance.now();
    expect(outcome(await sync(nth(7)))).toBe('ok');
    expect(performance.now() - started).toBeLessThan(2_500);
    registrar.faults.clear();
  });

  test('are answered from the index after a restart', async () => {
    await indexed(250);
    await sidecar.stop();
    sidecar = await startSidecar(registrar, { dataDir: folder.path, clock: clock.now });
    expect(outcome(await sync(nth(3)))).toBe('ok');
    expect(outcome(await sync('missing.com'))).toBe('domain_not_found');
    expect(calls()).toBe(0);
  });

  test('of two accounts are kept apart', async () => {
    await indexed(3);
    registrar.sandbox.portfolio.put({ domain: 'tried.com', expiredDate: '2033-01-01' });
    const sandbox = settingsFor(registrar, { apiSecret: registrar.account.sandboxSecret, testMode: true });
    expect(await ask('Sync', 'tried.com', 'cron', sandbox)).toMatchObject({
      result: { expirydate: '2033-01-01' },
    });
    expect(outcome(await sync('tried.com'))).toBe('domain_not_found');
    expect(outcome(await ask('Sync', nth(1), 'cron', sandbox))).toBe('domain_not_found');
  });
});

describe('a question about one domain, the index being out of date', () => {
  beforeEach(async () => {
    await indexed(1_000);
    clock.offset += 16 * MINUTE;
  });

  test.each([1, 100, 101, 555, 1_000])('reads the page of number %i', async (number) => {
    registrar.production.portfolio.put({ domain: nth(number), expiredDate: '2039-01-02' });
    const answer = await sync(nth(number), 'web');
    expect(answer.ok && answer.result['expirydate']).toBe('2039-01-02');
    expect(calls()).toBe(1);
  });

  test('finds it on the next page when others came in before it', async () => {
    for (let number = 1; number <= 60; number += 1)
      registrar.production.portfolio.put({ domain: `a-${number}.com` });
    expect(outcome(await sync(nth(555), 'web'))).toBe('ok');
    expect(calls()).toBe(2);
  });

  test('finds it on the page before when others went', async () => {
    for (let number = 1; number <= 70; number += 1) registrar.production.portfolio.remove(nth(number));
    expect(outcome(await sync(nth(555), 'web'))).toBe('ok');
    expect(calls()).toBe(2);
  });

  test('reads the whole list when it is not where it could be', async () => {
    for (let number = 1; number <= 450; number += 1) registrar.production.portfolio.remove(nth(number));
    expect(outcome(await sync(nth(999), 'web'))).toBe('ok');
    await sidecar.companion.portfolio.idle();
    expect(calls()).toBe(3 + 6);
  });

  test.each(['portfolio-000555a.com', 'aaa.com', 'zzz.com', 'portfolio-000500a.com'])(
    'knows that %s is not there from its page or two neighbours',
    async (name) => {
      expect(outcome(await sync(name, 'web'))).toBe('domain_not_found');
      expect(calls()).toBeLessThanOrEqual(2);
    },
  );

  test('reads the whole list after a few of them', async () => {
    for (let number = 1; number <= 20; number += 1) await sync(nth(number * 50), 'web');
    await sidecar.companion.portfolio.idle();
    expect(calls()).toBe(5 + 10);
  });

  test('is an error when its page cannot be read', async () => {
    registrar.faults.add({ kind: 'truncated' }, LIST);
    expect(outcome(await sync(nth(555), 'web'))).toBe('registrar_unavailable');
    registrar.faults.clear();
    expect(outcome(await sync(nth(555), 'web'))).toBe('ok');
  });
});

describe('pages that shift while they are read', () => {
  test('because a domain comes in: the list is read again', async () => {
    registrar.production.portfolio.seed(250);
    const answer = await between(
      1,
      2,
      () => sync('missing.com'),
      () => registrar.production.portfolio.put({ domain: 'aaa.com' }),
    );
    expect(outcome(answer)).toBe('domain_not_found');
    expect(calls()).toBe(6);
    expect(outcome(await sync('aaa.com'))).toBe('ok');
    for (const number of [99, 100, 101, 199, 200, 201]) expect(outcome(await sync(nth(number)))).toBe('ok');
    expect(calls()).toBe(6);
  });

  test('because a domain goes: the list is read again', async () => {
    registrar.production.portfolio.seed(250);
    const answer = await between(
      1,
      2,
      () => sync('missing.com'),
      () => {
        registrar.production.portfolio.remove(nth(1));
      },
    );
    expect(outcome(answer)).toBe('domain_not_found');
    expect(calls()).toBe(6);
    for (const number of [100, 101, 102, 200, 201, 202]) expect(outcome(await sync(nth(number)))).toBe('ok');
  });

  test('because one comes in before and one goes behind: names come twice', async () => {
    registrar.production.portfolio.seed(250);
    const answer = await between(
      1,
      2,
      () => sync('missing.com'),
      () => {
        registrar.production.portfolio.put({ domain: 'aaa.com' });
        registrar.production.portfolio.remove(nth(250));
      },
    );
    expect(outcome(answer)).toBe('domain_not_found');
    expect(calls()).toBe(6);
  });

  test('because one goes before and one comes in behind: who slipped through is looked for', async () => {
    await indexed(250);
    clock.offset += 16 * MINUTE;
    await between(
      1,
      2,
      () => sync('missing.com'),
      () => {
        registrar.production.portfolio.remove(nth(1));
        registrar.production.portfolio.put({ domain: 'zzz.com' });
      },
    );
    expect(calls()).toBe(3);
    expect(outcome(await sync(nth(101)))).toBe('ok');
    expect(calls()).toBeLessThanOrEqual(5);
  });

  test('all the time: who was seen is known, and of nobody is said that it is not there', async () => {
    await indexed(250);
    clock.offset += 16 * MINUTE;
    registrar.faults.add({ kind: 'delay', milliseconds: 40 }, LIST);
    let number = 0;
    const turmoil = setInterval(() => {
      registrar.production.portfolio.put({ domain: `a-${(number += 1)}.com` });
    }, 5);
    try {
      const answer = await sync('missing.com');
      expect(outcome(answer)).toBe('registrar_unavailable');
      expect(message(answer)).toMatch(/missing\.com was not found; .*while/);
    } finally {
      clearInterval(turmoil);
    }
    registrar.faults.clear();
    const spent = calls();
    expect(spent).toBeLessThanOrEqual(15);
    expect(outcome(await sync(nth(3)))).toBe('ok');
    for (const name of ['missing.com', 'missing-2.com', 'missing-3.com'])
      expect(outcome(await sync(name))).toBe('registrar_unavailable');
    expect(calls()).toBe(spent);
    clock.offset += 2 * MINUTE;
    expect(outcome(await sync('missing.com'))).toBe('domain_not_found');
  });
});

describe('a page that fails', () => {
  test.each<[string, FaultInput]>([
    ['is reset', { kind: 'reset', when: 'before' }],
    ['is cut off', { kind: 'truncated' }],
    ['answers 502', { kind: 'status', status: 502 }],
    ['answers 429', { kind: 'rate-limit', retryAfterSeconds: 1 }],
    ['comes as a web page', { kind: 'html' }],
  ])('once because it %s is read again, the others are not', async (_what, fault) => {
    registrar.production.portfolio.seed(450);
    registrar.faults.add({ kind: 'delay', milliseconds: 0 }, { ...LIST, times: 2 });
    registrar.faults.add(fault, { ...LIST, times: 1 });
    expect(outcome(await sync('missing.com'))).toBe('domain_not_found');
    expect(calls()).toBe(6);
  });

  test('again and again ends the pass: who was seen is known, of the rest nothing is said', async () => {
    registrar.production.portfolio.seed(450);
    registrar.faults.add({ kind: 'delay', milliseconds: 0 }, { ...LIST, times: 3 });
    registrar.faults.add({ kind: 'status', status: 503 }, LIST);
    expect(outcome(await sync('missing.com'))).toBe('registrar_unavailable');
    await sidecar.companion.portfolio.idle();
    const spent = calls();
    for (const number of [1, 100, 299]) expect(outcome(await sync(nth(number)))).toBe('ok');
    for (const name of [nth(450), 'missing.com'])
      expect(outcome(await sync(name))).toBe('registrar_unavailable');
    expect(calls()).toBe(spent);
    registrar.faults.clear();
    clock.offset += 2 * MINUTE;
    expect(outcome(await sync(nth(450)))).toBe('ok');
  });

  test('with too long a pause asked for ends the pass, and nothing is asked meanwhile', async () => {
    await indexed(450);
    clock.offset += 16 * MINUTE;
    registrar.faults.add({ kind: 'rate-limit', retryAfterSeconds: 120 }, { ...LIST, times: 1 });
    for (const environment of ['cron', 'web', 'cron'] as const)
      expect(outcome(await sync(nth(450), environment))).toBe('registrar_unavailable');
    expect(calls()).toBe(1);
    clock.offset += 121_000;
    expect(outcome(await sync(nth(450)))).toBe('ok');
  });

  test('that never comes is waited for less than WHMCS waits', async () => {
    registrar.faults.add({ kind: 'hang' }, LIST);
    await sidecar.stop();
    const callLimits = { readMilliseconds: 60_000, paidMilliseconds: 60_000, orderWaitMilliseconds: 0 };
    sidecar = await startSidecar(registrar, { dataDir: folder.path, clock: clock.now, callLimits });
    const started = performance.now();
    const answer = await sync(nth(1));
    const took = performance.now() - started;
    expect(outcome(answer)).toBe('registrar_unavailable');
    expect(took).toBeLessThan(15_000);
    // The call under way would hold up the stop.
    await registrar.close();
  });
});

describe('refused access', () => {
  beforeEach(() => {
    registrar.production.portfolio.seed(3);
    registrar.production.whitelist.remove('127.0.0.1');
  });

  test('is not tried again with each of fifty questions', async () => {
    for (let number = 0; number < 50; number += 1)
      expect(outcome(await sync(nth(1)))).toBe('registrar_refused');
    expect(calls()).toBe(1);
  });

  test('is tried again after half a minute', async () => {
    await sync(nth(1));
    registrar.production.whitelist.add('127.0.0.1');
    clock.offset += 31_000;
    expect(outcome(await sync(nth(1)))).toBe('ok');
  });

  test('is tried again with another secret at once', async () => {
    const wrong = settingsFor(registrar, { apiSecret: 'wrong-secret' });
    expect(outcome(await ask('Sync', nth(1), 'cron', wrong))).toBe('registrar_refused');
    registrar.production.whitelist.add('127.0.0.1');
    expect(outcome(await sync(nth(1)))).toBe('ok');
  });
});

describe('a domain that goes', () => {
  test('is an error that leaves it as it is, and only after its page was looked at', async () => {
    await indexed(450);
    registrar.production.portfolio.remove(nth(300));
    expect(outcome(await sync(nth(300)))).toBe('ok');
    clock.offset += 16 * MINUTE;
    expect(outcome(await sync(nth(1)))).toBe('ok');
    await sidecar.companion.portfolio.idle();
    registrar.log.clear();
    for (let time = 0; time < 3; time += 1) {
      const answer = await sync(nth(300));
      expect(answer).not.toHaveProperty('result');
      expect(outcome(answer)).toBe('domain_not_found');
    }
    expect(calls()).toBe(1);
  });
});

describe('an order', () => {
  test('is known to the index at once', async () => {
    await indexed(450);
    expect((await sidecar.act('RegisterDomain', registration('new.com', { regperiod: 2 }))).ok).toBe(true);
    registrar.log.clear();
    const answer = await sync('new.com', 'web');
    expect(answer.ok && answer.result['active']).toBe(true);
    expect(calls()).toBeLessThanOrEqual(2);
  });

  test('that waits is looked for until the list shows it, and at most a few of them', async () => {
    await indexed(450);
    registrar.faults.add({ kind: 'pending' }, { action: 'register' });
    for (let number = 1; number <= 8; number += 1)
      await sidecar.act('RegisterDomain', registration(`wait-${number}.com`));
    // A pass over the list without them.
    clock.offset += 16 * MINUTE;
    await sync(nth(450));
    await sidecar.companion.portfolio.idle();
    registrar.log.clear();
    expect(outcome(await sync('wait-1.com'))).toBe('domain_not_found');
    registrar.production.completeOrder('wait-1.com');
    expect(outcome(await sync('wait-1.com'))).toBe('ok');
    expect(calls()).toBe(2);
    for (let number = 2; number <= 8; number += 1)
      expect(outcome(await sync(`wait-${number}.com`))).toBe('domain_not_found');
    expect(calls()).toBe(5);
  });

  test('that was refused leaves the question where it was', async () => {
    await indexed(450);
    registrar.production.bank.setBalance(0);
    expect((await sidecar.act('RegisterDomain', registration('new.com'))).ok).toBe(false);
    expect(outcome(await sync('new.com', 'web'))).toBe('domain_not_found');
  });
});

describe('TransferSync', () => {
  const result = async (domain: string): Promise<unknown> => {
    const answer = await ask('TransferSync', domain);
    return answer.ok ? answer.result : answer.error.code;
  };

  test('is pending until the list has the domain, then completed with its expiry date', async () => {
    await indexed(3);
    expect(await result('moving.com')).toEqual({});
    registrar.production.portfolio.put({ domain: 'moving.com', expiredDate: '2031-05-06' });
    clock.offset += 16 * MINUTE;
    expect(await result('moving.com')).toEqual({ completed: true, expirydate: '2031-05-06' });
  });

  test('is pending while the list has no expiry date', async () => {
    registrar.production.portfolio.put({ domain: 'moving.com', expiredDate: '0000-00-00' });
    expect(await result('moving.com')).toEqual({});
  });

  test.each<[string, FaultInput, string]>([
    ['cut off', { kind: 'truncated' }, 'registrar_unavailable'],
    ['reset', { kind: 'reset', when: 'before' }, 'registrar_unreachable'],
    ['of an unknown code', { kind: 'unknown-code' }, 'registrar_refused'],
  ])('is an error when the answer is %s', async (_what, fault, code) => {
    registrar.faults.add(fault, LIST);
    expect(await result('moving.com')).toBe(code);
  });

  test('of many costs one pass', async () => {
    registrar.production.portfolio.seed(450);
    for (let number = 0; number < 20; number += 1) expect(await result(`moving-${number}.com`)).toEqual({});
    expect(calls()).toBe(5);
  });
});

describe('GetDomainInformation and GetNameservers', () => {
  const information = async (domain: string): Promise<unknown> => {
    const answer = await ask('GetDomainInformation', domain, 'web');
    return answer.ok ? answer.result : answer.error.code;
  };
  const reports = (): number => registrar.calls({ action: 'get_abuse_report' });
  const hold = (state: 'pending' | 'applied'): void => {
    registrar.production.setAbuseReport('held.com', {
      scenario: { status: 'Under Review', impact: 'At risk of restriction', action: 'Answer' },
      hold: { state, pending_since: null, scheduled_at: '2026-07-01 10:00:00', applied_at: null },
      complaint: { case_count: 1, earliest_at: null, latest_at: null, categories: ['phishing'] },
    });
  };

  test('tell what the list tells, without a further call', async () => {
    registrar.production.portfolio.put({
      domain: 'plain.com',
      expiredDate: '2031-02-03',
      nameservers: ['ns1.a.example', 'NS2.a.example.', '', 'ns3', 'ns4', 'ns5', 'ns6'],
    });
    expect(await information('plain.com')).toEqual({
      domain: 'plain.com',
      nameservers: { ns1: 'ns1.a.example', ns2: 'NS2.a.example', ns3: 'ns3', ns4: 'ns4', ns5: 'ns5' },
      status: 'active',
      expiryDate: '2031-02-03',
      onHold: false,
      hold: null,
      asOf: expect.any(String) as unknown,
    });
    expect(await ask('GetNameservers', 'plain.com', 'web')).toMatchObject({
      result: { ns1: 'ns1.a.example', ns5: 'ns5' },
    });
    expect(registrar.calls()).toBe(1);
  });

  test.each([
    [{ createdDate: '2019-01-01', expiredDate: '2020-01-01' }, 'expired'],
    // What "stop" means is not documented.
    [{ stopped: true }, null],
  ])('call %j %s', async (changes, status) => {
    registrar.production.portfolio.put({ domain: 'some.com', ...changes });
    expect(await information('some.com')).toMatchObject({ status });
  });

  test.each([
    ['applied', 'suspended'],
    ['pending', 'active'],
  ] as const)('tell a hold that is %s, asked for once, and call the domain %s', async (state, status) => {
    registrar.production.portfolio.put({ domain: 'held.com', onHold: true });
    hold(state);
    for (let time = 0; time < 3; time += 1) {
      expect(await information('held.com')).toMatchObject({
        status,
        onHold: true,
        hold: { state, status: 'Under Review', scheduledAt: '2026-07-01 10:00:00', appliedAt: null },
      });
    }
    expect(reports()).toBe(1);
    clock.offset += 16 * MINUTE;
    await information('held.com');
    expect(reports()).toBe(2);
  });

  test('tell a hold whose report cannot be read', async () => {
    registrar.production.portfolio.put({ domain: 'held.com', onHold: true });
    registrar.faults.add({ kind: 'truncated' }, { action: 'get_abuse_report' });
    expect(await information('held.com')).toMatchObject({ status: 'suspended', onHold: true, hold: null });
  });

  test('forget a hold that is over', async () => {
    registrar.production.portfolio.put({ domain: 'held.com', onHold: true });
    hold('applied');
    await information('held.com');
    registrar.production.portfolio.put({ domain: 'held.com', onHold: false });
    clock.offset += 16 * MINUTE;
    expect(await information('held.com')).toMatchObject({ status: 'active', onHold: false, hold: null });
  });

  test('are errors for what is not there or has no nameservers', async () => {
    registrar.production.portfolio.put({ domain: 'bare.com', nameservers: [] });
    expect(await information('missing.com')).toBe('domain_not_found');
    expect(outcome(await ask('GetNameservers', 'missing.com', 'web'))).toBe('domain_not_found');
    expect(outcome(await ask('GetNameservers', 'bare.com', 'web'))).toBe('registrar_unavailable');
  });
});

describe('the administrator', () => {
  const status = async (): Promise<Record<string, unknown>> =>
    (await sidecar.ask('GET', '/v1/status')).body as Record<string, unknown>;
  const handOver = (): Promise<unknown> =>
    sidecar.ask('PUT', '/v1/settings', {
      settings: settingsFor(registrar),
      context: { environment: 'cron' },
    });
  const refresh = (): Promise<unknown> => sidecar.ask('POST', '/v1/portfolio/refresh', {});

  test('sees how old the index is', async () => {
    expect((await status())['portfolio']).toBeNull();
    await handOver();
    expect((await status())['portfolio']).toBeNull();
    await indexed(250);
    clock.offset += 90_000;
    expect((await status())['portfolio']).toEqual({
      domains: 250,
      readAt: expect.any(String) as unknown,
      ageSeconds: expect.closeTo(90, -1) as unknown,
      triedAt: expect.any(String) as unknown,
      flaw: null,
      reading: false,
    });
  });

  test('has the list read by hand, once settings are known', async () => {
    expect(await refresh()).toMatchObject({ status: 409, body: { code: 'no_settings' } });
    await handOver();
    await indexed(250);
    registrar.production.portfolio.put({ domain: 'aaa.com' });
    expect(await refresh()).toMatchObject({
      status: 200,
      body: { outcome: 'clean', detail: null, domains: 251, readAt: expect.any(String) as unknown },
    });
    expect(calls()).toBe(3);
  });

  test('is told why the list could not be read, and nothing is lost', async () => {
    await handOver();
    await indexed(250);
    registrar.faults.add({ kind: 'status', status: 503 }, LIST);
    expect(await refresh()).toMatchObject({
      body: { outcome: 'failed', detail: expect.stringContaining('HTTP 503') as unknown, domains: 250 },
    });
    expect((await status())['portfolio']).toMatchObject({
      domains: 250,
      flaw: 'NiceNIC did not give a usable answer',
    });
    registrar.faults.clear();
    expect(outcome(await sync(nth(77)))).toBe('ok');
  });

  test('is warned of domains on hold', async () => {
    await handOver();
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g'])
      registrar.production.portfolio.put({ domain: `${name}.com`, onHold: true });
    registrar.production.portfolio.put({ domain: 'fine.com' });
    await sync('fine.com');
    await sidecar.companion.portfolio.idle();
    expect((await status())['warnings']).toContainEqual(
      expect.stringMatching(/7 domains as on hold: a\.com, b\.com, c\.com, d\.com, e\.com and 2 more\./),
    );
  });
});
