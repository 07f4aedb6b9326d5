import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { startSimulator, type Simulator } from '../simulator/simulator.js';
import { translatorFor } from '../../sidecar/texts/translator.js';
import { startSidecar, temporaryFolder, type RunningSidecar } from '../support/running-sidecar.js';
import { until } from '../support/until.js';

const TOKEN = 'token-of-this-test-5Hv';
const REFERENCE = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

let simulator: Simulator;
let sidecar: RunningSidecar;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;

beforeAll(async () => {
  simulator = await startSimulator();
  folder = await temporaryFolder();
  sidecar = await startSidecar(simulator, { dataDir: folder.path, env: { COMPANION_TOKEN: TOKEN } });
});

afterAll(async () => {
  await sidecar.stop();
  await simulator.close();
  await folder.remove();
});

beforeEach(() => {
  simulator.log.clear();
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: Record<string, unknown>;
}

interface Given {
  /** Value of the Authorization header; null sends none. */
  readonly authorization?: string | null;
  readonly type?: string | null;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
}

async function ask(method: string, path: string, given: Given = {}): Promise<Answer> {
  const { authorization = `Bearer ${TOKEN}`, type = 'application/json', body } = given;
  const call = httpRequest(new URL(path, sidecar.url), {
    method,
    agent: false,
    headers: {
      ...(authorization === null ? {} : { Authorization: authorization }),
      ...(body === undefined || type === null ? {} : { 'Content-Type': type }),
      ...given.headers,
    },
  });
  call.end(body);
  const [response] = (await once(call, 'response')) as [IncomingMessage];
  const received = await text(response);
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    text: received,
    body: (response.headers['content-type'] ?? '').includes('json')
      ? (JSON.parse(received) as Record<string, unknown>)
      : {},
  };
}

/** A problem answer as every route gives it. */
function expectProblem(answer: Answer, status: number, code: string): void {
  expect([answer.status, answer.body['code']]).toEqual([status, code]);
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(answer.body).toEqual({
    type: 'about:blank',
    title: expect.stringMatching(/./),
    status,
    detail: expect.stringMatching(/./),
    code,
    referenceId: expect.stringMatching(REFERENCE),
  });
  expect(answer.headers['x-reference-id']).toBe(answer.body['referenceId']);
}

const PROTECTED = [
  'GET /v1/status',
  'GET /v1/checks',
  'POST /v1/diagnosis',
  'PUT /v1/settings',
  'POST /v1/actions/Sync',
];

describe('the token', () => {
  describe.each(PROTECTED)('%s', (route) => {
    const [method = '', path = ''] = route.split(' ');

    test.each([
      ['missing', null],
      ['empty', ''],
      ['of another scheme', `Basic ${TOKEN}`],
      ['without a scheme', TOKEN],
      ['wrong', 'Bearer wrong-token-5Hv'],
      ['cut off', `Bearer ${TOKEN.slice(0, -1)}`],
      ['too long', `Bearer ${TOKEN}x`],
      ['in other letters', `Bearer ${TOKEN.toUpperCase()}`],
      ['nothing but the scheme', 'Bearer '],
      ['followed by another', `Bearer ${TOKEN} ${TOKEN}`],
    ])('refuses one that is %s', async (_what, authorization) => {
      expectProblem(await ask(method, path, { authorization, body: '{}' }), 401, 'unauthorized');
    });
  });

  test('is taken whatever the letters of the scheme', async () => {
    for (const scheme of ['Bearer', 'bearer', 'BEARER']) {
      expect((await ask('GET', '/v1/status', { authorization: `${scheme} ${TOKEN}` })).status).toBe(200);
    }
  });

  test('is not taken from the address', async () => {
    const answer = await ask('GET', `/v1/status?token=${TOKEN}&access_token=${TOKEN}`, {
      authorization: null,
    });
    expectProblem(answer, 401, 'unauthorized');
  });

  test('is asked for before the body is looked at', async () => {
    for (const body of ['{broken', Buffer.alloc(300_000, ' ')]) {
      expectProblem(await ask('PUT', '/v1/settings', { authorization: null, body }), 401, 'unauthorized');
    }
  });

  test('is asked for before it is told which addresses exist', async () => {
    for (const path of ['/v1', '/v1/', '/v1/nothing', '/v1/actions/NoSuchAction']) {
      expectProblem(await ask('POST', path, { authorization: null }), 401, 'unauthorized');
    }
  });

  test('is not needed for health', async () => {
    for (const path of ['/healthz', '/readyz']) {
      const { status, body } = await ask('GET', path, { authorization: null });
      expect([status, body]).toEqual([200, { status: 'ok' }]);
    }
  });

  test('is repeated nowhere', async () => {
    const answers = [
      await ask('GET', '/v1/status'),
      await ask('GET', `/v1/nothing?token=${TOKEN}`),
      await ask('GET', `/${TOKEN}`),
    ];
    expect(answers.map((answer) => answer.text).join('') + sidecar.log.join('')).not.toContain(TOKEN);
  });
});

