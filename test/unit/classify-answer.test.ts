import { describe, expect, test } from '@jest/globals';
import {
  classifyAnswer,
  unreadableData,
  type ActionTraits,
  type Classified,
  type FailureKind,
  type RegistrarFailure,
} from '../../sidecar/nicenic/classify-answer.js';
import type { Exchange, OutboundResponse, Stage } from '../../sidecar/outbound/exchange.js';

const FREE: ActionTraits = { paid: false, doneCodes: [0], parameterless: false };
const PAID: ActionTraits = { ...FREE, paid: true };
const LIST: ActionTraits = { ...FREE, doneCodes: [0, 200] };
const BALANCE: ActionTraits = { ...FREE, parameterless: true };

function exchange(changes: Partial<Exchange>): Exchange {
  return {
    startedAt: new Date(0),
    milliseconds: 1,
    stages: {},
    localAddress: '127.0.0.1',
    remoteAddress: '127.0.0.1',
    proxied: false,
    certificate: null,
    mayHaveArrived: true,
    response: null,
    brokenOff: null,
    ...changes,
  };
}

function answered(
  status: number,
  body: unknown,
  headers: OutboundResponse['headers'] = {},
  changes: Partial<Exchange> = {},
): Exchange {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return exchange({ response: { status, headers, body: text }, ...changes });
}

function brokeOff(stage: Stage, code: string, mayHaveArrived: boolean): Exchange {
  return exchange({ brokenOff: { stage, code }, mayHaveArrived });
}

function failureOf(classified: Classified): RegistrarFailure {
  if (classified.outcome !== 'failed') throw new Error(`Expected a failure, got ${classified.outcome}`);
  return classified.failure;
}

describe('done', () => {
  test.each<[string, unknown, ActionTraits]>([
    ['code 0', { code: 0, msg: 'success', data: { a: 1 } }, FREE],
    ['code 0 as text', { code: '0', msg: 'success', data: { a: 1 } }, FREE],
    ['code 0 of an order', { code: 0, msg: 'success', data: { a: 1 } }, PAID],
    ['code 0 with another text', { code: 0, msg: 'whatever', data: { a: 1 } }, FREE],
    ['code 0 without a text', { code: 0, data: { a: 1 } }, FREE],
    ['code 200 of the domain list', { code: 200, msg: 'success', data: { a: 1 } }, LIST],
  ])('%s', (_name, body, traits) => {
    expect(classifyAnswer(answered(200, body), traits)).toMatchObject({ outcome: 'done', data: { a: 1 } });
  });
});

describe('pending', () => {
  test.each([201, '201'])('code %j of an order', (code) => {
    expect(classifyAnswer(answered(200, { code, msg: 'Pending', data: {} }), PAID)).toEqual({
      outcome: 'pending',
      code: 201,
    });
  });
});

describe('not known to have succeeded', () => {
  test.each<[string, Exchange, ActionTraits, FailureKind]>([
    ['code 0 with HTTP 500', answered(500, { code: 0 }), PAID, 'server_error'],
    ['code 0 with HTTP 302', answered(302, { code: 0 }), PAID, 'redirected'],
    ['code 0 with HTTP 403', answered(403, { code: 0 }), PAID, 'access_refused'],
    ['code 0 with HTTP 404', answered(404, { code: 0 }), PAID, 'unknown_code'],
    ['code 0 with HTTP 407', answered(407, { code: 0 }), PAID, 'proxy_refused'],
    ['code 0 with HTTP 429', answered(429, { code: 0 }), PAID, 'rate_limited'],
    ['code 201 of a read', answered(200, { code: 201 }), FREE, 'unknown_code'],
    ['code 200 of another action', answered(200, { code: 200 }), FREE, 'unknown_code'],
    ['code 200 of an order', answered(200, { code: 200 }), PAID, 'unknown_code'],
    ['code 1', answered(200, { code: 1 }), PAID, 'unknown_code'],
    ['code 202', answered(200, { code: 202 }), PAID, 'unknown_code'],
    ['code -1', answered(200, { code: -1 }), PAID, 'unknown_code'],
    ['code 0.5', answered(200, { code: 0.5 }), PAID, 'unknown_code'],
    ['code 400', answered(200, { code: 400, msg: 'Request parameter error' }), FREE, 'request_refused'],
    ['code 400 of the balance', answered(200, { code: 400 }), BALANCE, 'access_refused'],
    ['any code of the balance', answered(200, { code: 777 }), BALANCE, 'access_refused'],
    ['code 401', answered(200, { code: 401 }), FREE, 'access_refused'],
    ['code 403', answered(200, { code: 403 }), PAID, 'access_refused'],
    ['code 429', answered(200, { code: 429 }), BALANCE, 'rate_limited'],
    ['code 500', answered(200, { code: 500 }), BALANCE, 'server_error'],
    ['code 599', answered(200, { code: 599 }), FREE, 'server_error'],
    ['HTTP 401 and HTML', answered(401, '<h1>401</h1>'), BALANCE, 'access_refused'],
    ['HTTP 403 and HTML', answered(403, '<h1>403</h1>'), PAID, 'access_refused'],
    ['HTTP 404 and HTML', answered(404, '<h1>404</h1>'), FREE, 'wrong_address'],
    ['HTTP 410', answered(410, ''), FREE, 'wrong_address'],
    ['HTTP 407', answered(407, ''), FREE, 'proxy_refused'],
    ['HTTP 429', answered(429, ''), FREE, 'rate_limited'],
    ['HTTP 301', answered(301, ''), FREE, 'redirected'],
    ['HTTP 304', answered(304, ''), FREE, 'redirected'],
    ['HTTP 502 and HTML', answered(502, '<h1>502</h1>'), PAID, 'server_error'],
    ['an HTML page', answered(200, '<html>Checking your browser</html>'), PAID, 'unreadable'],
    ['nothing', answered(200, ''), PAID, 'unreadable'],
    ['HTTP 204', answered(204, ''), PAID, 'unreadable'],
    ['half of the JSON', answered(200, '{"code":0,"msg":"succ'), PAID, 'unreadable'],
    ['two answers', answered(200, '{"code":0}{"code":0}'), PAID, 'unreadable'],
    ['JSON null', answered(200, 'null'), PAID, 'unreadable'],
    ['a list', answered(200, [{ code: 0 }]), PAID, 'unreadable'],
    ['a bare 0', answered(200, '0'), PAID, 'unreadable'],
    ['no code', answered(200, { msg: 'success' }), PAID, 'unreadable'],
    ['an empty code', answered(200, { code: '' }), PAID, 'unreadable'],
    ['a blank code', answered(200, { code: '  ' }), PAID, 'unreadable'],
    ['code null', answered(200, { code: null }), PAID, 'unreadable'],
    ['code false', answered(200, { code: false }), PAID, 'unreadable'],
    ['code in a list', answered(200, { code: [0] }), PAID, 'unreadable'],
    ['a code that is no number', answered(200, { code: 'OK' }), PAID, 'unreadable'],
    ['another name for the code', answered(200, { Code: 0 }), PAID, 'unreadable'],
    ['a name that does not exist', brokeOff('dns', 'ENOTFOUND', false), PAID, 'unreachable'],
    ['a refused port', brokeOff('connect', 'ECONNREFUSED', false), PAID, 'unreachable'],
    ['a failed handshake', brokeOff('tls', 'CERT_HAS_EXPIRED', false), PAID, 'unreachable'],
    ['a lost answer', brokeOff('http', 'ECONNRESET', true), PAID, 'unreachable'],
    ['half an answer', brokeOff('body', 'ECONNRESET', true), PAID, 'unreachable'],
    ['no tunnel', brokeOff('proxy', 'HTTP_407', false), PAID, 'proxy_refused'],
  ])('%s', (_name, given, traits, kind) => {
    const failure = failureOf(classifyAnswer(given, traits));
    expect(failure.kind).toBe(kind);
    // Only what never left here is known not to have been executed; an answer that refuses proves nothing.
    expect(failure.mayHaveExecuted).toBe(traits.paid && given.mayHaveArrived);
  });
});

