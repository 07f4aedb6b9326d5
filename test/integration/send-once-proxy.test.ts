import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Exchange } from '../../sidecar/outbound/exchange.js';
import type { OutboundRequest } from '../../sidecar/outbound/send-once.js';
import { connectProxy, type ConnectProxy, type ProxyManner } from './connect-proxy.js';
import { jsonText, rawServer, says, type RawAnswer, type RawServer } from './raw-server.js';
import { SHORT_PATIENCE } from '../support/patience.js';
import { SELF_SIGNED } from '../support/self-signed.js';
import { until } from '../support/until.js';
import type { Task } from './send-once-process.js';

const ROUTE = { localAddress: null, ipFamily: 'auto', userAgent: 'Test/1' } as const;
const OK = jsonText({ code: 0 });

let folder: string;
let caller: ChildProcess;
const open: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'send-once-'));
  const authority = join(folder, 'authority.pem');
  writeFileSync(authority, SELF_SIGNED.cert);
  caller = fork(new URL('send-once-process.ts', import.meta.url), {
    execArgv: ['--import', new URL('../../scripts/lib/typescript-hooks.mjs', import.meta.url).href],
    env: { PATH: process.env['PATH'], NODE_EXTRA_CA_CERTS: authority },
  });
  await once(caller, 'message');
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

afterAll(async () => {
  const gone = once(caller, 'exit');
  caller.disconnect();
  await gone;
  rmSync(folder, { recursive: true });
});

async function registrar(answer: RawAnswer = says(OK)): Promise<RawServer> {
  const server = await rawServer(answer, SELF_SIGNED);
  open.push(server);
  return server;
}

async function proxy(manner: ProxyManner): Promise<ConnectProxy> {
  const started = await connectProxy(manner);
  open.push(started);
  return started;
}

async function send(
  url: string,
  env: Record<string, string> = {},
  changes: Partial<OutboundRequest> = {},
): Promise<Exchange> {
  const request = { url, authorization: 'demo:sim-secret-7Qx2', totalMilliseconds: 4_000, ...changes };
  const answered = once(caller, 'message');
  caller.send({ env, request, route: ROUTE } satisfies Task);
  const [exchange] = (await answered) as [Exchange];
  return exchange;
}

describe('https without a proxy', () => {
  test('a trusted certificate lets the request through, once', async () => {
    const server = await registrar();
    const exchange = await send(`https://localhost:${server.port}/v2/`);
    expect(exchange).toMatchObject({
      response: { status: 200, body: '{"code":0}' },
      proxied: false,
      mayHaveArrived: true,
      localAddress: '127.0.0.1',
      certificate: {
        issuer: 'localhost',
        validTo: expect.stringMatching(/^2125-/) as unknown,
        publicRoot: false,
      },
    });
    expect(Object.keys(exchange.stages)).toEqual(['dns', 'connect', 'tls', 'http', 'body']);
    expect([server.connections(), server.requests.length]).toEqual([1, 1]);
  });

  test('a certificate for another name stops before the request', async () => {
    const server = await registrar();
    const exchange = await send(`https://127.0.0.1:${server.port}/v2/`);
    expect(exchange).toMatchObject({
      brokenOff: { stage: 'tls', code: 'ERR_TLS_CERT_ALTNAME_INVALID' },
      mayHaveArrived: false,
      certificate: null,
    });
    expect(server.received()).toBe('');
  });

  test('a server that hangs up after the request leaves its fate open, and is asked once', async () => {
    const server = await registrar((socket) => socket.destroy());
    const exchange = await send(`https://localhost:${server.port}/v2/`);
    expect(exchange).toMatchObject({
      brokenOff: { stage: 'http', code: 'ECONNRESET' },
      mayHaveArrived: true,
    });
    expect([server.connections(), server.requests.length]).toEqual([1, 1]);
  });
});

describe('through a proxy', () => {
  test.each(['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY'])('that %s names', async (variable) => {
    const [server, way] = [await registrar(), await proxy('tunnel')];
    const exchange = await send(`https://localhost:${server.port}/v2/?a=b`, {
      [variable]: `http://127.0.0.1:${way.port}`,
    });
    expect(exchange).toMatchObject({
      response: { status: 200 },
      proxied: true,
      mayHaveArrived: true,
      certificate: { issuer: 'localhost' },
    });
    expect(Object.keys(exchange.stages)).toEqual(['proxy', 'tls', 'http', 'body']);
    expect(way.requests).toEqual([expect.stringMatching(/^CONNECT localhost:\d+ HTTP\/1\.1\r\n/)]);
    expect(server.requests).toEqual([expect.stringMatching(/^GET \/v2\/\?a=b HTTP\/1\.1\r\n/)]);
    expect(way.requests.join('')).not.toContain('7Qx2');
  });

  test('with credentials, which the proxy gets and nobody else sees', async () => {
    const [server, way] = [await registrar(), await proxy('tunnel')];
    const exchange = await send(`https://localhost:${server.port}/v2/`, {
      HTTPS_PROXY: `http://user:pr%40xy-5Jn@127.0.0.1:${way.port}`,
    });
    const basic = Buffer.from('user:pr@xy-5Jn').toString('base64');
    expect(way.requests[0]).toContain(`Proxy-Authorization: Basic ${basic}\r\n`);
    expect(server.received()).not.toContain(basic);
    expect(JSON.stringify(exchange)).not.toMatch(/5Jn|7Qx2/);
  });

  test('whose tunnel leads to a certificate that is not trusted: the request stays here', async () => {
    const [server, way] = [await registrar(), await proxy('tunnel')];
    const exchange = await send(`https://127.0.0.1:${server.port}/v2/`, {
      HTTPS_PROXY: `http://127.0.0.1:${way.port}`,
    });
    expect(exchange).toMatchObject({
      brokenOff: { stage: 'tls', code: 'ERR_TLS_CERT_ALTNAME_INVALID' },
      proxied: true,
      mayHaveArrived: false,
    });
    expect(server.received()).toBe('');
  });

  test('where the registrar hangs up after the request', async () => {
    const [server, way] = [await registrar((socket) => socket.destroy()), await proxy('tunnel')];
    const exchange = await send(`https://localhost:${server.port}/v2/`, {
      HTTPS_PROXY: `http://127.0.0.1:${way.port}`,
    });
    expect(exchange).toMatchObject({ brokenOff: { stage: 'http' }, mayHaveArrived: true });
    expect([way.requests.length, server.requests.length]).toEqual([1, 1]);
  });

  test('where the registrar itself answers 407, the request did arrive', async () => {
    const text = 'HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n';
    const [server, way] = [await registrar(says(text)), await proxy('tunnel')];
    const exchange = await send(`https://localhost:${server.port}/v2/`, {
      HTTPS_PROXY: `http://127.0.0.1:${way.port}`,
    });
    expect(exchange).toMatchObject({ response: { status: 407 }, mayHaveArrived: true });
  });
});

