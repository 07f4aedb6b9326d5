import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Secret } from '../../sidecar/config/secret.js';
import { Redactor } from '../../sidecar/log/redactor.js';
import { CallGate } from '../../sidecar/nicenic/call-gate.js';
import * as actions from '../../sidecar/nicenic/actions.js';
import type { RegistrarAction } from '../../sidecar/nicenic/registrar-action.js';
import {
  RegistrarClient,
  type AttemptListener,
  type Credentials,
  type OrderAnswer,
} from '../../sidecar/nicenic/registrar-client.js';
import { sendOnce, type SendOnce } from '../../sidecar/outbound/send-once.js';
import { DIALECTS } from '../simulator/dialects.js';
import { DATA_SHAPES } from '../simulator/envelope.js';
import type { FaultInput } from '../simulator/faults.js';
import { startSimulator, type Simulator, type SimulatorOptions } from '../simulator/simulator.js';
import { jsonText, rawServer, says, type RawAnswer } from './raw-server.js';
import { SHORT_PATIENCE } from '../support/patience.js';

const NOW = new Date('2026-11-22T12:00:00Z');

let simulator: Simulator;

async function restart(options: SimulatorOptions = {}): Promise<void> {
  await simulator.close();
  simulator = await startSimulator({ now: () => NOW, ...options });
}

beforeEach(async () => {
  simulator = await startSimulator({ now: () => NOW });
});

afterEach(async () => {
  await simulator.close();
});

interface ClientOptions {
  readonly production?: string;
  readonly localAddress?: string;
  readonly totalMilliseconds?: number;
  readonly onAttempt?: AttemptListener;
}

/** A client as the sidecar builds it; calls are given up after a second unless told otherwise. */
function clientFor(options: ClientOptions = {}): RegistrarClient {
  const redactor = new Redactor();
  redactor.add(simulator.account.productionSecret ?? '');
  const send: SendOnce = (request) =>
    sendOnce(
      { ...request, totalMilliseconds: options.totalMilliseconds ?? 1_000 },
      { localAddress: options.localAddress ?? null, ipFamily: 'auto', userAgent: 'Test/1' },
    );
  const { urls } = simulator;
  const endpoints = { production: options.production ?? urls.production, sandbox: urls.sandbox };
  return new RegistrarClient(
    endpoints,
    send,
    (text, values) => redactor.maskAlso(text, values),
    new CallGate(1_000, Date.now),
    options.onAttempt,
  );
}

function credentials(
  changes: Partial<{ username: string; secret: string; sandbox: boolean }> = {},
): Credentials {
  const { username, productionSecret, sandboxSecret } = simulator.account;
  const sandbox = changes.sandbox === true;
  return {
    username: changes.username ?? username,
    apiSecret: new Secret(changes.secret ?? (sandbox ? sandboxSecret : productionSecret) ?? ''),
    apiEnvironment: sandbox ? 'sandbox' : 'production',
  };
}

/** One call of any action, paid or not. */
function call<Input, Data>(
  action: RegistrarAction<Input, Data>,
  request: Input,
  options: ClientOptions = {},
  account: Credentials = credentials(),
): Promise<OrderAnswer<Data>> {
  const client = clientFor(options);
  return action.paid ? client.order(action, request, account) : client.read(action, request, account);
}

const CONTACT = {
  organization: 'Shop & Söhne',
  name: 'Ada Byron',
  country: 'GB',
  state: 'London',
  city: 'London',
  address: '1 Main Street #2',
  postcode: '100000',
  phone: '+44.2012345678',
  fax: '+44.2012345678',
  email: 'ada+domains@example.org',
};
const SERVERS = { dns1: 'ns1.shop.example', dns2: 'ns2.shop.example' };

interface Sample<Input, Data> {
  readonly action: RegistrarAction<Input, Data>;
  readonly request: Input;
  /** Exact parameters that must arrive besides category and action. */
  readonly query: Readonly<Record<string, string>>;
  /** What is read where the registrar sends data. */
  readonly data: unknown;
  /** Whether `data: null` still leaves something that can be read. */
  readonly dataNeeded: boolean;
}

