import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type ApiAnswer, callApi } from '../simulator/call-api.js';
import type { FaultInput } from '../simulator/faults.js';
import { type Simulator, startSimulator } from '../simulator/simulator.js';
import { until } from '../support/until.js';

const REGISTRATION = {
  category: 'domain',
  action: 'register',
  domain: 'fresh.com',
  year: '1',
  dns1: 'ns1.example.net',
  dns2: 'ns2.example.net',
  contact_source: 'member',
};
const BALANCE = { category: 'user', action: 'balance' };

let simulator: Simulator;

beforeEach(async () => {
  simulator = await startSimulator();
});

afterEach(async () => {
  await simulator.close();
});

function send(parameters: Record<string, string>, signal?: AbortSignal): Promise<ApiAnswer> {
  const { username, productionSecret } = simulator.account;
  return callApi(simulator.urls.production, parameters, {
    authorization: `${username}:${productionSecret ?? ''}`,
    ...(signal === undefined ? {} : { signal }),
  });
}

async function registerWith(fault: FaultInput): Promise<ApiAnswer> {
  simulator.faults.add(fault, { action: 'register', times: 1 });
  return send(REGISTRATION);
}

/** Charges and how far the last request came, the two things that a lost answer hides. */
const truth = (): unknown => [simulator.ledger().length, simulator.log.list().at(-1)?.outcome];

const UNTOUCHED = [0, 'received'];
const CHARGED = [1, 'success'];