describe('addresses', () => {
  test.each([
    ['GET', '/v1/nothing'],
    ['GET', '/nothing'],
    ['GET', '/v1/actions'],
    ['GET', '/v1/actions/Sync'],
    ['DELETE', '/v1/settings'],
    ['POST', '/v1/status'],
    ['POST', '/healthz'],
    ['GET', '/%2e%2e/%2e%2e/etc/passwd'],
    ['GET', '/v1/alerts/%zz/delivery'],
    ['POST', '/v1/alerts/%zz/delivery'],
    ['POST', '/v1/actions/%c3%28'],
    ['GET', '/%'],
  ])('%s %s is not found', async (method, path) => {
    expectProblem(await ask(method, path), 404, 'not_found');
  });

  test.each(['NoSuchAction', 'sync', 'constructor', '__proto__', 'Renew%20Domain', 'a'.repeat(500)])(
    'the action %s is unknown',
    async (action) => {
      const answer = await ask('POST', `/v1/actions/${action}`, { body: '{}' });
      expect(answer.status).toBe(404);
      expect(answer.body).toEqual({
        ok: false,
        referenceId: answer.headers['x-reference-id'],
        error: {
          code: 'unknown_action',
          message: expect.stringContaining('The sidecar does not know this action'),
          publicMessage: expect.stringMatching(/./),
          mayHaveExecuted: false,
        },
      });
      expect((answer.body['error'] as { message: string }).message.length).toBeLessThan(300);
    },
  );
});