function sample<Input, Data>(given: Sample<Input, Data>): Sample<never, unknown> {
  return given as unknown as Sample<never, unknown>;
}

const OWN = 'mine.com';

/** One call of each of the 14 documented actions, with the answer that the simulated world gives. */
const SAMPLES: Readonly<Record<string, Sample<never, unknown>>> = {
  'domain/check': sample({
    action: actions.checkDomains,
    request: { domains: ['free.com', OWN, 'odd.nosuchtld'] },
    query: { domains: `free.com,${OWN},odd.nosuchtld` },
    data: { 'free.com': 'available', [OWN]: 'unavailable', 'odd.nosuchtld': 'error' },
    dataNeeded: false,
  }),
  'domain/get_price': sample({
    action: actions.getPrice,
    request: { domain: 'free.com', type: 'all', year: 2 },
    query: { domain: 'free.com', type: 'all', year: '2' },
    data: ['register', 'renew', 'transfer'].map((type) =>
      expect.objectContaining({ domain: 'free.com', type, currency: 'USD', price: expect.any(Number) }),
    ),
    dataNeeded: false,
  }),
  'domain/register': sample({
    action: actions.registerDomain,
    request: { domain: 'fresh.com', year: 2, ...SERVERS, ...CONTACT },
    query: { domain: 'fresh.com', year: '2', ...SERVERS, ...CONTACT },
    data: { created_date: '2026-11-22', expired_date: '2028-11-22' },
    dataNeeded: false,
  }),
  'domain/renew': sample({
    action: actions.renewDomain,
    request: { domain: OWN, deaddate: '2027-03-01', year: 1 },
    query: { domain: OWN, deaddate: '2027-03-01', year: '1' },
    data: { old_expired_date: '2027-03-01', new_expired_date: '2028-03-01' },
    dataNeeded: false,
  }),
  'domain/transfer': sample({
    action: actions.transferDomain,
    request: { domain: 'theirs.com', authcode: 'a&b=c#d e+%', year: 1, ...SERVERS, ...CONTACT },
    query: { domain: 'theirs.com', authcode: 'a&b=c#d e+%', year: '1', ...SERVERS, ...CONTACT },
    data: 'pending',
    dataNeeded: false,
  }),
  'domain/domain_list': sample({
    action: actions.listDomains,
    request: { sort: 'name_asc', page_size: 100, page_index: 1, status: 'all' },
    query: { sort: 'name_asc', page_size: '100', page_index: '1', status: 'all' },
    data: {
      options: { total: 1, total_pages: 1 },
      domain_list: [
        {
          domain: OWN,
          created_date: '2024-03-01',
          expired_date: '2027-03-01',
          status: 'active',
          nameservers: expect.any(Array),
          hold: 0,
        },
      ],
    },
    dataNeeded: true,
  }),
  'domain/change_contact': sample({
    action: actions.changeContact,
    request: { domain: OWN, ...CONTACT },
    query: { domain: OWN, ...CONTACT },
    data: {},
    dataNeeded: false,
  }),
  'domain/change_password': sample({
    action: actions.changePassword,
    request: { domain: OWN, password: 'pw-1234' },
    query: { domain: OWN, password: 'pw-1234' },
    data: {},
    dataNeeded: false,
  }),
  'dns/create_record': sample({
    action: actions.createRecord,
    request: { domain: OWN, type: 'MX', host: '@', value: 'mail.example.net', pri: 20 },
    query: { domain: OWN, type: 'MX', host: '@', value: 'mail.example.net', pri: '20' },
    data: { id: 12345, type: 'MX', host: '@', value: 'mail.example.net', ttl: 3600, pri: 20 },
    dataNeeded: false,
  }),
  'nameserverhost/add': sample({
    action: actions.addGlueHost,
    request: { domain: OWN, dns: `ns1.${OWN}`, ip: '192.0.2.1' },
    query: { domain: OWN, dns: `ns1.${OWN}`, ip: '192.0.2.1' },
    data: { dns: `ns1.${OWN}`, ip: '192.0.2.1' },
    dataNeeded: false,
  }),
  'nameserverhost/update': sample({
    action: actions.updateGlueHost,
    request: { domain: OWN, dns: `ns9.${OWN}`, ip: '192.0.2.2' },
    query: { domain: OWN, dns: `ns9.${OWN}`, ip: '192.0.2.2' },
    data: { dns: `ns9.${OWN}`, ip: '192.0.2.2' },
    dataNeeded: false,
  }),
  'user/balance': sample({
    action: actions.readBalance,
    request: {},
    query: {},
    data: { username: 'demo-reseller', amount: 1000, currency: 'USD' },
    dataNeeded: false,
  }),
  'user/transactions': sample({
    action: actions.listTransactions,
    request: { page: 1 },
    query: { page: '1' },
    data: [],
    dataNeeded: false,
  }),
  'abuse/get_abuse_report': sample({
    action: actions.getAbuseReport,
    request: { domain: OWN },
    query: { domain: OWN },
    data: {
      domain: OWN,
      scenario: { status: 'Normal', impact: 'No restriction', action: '' },
      hold: { state: 'none', pending_since: null, scheduled_at: null, applied_at: null },
      complaint: { case_count: 0, earliest_at: null, latest_at: null, categories: [] },
    },
    dataNeeded: true,
  }),
};