describe('faults of a connection', () => {
  test.each([
    ['before', UNTOUCHED],
    ['after', CHARGED],
  ] as const)('reset %s processing', async (when, expected) => {
    await expect(registerWith({ kind: 'reset', when })).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(truth()).toEqual(expected);
    expect(simulator.log.list()[0]).toMatchObject({ fault: 'reset', status: null });
  });

  test.each([
    ['before', 'received'],
    ['after', 'success'],
  ] as const)('hang %s processing, until the caller gives up', async (when, outcome) => {
    simulator.faults.add({ kind: 'hang', when }, { action: 'register' });
    const impatience = new AbortController();
    const hanging = send(REGISTRATION, impatience.signal);
    await until('it arrives', () => simulator.calls({ outcome }) === 1);
    impatience.abort();
    await expect(hanging).rejects.toThrow();
    expect(simulator.ledger()).toHaveLength(when === 'after' ? 1 : 0);
  });

  test('closing the simulator ends hanging and delayed requests, and leaves no timer behind', async () => {
    const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
    const before = timers();
    simulator.faults.add({ kind: 'hang' }, { action: 'register' });
    simulator.faults.add({ kind: 'delay', when: 'before', milliseconds: 3_600_000 }, { action: 'balance' });
    const waiting = Promise.allSettled([send(REGISTRATION), send(BALANCE)]);
    await until('both arrive', () => simulator.calls() === 2);
    await simulator.close();
    expect((await waiting).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(timers()).toBe(before);
  });

  test('a delay before processing charges although the caller has left', async () => {
    simulator.faults.add({ kind: 'delay', when: 'before', milliseconds: 1_000 });
    const impatience = new AbortController();
    const slow = send(REGISTRATION, impatience.signal);
    await until('it arrives', () => simulator.calls() === 1);
    expect(truth()).toEqual(UNTOUCHED);
    impatience.abort();
    await expect(slow).rejects.toThrow();
    await until('it is done', () => simulator.calls({ outcome: 'success' }) === 1);
    expect(truth()).toEqual(CHARGED);
  });

  test('a delay after processing answers as usual in the end', async () => {
    const slow = registerWith({ kind: 'delay', when: 'after', milliseconds: 1_000 });
    await until('it is charged', () => simulator.ledger().length === 1);
    expect(simulator.log.list()[0]?.status).toBeNull();
    expect((await slow).text).toContain('"code":0');
  });
});

describe('faults of an answer', () => {
  test('truncated JSON', async () => {
    const answer = await registerWith({ kind: 'truncated' });
    expect(answer.text).toMatch(/^\{"code":0,/);
    expect(() => {
      JSON.parse(answer.text);
    }).toThrow(SyntaxError);
    expect(truth()).toEqual(CHARGED);
  });

  test.each([
    ['before', UNTOUCHED],
    ['after', CHARGED],
  ] as const)('HTML, empty, 5xx and unknown code %s processing', async (when, expected) => {
    const html = await registerWith({ kind: 'html', when });
    expect([html.status, html.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(truth()).toEqual(expected);

    simulator.production.portfolio.remove('fresh.com');
    const empty = await registerWith({ kind: 'empty', when });
    expect([empty.status, empty.text]).toEqual([200, '']);

    simulator.production.portfolio.remove('fresh.com');
    expect((await registerWith({ kind: 'status', when, status: 503 })).status).toBe(503);

    simulator.production.portfolio.remove('fresh.com');
    const unknown = await registerWith({ kind: 'unknown-code', when, code: 601 });
    expect(JSON.parse(unknown.text)).toEqual({ code: 601, msg: 'Undocumented answer' });
    expect(simulator.ledger()).toHaveLength(when === 'after' ? 4 : 0);
  });

  test('an oversized body is valid JSON of that many bytes', async () => {
    const answer = await registerWith({ kind: 'oversized', bytes: 3_000_000 });
    expect(answer.text).toHaveLength(3_000_000);
    expect(JSON.parse(answer.text)).toMatchObject({ code: 0 });
  });

  test('201 on an action that is no order', async () => {
    simulator.faults.add({ kind: 'pending' }, { action: 'balance', times: 1 });
    expect(JSON.parse((await send(BALANCE)).text)).toMatchObject({ code: 201, data: {} });
  });
});

describe('faults on the way', () => {
  test.each([301, 302, 307] as const)('redirect %d', async (status) => {
    const answer = await registerWith({ kind: 'redirect', status, location: 'http://127.0.0.1:1/v2/' });
    expect([answer.status, answer.headers.location]).toEqual([status, 'http://127.0.0.1:1/v2/']);
    expect(truth()).toEqual(UNTOUCHED);
  });

  test('a stripped Authorization header is an absent one', async () => {
    await registerWith({ kind: 'strip-authorization' });
    expect(truth()).toEqual([0, 'header_missing']);
    expect(simulator.log.list()[0]?.authorization.header).toBe('absent');
  });

  test('429 with Retry-After', async () => {
    const answer = await registerWith({ kind: 'rate-limit', retryAfterSeconds: 7 });
    expect([answer.status, answer.headers['retry-after']]).toEqual([429, '7']);
    expect(truth()).toEqual(UNTOUCHED);
  });

  test('the echo can fail too', async () => {
    simulator.faults.add({ kind: 'status', status: 502 }, { action: 'ip', times: 1 });
    expect((await callApi(simulator.urls.echo, {})).status).toBe(502);
    expect((await callApi(simulator.urls.echo, {})).text).toBe('127.0.0.1');
  });
});

describe('the plan of faults', () => {
  test('meets its action and environment, as often as told, in the order of adding', async () => {
    simulator.faults.add({ kind: 'status', status: 500 }, { action: 'balance', times: 2 });
    simulator.faults.add({ kind: 'status', status: 501 }, { action: 'balance', times: 1 });
    simulator.faults.add({ kind: 'status', status: 502 }, { environment: 'sandbox' });
    const statuses = [];
    for (let round = 0; round < 4; round += 1) statuses.push((await send(BALANCE)).status);
    expect(statuses).toEqual([500, 500, 501, 200]);
    expect((await send({ category: 'domain', action: 'check', domains: 'a.com' })).status).toBe(200);
    expect((await callApi(simulator.urls.sandbox, BALANCE)).status).toBe(502);
  });

  test('lasts until it is cleared', async () => {
    simulator.faults.add({ kind: 'status', status: 500 }, { action: 'balance' });
    simulator.faults.add({ kind: 'status', status: 501 });
    expect((await send(BALANCE)).status).toBe(500);
    expect((await send(BALANCE)).status).toBe(500);
    simulator.faults.clear('balance');
    expect((await send(BALANCE)).status).toBe(501);
    simulator.faults.clear();
    expect((await send(BALANCE)).status).toBe(200);
  });

  test('refuses a fault that does not exist', () => {
    expect(() => {
      simulator.faults.add({ kind: 'status', status: 404 });
    }).toThrow();
  });
});

test('a repeated order is a duplicate although the second is refused', async () => {
  await expect(registerWith({ kind: 'reset', when: 'after' })).rejects.toThrow();
  expect(simulator.log.duplicates()).toEqual([]);
  await send(REGISTRATION);
  await send({ ...REGISTRATION, domain: 'other.com' });
  await send(BALANCE);
  await send(BALANCE);
  expect(simulator.log.duplicates()).toMatchObject([
    {
      action: 'register',
      domain: 'fresh.com',
      requests: [{ outcome: 'success' }, { outcome: 'domain_taken' }],
    },
  ]);
});