describe('bodies', () => {
  const LIMIT = 256 * 1024;
  const filled = (bytes: number): string => {
    const frame = JSON.stringify({ context: '' });
    return JSON.stringify({ context: 'x'.repeat(bytes - frame.length) });
  };

  test.each([
    ['cut off', '{"settings":'],
    ['not JSON', 'settings=1'],
    ['a text', '"text"'],
    ['a number', '7'],
    ['null', 'null'],
    ['with a trailing comma', '{"a":1,}'],
  ])('%s is malformed', async (_what, body) => {
    for (const path of ['/v1/diagnosis', '/v1/actions/Sync']) {
      expectProblem(await ask('POST', path, { body }), 400, 'malformed_json');
    }
  });

  test.each([
    ['a form', 'application/x-www-form-urlencoded'],
    ['text', 'text/plain'],
    ['no type', null],
    ['another JSON type', 'application/vnd.api+json'],
    ['JSON in another alphabet', 'application/json; charset=iso-8859-7'],
  ])('%s is the wrong content type', async (_what, type) => {
    expectProblem(await ask('POST', '/v1/diagnosis', { type, body: '{}' }), 415, 'unsupported_media_type');
  });

  test('with an unknown packing is the wrong content type', async () => {
    const headers = { 'Content-Encoding': 'x-unknown' };
    expectProblem(await ask('POST', '/v1/diagnosis', { headers, body: '{}' }), 415, 'unsupported_media_type');
  });

  test('that is not packed as it claims is malformed', async () => {
    const headers = { 'Content-Encoding': 'gzip' };
    expectProblem(await ask('POST', '/v1/diagnosis', { headers, body: '{}' }), 400, 'malformed_json');
  });

  test.each(['application/json; charset=utf-8', 'APPLICATION/JSON'])('%s is the right one', async (type) => {
    const { body } = await ask('PUT', '/v1/settings', { type, body: '{}' });
    expect(body['code']).toBe('invalid_parameter');
  });

  test('of 256 kB is read, one byte more is not', async () => {
    expect((await ask('PUT', '/v1/settings', { body: filled(LIMIT) })).body['code']).toBe(
      'invalid_parameter',
    );
    expectProblem(await ask('PUT', '/v1/settings', { body: filled(LIMIT + 1) }), 413, 'payload_too_large');
  });

  test('over 256 kB is refused for actions as well', async () => {
    expectProblem(
      await ask('POST', '/v1/actions/RegisterDomain', { body: filled(2 * LIMIT) }),
      413,
      'payload_too_large',
    );
  });

  test('over 256 kB is refused without a length and when it unpacks to more', async () => {
    const chunked = { 'Transfer-Encoding': 'chunked' };
    expectProblem(
      await ask('PUT', '/v1/settings', { headers: chunked, body: filled(LIMIT + 1) }),
      413,
      'payload_too_large',
    );
    const packed = gzipSync(filled(LIMIT + 1));
    expectProblem(
      await ask('PUT', '/v1/settings', { headers: { 'Content-Encoding': 'gzip' }, body: packed }),
      413,
      'payload_too_large',
    );
  });

  test('that stops in the middle is no error of ours', async () => {
    const logged = sidecar.log.length;
    const socket = connect(Number(new URL(sidecar.url).port), '127.0.0.1');
    socket.write(
      `PUT /v1/settings HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${TOKEN}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"a":`,
    );
    // Another request that comes later is answered, so the first one has arrived.
    await ask('GET', '/healthz');
    socket.destroy();
    await once(socket, 'close');
    await until('it is logged', () => sidecar.log.length > logged);
    expect(sidecar.log.slice(logged).join('')).not.toContain('"level":50');
  });

  test.each([
    ['PUT', '/v1/settings', '[]', ['body: ']],
    ['PUT', '/v1/settings', '{}', ['settings: ']],
    ['PUT', '/v1/settings', '{"settings":[]}', ['settings: ']],
    [
      'PUT',
      '/v1/settings',
      '{"settings":{}}',
      ['settings.username: ', 'settings.apiSecret: ', 'settings.testMode: '],
    ],
    ['POST', '/v1/environments', '{}', ['context: ', 'egress: ']],
    ['GET', '/v1/checks?limit=0', undefined, ['limit: ']],
    ['GET', '/v1/checks?limit=x&before=-1', undefined, ['limit: ', 'before: ']],
  ])('%s %s with %s names what is missing', async (method, path, body, fields) => {
    const answer = await ask(method, path, body === undefined ? {} : { body });
    expectProblem(answer, 422, 'invalid_parameter');
    for (const field of fields) expect(answer.body['detail']).toContain(field);
  });

  test('of an action names what is missing in its envelope, and nothing is sent', async () => {
    const settings = { username: 'demo-reseller', apiSecret: 'sim-production-secret-7Qx2', testMode: false };
    const body = JSON.stringify({
      settings,
      params: { domainid: 1, domain: 'a b' },
      context: { environment: 'web' },
    });
    const answer = await ask('POST', '/v1/actions/RegisterDomain', { body });
    expect([answer.status, answer.body['ok']]).toEqual([422, false]);
    expect(answer.body['error']).toMatchObject({ code: 'invalid_parameter', mayHaveExecuted: false });
    expect(answer.text).toContain('regperiod: ');
    expect(simulator.calls()).toBe(0);
  });

  test.each([
    ['en', ['regperiod: must be a number', 'a b']],
    ['vi', ['regperiod: phải là một số', 'a b']],
    ['uz', ['regperiod: son boʻlishi kerak', 'a b']],
    ['zh', ['regperiod：必须是数字', 'a b']],
  ])('of an action names it in the language of the caller (%s)', async (language, words) => {
    const settings = { username: 'demo-reseller', apiSecret: 'sim-production-secret-7Qx2', testMode: false };
    const told = async (params: object): Promise<string> => {
      const body = JSON.stringify({
        settings,
        params: { domainid: 1, ...params },
        context: { environment: 'web' },
      });
      const headers = { 'Accept-Language': language };
      return (await ask('POST', '/v1/actions/RegisterDomain', { body, headers })).text;
    };
    expect(await told({ domain: 'ada.com', regperiod: 'x' })).toContain(words[0]);
    expect(JSON.parse(await told({ domain: 'a b', regperiod: 1 }))).toMatchObject({
      error: { message: expect.stringContaining(words[1] ?? '') },
    });
  });

  test('with values of the wrong kind are refused without repeating them', async () => {
    const settings = { username: ['user-5Hv'], apiSecret: { value: 'secret-5Hv' }, testMode: 'yes-5Hv' };
    for (const [method, path] of [
      ['PUT', '/v1/settings'],
      ['POST', '/v1/settings/validate'],
      ['POST', '/v1/diagnosis'],
      ['POST', '/v1/actions/Sync'],
    ] as const) {
      const answer = await ask(method, path, { body: JSON.stringify({ settings, params: {} }) });
      expect(answer.status).toBe(422);
      expect(answer.text).toContain('settings.apiSecret');
      expect(answer.text).not.toContain('5Hv');
    }
    expect(sidecar.log.join('')).not.toContain('secret-5Hv');
  });

  test('with a secret of a thousand characters are read, with more they are refused', async () => {
    const put = (length: number): Promise<Answer> => {
      const settings = { username: 'u', apiSecret: 's'.repeat(length), testMode: false };
      return ask('PUT', '/v1/settings', { body: JSON.stringify({ settings }) });
    };
    expect((await put(1_024)).status).toBe(200);
    expectProblem(await put(1_025), 422, 'invalid_parameter');
  });

  test('cannot change what all objects have in common', async () => {
    const body =
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"settings":{"__proto__":{"polluted":1}}}';
    await ask('PUT', '/v1/settings', { body });
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});

describe('headers', () => {
  test('an action that a customer sets off tells him and the administrators in a language each', async () => {
    const [admin, customer, unknown] = await Promise.all(
      [{}, { 'Customer-Language': 'vi' }, { 'Customer-Language': 'tlh' }].map((headers) =>
        ask('POST', '/v1/actions/Sing', { headers: { 'Accept-Language': 'zh', ...headers }, body: '{}' }),
      ),
    );

    const inChinese = {
      message: expect.stringContaining(translatorFor('zh').t('errors:unknown_action.title')) as unknown,
      publicMessage: translatorFor('zh').t('errors:for_customers.contact_us'),
    };
    expect(admin?.body).toMatchObject({ error: inChinese });
    expect(unknown?.body).toMatchObject({ error: inChinese });
    expect(customer?.body).toMatchObject({
      error: { ...inChinese, publicMessage: translatorFor('vi').t('errors:for_customers.contact_us') },
    });
  });

  test.each(['/healthz', '/v1/status', '/v1/nothing', '/'])(
    '%s is guarded like every answer',
    async (path) => {
      const { headers } = await ask('GET', path);
      expect(headers).toMatchObject({
        'content-security-policy': expect.stringContaining("default-src 'none'"),
        'x-content-type-options': 'nosniff',
        'x-frame-options': expect.stringMatching(/^(DENY|SAMEORIGIN)$/),
        'referrer-policy': expect.stringMatching(/^(no-referrer|same-origin)$/),
        'cache-control': 'no-store',
        'x-reference-id': expect.stringMatching(REFERENCE),
      });
      expect(headers).not.toHaveProperty('x-powered-by');
      expect(headers).not.toHaveProperty('access-control-allow-origin');
    },
  );

  test('every request has a reference of its own, whatever the caller proposes', async () => {
    const headers = { 'X-Reference-Id': 'chosen' };
    const references = await Promise.all(
      [1, 2, 3].map(async () => (await ask('GET', '/healthz', { headers })).headers['x-reference-id']),
    );
    expect(new Set(references).size).toBe(3);
    expect(references).not.toContain('chosen');
  });

  test('the reference of a refusal is in the log', async () => {
    const { body } = await ask('GET', '/v1/nothing');
    expect(sidecar.log.join('')).toContain(String(body['referenceId']));
  });
});

test('a database that does not answer makes the sidecar unready but not dead', async () => {
  const own = await temporaryFolder();
  const other = await startSidecar(simulator, { dataDir: own.path });
  await other.companion.close();
  const ready = await fetch(`${other.url}/readyz`, { headers: { Connection: 'close' } });
  const alive = await fetch(`${other.url}/healthz`, { headers: { Connection: 'close' } });
  expect([ready.status, alive.status]).toEqual([500, 200]);
  expect(await ready.json()).toMatchObject({
    code: 'internal_error',
    referenceId: expect.stringMatching(REFERENCE),
  });
  await other.stop();
  await own.remove();
});