const NAMES = Object.keys(SAMPLES);

function sampleOf(name: string): Sample<never, unknown> {
  const found = SAMPLES[name];
  if (found === undefined) throw new Error(`No sample of ${name}`);
  return found;
}

/** Makes the domain that the samples talk about. */
function populate(): void {
  for (const world of [simulator.production, simulator.sandbox]) {
    world.portfolio.put({ domain: OWN, createdDate: '2024-03-01', expiredDate: '2027-03-01' });
    world.portfolio.put({ ...world.portfolio.get(OWN), domain: OWN, hosts: { [`ns9.${OWN}`]: '192.0.2.9' } });
  }
}

function perform(
  name: string,
  options: ClientOptions = {},
  account?: Credentials,
): Promise<OrderAnswer<unknown>> {
  const { action, request } = sampleOf(name);
  return call(action, request, options, account);
}

test('there is a sample of every documented action', () => {
  expect(NAMES.sort()).toEqual(
    Object.values(actions)
      .map(({ category, action }) => `${category}/${action}`)
      .sort(),
  );
});

describe.each(NAMES)('%s', (name) => {
  beforeEach(populate);

  test('is one GET of exactly the documented form', async () => {
    await perform(name);
    const [category, action] = name.split('/');
    expect(simulator.log.list()).toEqual([
      expect.objectContaining({
        method: 'GET',
        path: '/v2/',
        environment: 'production',
        contentType: 'application/json',
        query: { category, action, ...sampleOf(name).query },
        authorization: { header: 'well_formed', usernameMatches: true, secret: 'production' },
      }),
    ]);
  });

  test('goes to the sandbox with the sandbox secret, and to nowhere else', async () => {
    const answer = await perform(name, {}, credentials({ sandbox: true }));
    expect(answer.outcome).not.toBe('failed');
    expect(answer.attempt.endpoint).toBe(simulator.urls.sandbox);
    expect(simulator.log.list().map(({ environment }) => environment)).toEqual(['sandbox']);
  });

  test.each(
    DATA_SHAPES.flatMap((dataShape) => [
      { dataShape, numbersAsStrings: false },
      { dataShape, numbersAsStrings: true },
    ]),
  )('is read with %j', async (style) => {
    simulator.configure(style);
    const { data, dataNeeded } = sampleOf(name);
    const answer = await perform(name);
    if (data === 'pending') {
      expect(answer.outcome).toBe('pending');
      return;
    }
    const hasData = style.dataShape !== 'null' && style.dataShape !== 'absent';
    if (hasData) expect(answer).toMatchObject({ outcome: 'done', data });
    else if (dataNeeded)
      expect(answer).toMatchObject({ outcome: 'failed', failure: { kind: 'unreadable', code: 0 } });
    else expect(answer).toMatchObject({ outcome: 'done' });
    expect(simulator.calls()).toBe(1);
  });

  test.each(DIALECTS)('a refusal in the dialect %s is a failure, and is not asked twice', async (dialect) => {
    simulator.configure({ dialect });
    simulator.production.whitelist.remove('127.0.0.1');
    const answer = await perform(name);
    expect(answer).toMatchObject({
      outcome: 'failed',
      failure: {
        kind: expect.stringMatching(/^(access_refused|request_refused|unknown_code)$/),
        httpStatus: expect.any(Number),
        mayHaveExecuted: sampleOf(name).action.paid,
      },
    });
    expect(simulator.calls()).toBe(1);
    expect(simulator.ledger()).toEqual([]);
  });
});