describe('a proxy that gives no tunnel', () => {
  const page = (status: string): ProxyManner => ({
    answer: `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{"code":0}`,
  });

  test.each<[string, ProxyManner, RegExp]>([
    ['wants credentials', page('407 Proxy Authentication Required'), /^HTTP_407$/],
    ['forbids the address', page('403 Forbidden'), /^HTTP_403$/],
    ['does not reach the address', page('502 Bad Gateway'), /^HTTP_502$/],
    ['redirects', page('302 Found'), /^HTTP_302$/],
    ['claims success with another status', page('204 No Content'), /^HTTP_204$/],
    ['is no proxy', { answer: '220 mail.example ESMTP\r\n\r\n' }, /./],
    ['hangs up', { answer: '' }, /./],
    ['says nothing', 'silence', /^TIMEOUT$/],
  ])('because it %s', async (_why, manner, code) => {
    const [server, way] = [await registrar(), await proxy(manner)];
    const exchange = await send(
      `https://localhost:${server.port}/v2/`,
      { HTTPS_PROXY: `http://user:proxy-5Jn@127.0.0.1:${way.port}` },
      { totalMilliseconds: manner === 'silence' ? SHORT_PATIENCE : 20_000 },
    );
    expect(exchange).toMatchObject({
      response: null,
      brokenOff: { stage: 'proxy', code: expect.stringMatching(code) },
      proxied: true,
      mayHaveArrived: false,
    });
    expect(JSON.stringify(exchange)).not.toMatch(/5Jn|7Qx2/);
    expect(server.connections()).toBe(0);
    expect(way.requests).toHaveLength(1);
    await until('the connection is gone', () => way.open() === 0);
  });

  test.each([
    ['nobody listens there', 'http://127.0.0.1:1', /^ECONNREFUSED$/],
    ['its name does not exist', 'http://nonexistent.invalid:3128', /^(ENOTFOUND|EAI_AGAIN)$/],
    ['it speaks SOCKS', 'socks5://127.0.0.1:1080', /^UNUSABLE_PROXY_ADDRESS$/],
    ['its address is none', 'http://[nonsense', /^UNUSABLE_PROXY_ADDRESS$/],
    ['its address has no name', 'http://', /^UNUSABLE_PROXY_ADDRESS$/],
    ['its credentials are not encoded', 'http://user:100%zz@127.0.0.1:1', /./],
  ])('because %s', async (_why, address, code) => {
    const server = await registrar();
    const exchange = await send(`https://localhost:${server.port}/v2/`, { HTTPS_PROXY: address });
    expect(exchange).toMatchObject({
      response: null,
      brokenOff: { stage: 'proxy', code: expect.stringMatching(code) },
      mayHaveArrived: false,
    });
    expect(server.connections()).toBe(0);
  });
});

describe('no proxy is used', () => {
  test.each([
    ['for a name in NO_PROXY', 'localhost'],
    ['for a name and port in no_proxy', 'example.com, localhost:PORT'],
    ['when NO_PROXY is *', '*'],
  ])('%s', async (_when, none) => {
    const [server, way] = [await registrar(), await proxy('tunnel')];
    const exchange = await send(`https://localhost:${server.port}/v2/`, {
      HTTPS_PROXY: `http://127.0.0.1:${way.port}`,
      NO_PROXY: none.replace('PORT', String(server.port)),
    });
    expect(exchange).toMatchObject({ response: { status: 200 }, proxied: false });
    expect(way.requests).toEqual([]);
  });

  test('for plain http, which is for this machine only', async () => {
    const way = await proxy('tunnel');
    const server = await rawServer(says(OK));
    open.push(server);
    const address = `http://127.0.0.1:${way.port}`;
    const exchange = await send(`http://127.0.0.1:${server.port}/v2/`, {
      HTTP_PROXY: address,
      http_proxy: address,
      ALL_PROXY: address,
    });
    expect(exchange).toMatchObject({ response: { status: 200 }, proxied: false });
    expect(way.requests).toEqual([]);
  });
});