test('a free action never may have executed', () => {
  expect(failureOf(classifyAnswer(brokeOff('http', 'ECONNRESET', true), FREE)).mayHaveExecuted).toBe(false);
});

describe('what is kept of an answer', () => {
  test('status, code and text of the registrar', () => {
    const given = answered(403, { code: 1004, msg: 'IP地址不在白名单中' }, { 'retry-after': '30' });
    expect(failureOf(classifyAnswer(given, BALANCE))).toEqual({
      kind: 'access_refused',
      stage: null,
      systemCode: null,
      httpStatus: 403,
      code: 1004,
      message: 'IP地址不在白名单中',
      location: null,
      retryAfterSeconds: 30,
      mayHaveExecuted: false,
    });
  });

  test('the words of a page without its markup', () => {
    const page =
      '<html><head><style>b{color:red}</style><script>var a="<b>";</script></head><body><h1>403\n Forbidden</h1>  go <b>away</b></body></html>';
    expect(failureOf(classifyAnswer(answered(403, page), FREE)).message).toBe('403 Forbidden go away');
  });

  test('not more than some words', () => {
    const page = `<p>${'word '.repeat(10_000)}</p>`;
    const text = { code: 5, msg: 'x'.repeat(100_000) };
    for (const given of [answered(503, page), answered(200, text)]) {
      expect(failureOf(classifyAnswer(given, FREE)).message?.length).toBeLessThanOrEqual(6_000);
    }
  });

  test.each([
    ['https://other.example/v2/?category=domain&email=a%40b.c', 'https://other.example/v2/'],
    ['/v2/?category=domain&action=register&name=Ada', '/v2/'],
    ['https://other.example/login#access', 'https://other.example/login'],
    ['https://user:password@other.example/', 'https://other.example/'],
    ['https://other.example/v2/', 'https://other.example/v2/'],
  ])('the address of the redirect to %s, without what may repeat our request', (location, kept) => {
    expect(failureOf(classifyAnswer(answered(302, '', { location }), FREE)).location).toBe(kept);
  });

  test.each([
    ['0', 0],
    ['120', 120],
    ['-1', null],
    ['soon', null],
    // A date counts from when the call went out.
    ['Thu, 01 Jan 1970 00:01:30 GMT', 90],
    ['Wed, 31 Dec 1969 23:00:00 GMT', 0],
    ['2026-10-21', null],
    ['32 GMT', null],
    ['', null],
    ['1e400', null],
  ])('Retry-After: %s is %j seconds', (header, seconds) => {
    const given = answered(429, '', { 'retry-after': header });
    expect(failureOf(classifyAnswer(given, FREE)).retryAfterSeconds).toBe(seconds);
  });
});

test('a done answer with data that cannot be read is a failure that keeps the code', () => {
  expect(unreadableData(answered(200, { code: 0, msg: 'success', data: 'x' }), FREE)).toMatchObject({
    kind: 'unreadable',
    httpStatus: 200,
    code: 0,
    mayHaveExecuted: false,
  });
});