describe('the domain list', () => {
  beforeEach(populate);

  test.each([0, 200] as const)('is done with code %i', async (domainListCode) => {
    simulator.configure({ domainListCode });
    expect(await perform('domain/domain_list')).toMatchObject({
      outcome: 'done',
      attempt: { code: domainListCode },
    });
  });

  test.each(['object', 'array', 'documented'] as const)(
    'of no domain is empty in the shape %s',
    async (dataShape) => {
      await restart({ dataShape });
      expect(await perform('domain/domain_list')).toMatchObject({
        outcome: 'done',
        data: { domain_list: [] },
      });
    },
  );
});

test.each(DIALECTS)('a balance refused in the dialect %s is a refusal of access', async (dialect) => {
  simulator.configure({ dialect });
  const answer = await perform('user/balance', {}, credentials({ secret: 'wrong-secret' }));
  expect(answer).toMatchObject({ outcome: 'failed', failure: { kind: 'access_refused' } });
});

test('a call without credentials has no Authorization header', async () => {
  const answer = await clientFor().read(actions.readBalance, {}, { apiEnvironment: 'production' });
  expect(answer.outcome).toBe('failed');
  expect(simulator.log.list()[0]?.authorization.header).toBe('absent');
});

const REGISTER = 'domain/register';
const RENEW = 'domain/renew';

interface FaultCase {
  readonly fault: FaultInput;
  readonly kind: string;
  readonly stage?: string;
  readonly charged: boolean;
}

const FAULTS: Readonly<Record<string, FaultCase>> = {
  'reset before': {
    fault: { kind: 'reset', when: 'before' },
    kind: 'unreachable',
    stage: 'http',
    charged: false,
  },
  'reset after': { fault: { kind: 'reset' }, kind: 'unreachable', stage: 'http', charged: true },
  'hang before': {
    fault: { kind: 'hang', when: 'before' },
    kind: 'unreachable',
    stage: 'http',
    charged: false,
  },
  'hang after': { fault: { kind: 'hang' }, kind: 'unreachable', stage: 'http', charged: true },
  'delay after': {
    fault: { kind: 'delay', when: 'after', milliseconds: 60_000 },
    kind: 'unreachable',
    stage: 'http',
    charged: true,
  },
  truncated: { fault: { kind: 'truncated' }, kind: 'unreadable', charged: true },
  'html before': { fault: { kind: 'html', when: 'before' }, kind: 'unreadable', charged: false },
  'html after': { fault: { kind: 'html' }, kind: 'unreadable', charged: true },
  'empty after': { fault: { kind: 'empty' }, kind: 'unreadable', charged: true },
  '500 before': {
    fault: { kind: 'status', when: 'before', status: 500 },
    kind: 'server_error',
    charged: false,
  },
  '502 after': { fault: { kind: 'status', status: 502 }, kind: 'server_error', charged: true },
  '503 after': { fault: { kind: 'status', status: 503 }, kind: 'server_error', charged: true },
  'unknown code': { fault: { kind: 'unknown-code' }, kind: 'unknown_code', charged: true },
  'unknown code 202': { fault: { kind: 'unknown-code', code: 202 }, kind: 'unknown_code', charged: true },
  'code 500': { fault: { kind: 'unknown-code', code: 500 }, kind: 'server_error', charged: true },
  oversized: {
    fault: { kind: 'oversized', bytes: 5_000_000 },
    kind: 'unreachable',
    stage: 'body',
    charged: true,
  },
  'rate limit': {
    fault: { kind: 'rate-limit', retryAfterSeconds: 17 },
    kind: 'rate_limited',
    charged: false,
  },
};

const BRIEFLY = { totalMilliseconds: SHORT_PATIENCE };

/** Short only where the time is to run out: a machine may stand still for a moment. */
const patienceFor = ({ kind }: FaultInput): Partial<typeof BRIEFLY> =>
  kind === 'hang' || kind === 'delay' ? BRIEFLY : {};

const silence: RawAnswer = () => undefined;

describe.each(Object.entries(FAULTS))('a paid call that meets the fault %s', (_name, given) => {
  beforeEach(populate);

  test.each([REGISTER, RENEW])('%s is sent once, and may have been executed', async (name) => {
    simulator.faults.add(given.fault);
    const answer = await perform(name, patienceFor(given.fault));
    expect(answer).toMatchObject({
      outcome: 'failed',
      failure: { kind: given.kind, stage: given.stage ?? null, mayHaveExecuted: true },
    });
    expect(simulator.calls()).toBe(1);
    expect(simulator.log.duplicates()).toEqual([]);
    expect(simulator.ledger()).toHaveLength(given.charged ? 1 : 0);
  });
});

test('a paid call that is accepted but not finished is pending', async () => {
  populate();
  simulator.faults.add({ kind: 'pending' });
  for (const name of [REGISTER, RENEW]) expect((await perform(name)).outcome).toBe('pending');
});

test('a free call that is answered with 201 is not known to have succeeded', async () => {
  simulator.faults.add({ kind: 'pending' });
  expect(await perform('user/balance')).toMatchObject({ outcome: 'failed' });
});

test('a short delay is waited for', async () => {
  simulator.faults.add({ kind: 'delay', when: 'before', milliseconds: 100 });
  const answer = await perform('user/balance');
  expect(answer.outcome).toBe('done');
  expect(answer.attempt.milliseconds).toBeGreaterThanOrEqual(90);
});

test('Retry-After is handed on', async () => {
  simulator.faults.add({ kind: 'rate-limit', retryAfterSeconds: 17 });
  expect(await perform('user/balance')).toMatchObject({
    failure: { kind: 'rate_limited', retryAfterSeconds: 17, httpStatus: 429 },
  });
});

test('a stripped header looks like a refusal, with what the registrar said', async () => {
  simulator.faults.add({ kind: 'strip-authorization' });
  expect(await perform('user/balance')).toMatchObject({
    failure: { kind: 'access_refused', code: 1001, message: 'Authorization header is missing' },
  });
});

test.each([301, 302, 307, 308] as const)(
  'a redirect with %i is not followed, credentials go nowhere else',
  async (status) => {
    const elsewhere = await rawServer(says('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{"code":0}'));
    const location = `http://127.0.0.1:${elsewhere.port}/v2/`;
    simulator.faults.add({ kind: 'redirect', status, location: `${location}?email=ada` });
    const answer = await perform(REGISTER);
    await elsewhere.close();
    expect(answer).toMatchObject({ failure: { kind: 'redirected', httpStatus: status, location } });
    expect(elsewhere.connections()).toBe(0);
    expect(simulator.calls()).toBe(1);
  },
);

test('the address without its slash is a redirect, not a second try', async () => {
  const answer = await perform('user/balance', { production: simulator.urls.production.replace(/\/$/, '') });
  expect(answer).toMatchObject({ failure: { kind: 'redirected' } });
  expect(simulator.calls()).toBe(1);
});

test('another path of the same host is the wrong address', async () => {
  const answer = await perform('user/balance', { production: `${simulator.urls.production}v1/` });
  expect(answer).toMatchObject({ failure: { kind: 'wrong_address', httpStatus: 404 } });
});

test.each([null, [], {}, 'fine', { amount: 'much', username: 7 }])(
  'a balance that cannot be read, as %j, still proves access',
  async (data) => {
    const server = await rawServer(says(jsonText({ code: 0, msg: 'ok', data })));
    const answer = await perform('user/balance', { production: `http://127.0.0.1:${server.port}/` });
    await server.close();
    expect(answer).toMatchObject({ outcome: 'done', data: { amount: null, currency: '?' } });
  },
);

describe('nobody at the address', () => {
  test.each([
    ['a port that refuses', 'http://127.0.0.1:1/v2/', 'connect', 'ECONNREFUSED'],
    ['a name that does not exist', 'https://nonexistent.invalid/v2/', 'dns', null],
  ])('%s: a paid call was certainly not executed', async (_name, production, stage, systemCode) => {
    const answer = await perform(REGISTER, { production });
    expect(answer).toMatchObject({
      failure: {
        kind: 'unreachable',
        stage,
        systemCode: systemCode ?? expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/),
        httpStatus: null,
        mayHaveExecuted: false,
      },
      attempt: { httpStatus: null, code: null, msg: null, localAddress: null },
    });
  });
});

describe('exactly one request reaches the wire', () => {
  test.each<[string, RawAnswer]>([
    ['the server closes without an answer', (socket) => socket.end()],
    ['the server resets', (socket) => socket.resetAndDestroy()],
    [
      'the server answers 503 and keeps the connection',
      (socket) => socket.write('HTTP/1.1 503 No\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n'),
    ],
    ['the server answers 408', says('HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n')],
    ['the server answers 421', says('HTTP/1.1 421 Misdirected\r\nContent-Length: 0\r\n\r\n')],
    ['the server stays silent', silence],
  ])('when %s', async (_when, answer) => {
    const server = await rawServer(answer);
    const production = `http://127.0.0.1:${server.port}/v2/`;
    for (const name of [REGISTER, RENEW, 'domain/transfer', 'user/balance']) {
      const before = server.connections();
      expect((await perform(name, { production, ...(answer === silence ? BRIEFLY : {}) })).outcome).toBe(
        'failed',
      );
      expect(server.connections() - before).toBe(1);
    }
    await server.close();
    expect(server.requests).toHaveLength(4);
  });
});

test('the chosen local address is the one that the registrar sees', async () => {
  await restart({ whitelist: ['127.0.0.2'] });
  expect(await perform('user/balance')).toMatchObject({ outcome: 'failed' });
  const answer = await perform('user/balance', { localAddress: '127.0.0.2' });
  expect(answer).toMatchObject({ outcome: 'done', attempt: { localAddress: '127.0.0.2' } });
  expect(simulator.log.list().map(({ sourceAddress }) => sourceAddress)).toEqual(['127.0.0.1', '127.0.0.2']);
});

describe('an attempt', () => {
  test('is told to the listener, once a call, with what is shown of it', async () => {
    const told: unknown[] = [];
    await perform(REGISTER, { onAttempt: (attempt, { outcome }) => told.push({ ...attempt, outcome }) });
    expect(told).toEqual([
      {
        action: REGISTER,
        endpoint: simulator.urls.production,
        timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        httpStatus: 200,
        code: 0,
        msg: null,
        milliseconds: expect.any(Number),
        localAddress: '127.0.0.1',
        outcome: 'done',
      },
    ]);
  });

  test('shows neither the secret nor the contact data', async () => {
    populate();
    for (const fault of Object.values(FAULTS)) {
      simulator.faults.clear();
      simulator.faults.add(fault.fault);
      const { attempt } = await perform(REGISTER, patienceFor(fault.fault));
      expect(JSON.stringify(attempt)).not.toMatch(/7Qx2|Byron|ada\+|ada%2B/);
    }
  });

  test('masks the contact data that the registrar repeats', async () => {
    const msg =
      'ada byron of 1 Main Street #2, ADA+DOMAINS@EXAMPLE.ORG, ada%2Bdomains%40example.org: refused';
    const server = await rawServer(says(jsonText({ code: 400, msg })));
    const answer = await perform(REGISTER, { production: `http://127.0.0.1:${server.port}/` });
    await server.close();
    expect(answer.attempt.msg).toMatch(/refused$/);
    expect(JSON.stringify(answer.outcome === 'failed' && [answer.attempt, answer.failure])).not.toMatch(
      /byron|main street|example\.org|ada/i,
    );
  });

  test('masks a secret that looks like markup, in a page and in the headers that are kept', async () => {
    const secret = 'p<4-9>wo"r&d/+x%y';
    simulator.account.productionSecret = secret;
    const basic = Buffer.from(`demo:${secret}`).toString('base64');
    const page = `<html><p>${secret}</p> ${encodeURIComponent(secret)}/${basic}</html>`;
    const head = [
      'HTTP/1.1 403 Forbidden',
      `Via: 1.1 ${secret}`,
      `Server: ${basic}`,
      `Location: /x/${secret}`,
    ];
    const server = await rawServer(
      says(`${head.join('\r\n')}\r\nContent-Length: ${page.length}\r\n\r\n${page}`),
    );
    const answer = await perform('user/balance', { production: `http://127.0.0.1:${server.port}/` });
    await server.close();
    expect(JSON.stringify(answer)).not.toMatch(/wo\W*r|%3C4-9|4-9>/);
    expect(JSON.stringify(answer)).not.toContain(basic);
    expect(answer.exchange.response?.headers.via).toBe('1.1 [hidden]');
  });

  test('masks a secret that the registrar repeats, also where the excerpt is cut', async () => {
    const secret = simulator.account.productionSecret ?? '';
    for (const filler of [0, 270, 285, 295]) {
      const body = JSON.stringify({ code: 1003, msg: `${'x'.repeat(filler)} ${secret} is wrong` });
      const server = await rawServer(
        says(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`),
      );
      const answer = await perform('user/balance', { production: `http://127.0.0.1:${server.port}/` });
      await server.close();
      expect(answer.attempt.msg).toContain('xxxx'.slice(0, filler));
      expect(answer.attempt.msg?.length).toBeLessThanOrEqual(300);
      for (const part of [secret, secret.slice(0, 5), secret.slice(-5)]) {
        expect(JSON.stringify([answer.attempt, answer.outcome === 'failed' && answer.failure])).not.toContain(
          part,
        );
      }
    }
  });
});

describe('what must not leave', () => {
  test('a request against the documented limits', async () => {
    const request = { domain: 'a.com', type: 'all', year: 0 } as const;
    await expect(clientFor().read(actions.getPrice, request, credentials())).rejects.toThrow();
    expect(simulator.calls()).toBe(0);
  });

  test('a paid action as a read', async () => {
    const { action, request } = sampleOf(RENEW);
    await expect(clientFor().read(action, request, credentials())).rejects.toThrow(/order journal/);
    expect(simulator.calls()).toBe(0);
  });

  test.each(['line\r\nX-Injected: yes', 'line\nbreak', 'nul\u0000', 'ключ'])(
    'credentials that would break the header: %j',
    async (secret) => {
      const answer = await perform('user/balance', {}, credentials({ secret }));
      expect(answer).toMatchObject({ outcome: 'failed' });
      expect(simulator.log.list().every(({ query }) => Object.keys(query).length === 2)).toBe(true);
    },
  );
});
