import { afterEach, describe, expect, test } from '@jest/globals';
import { createServer, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Exchange } from '../../sidecar/outbound/exchange.js';
import { sendOnce, type OutboundRequest, type Route } from '../../sidecar/outbound/send-once.js';
import { jsonText, rawServer, says, type RawAnswer, type RawServer } from './raw-server.js';
import { SHORT_PATIENCE } from '../support/patience.js';
import { SELF_SIGNED } from '../support/self-signed.js';

const ROUTE: Route = { localAddress: null, ipFamily: 'auto', userAgent: 'Test/1' };
const AUTHORIZATION = 'demo:sim-secret-7Qx2';

const servers: RawServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serverThat(answer: RawAnswer, tls?: Parameters<typeof rawServer>[1]): Promise<RawServer> {
  const server = await rawServer(answer, tls);
  servers.push(server);
  return server;
}

function send(
  url: string,
  changes: Partial<OutboundRequest> = {},
  route: Partial<Route> = {},
): Promise<Exchange> {
  return sendOnce(
    { url, authorization: AUTHORIZATION, totalMilliseconds: 5_000, ...changes },
    { ...ROUTE, ...route },
  );
}

/** Short only where the time is to run out: a machine may stand still for a moment. */
const patienceFor = (code: RegExp): { totalMilliseconds: number } => ({
  totalMilliseconds: code.test('TIMEOUT') ? SHORT_PATIENCE : 20_000,
});

const OK = jsonText({ code: 0 });

describe('a whole answer', () => {
  test('comes back with its body and the few headers that are evidence', async () => {
    const headers = [
      'Server: nginx',
      'Via: 1.1 cdn',
      'Retry-After: 7',
      'Content-Type: text/x',
      'Set-Cookie: a=b',
    ];
    const server = await serverThat(says(jsonText({ msg: 'süß' }, headers)));
    const exchange = await send(`http://127.0.0.1:${server.port}/v2/?a=b`);
    expect(exchange).toMatchObject({
      response: {
        status: 200,
        body: '{"msg":"süß"}',
        headers: { server: 'nginx', via: '1.1 cdn', 'retry-after': '7', 'content-type': 'text/x' },
      },
      brokenOff: null,
      mayHaveArrived: true,
      proxied: false,
      localAddress: '127.0.0.1',
      remoteAddress: '127.0.0.1',
    });
    expect(Object.keys(exchange.response?.headers ?? {})).not.toContain('set-cookie');
    const { dns, connect, http, body } = exchange.stages;
    expect([dns, connect, http, body]).toEqual([dns, connect, http, body].map(() => expect.any(Number)));
  });

  test('is asked for with the documented headers and nothing that identifies the host', async () => {
    const server = await serverThat(says(OK));
    await send(`http://127.0.0.1:${server.port}/v2/?category=user&action=balance`);
    const [head = '', ...others] = server.requests;
    expect(others).toEqual([]);
    const [line, ...headers] = head.split('\r\n');
    expect(line).toBe('GET /v2/?category=user&action=balance HTTP/1.1');
    expect(headers.map((header) => header.toLowerCase()).sort()).toEqual([
      expect.stringMatching(/^accept-encoding: /),
      'accept: application/json',
      `authorization: ${AUTHORIZATION.toLowerCase()}`,
      'connection: close',
      'content-type: application/json',
      `host: 127.0.0.1:${server.port}`,
      'user-agent: test/1',
    ]);
    expect(head).toContain(`Authorization: ${AUTHORIZATION}`);
  });

  test('without credentials has no Authorization header', async () => {
    const server = await serverThat(says(OK));
    await send(`http://127.0.0.1:${server.port}/`, { authorization: null });
    expect(server.requests[0]).not.toMatch(/authorization/i);
  });

  test.each([
    ['a redirect', 'HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n', 302, ''],
    ['a permanent redirect', 'HTTP/1.1 308 Moved\r\nLocation: /\r\nContent-Length: 0\r\n\r\n', 308, ''],
    ['an error', 'HTTP/1.1 503 No\r\nContent-Length: 4\r\n\r\ndown', 503, 'down'],
    ['no content', 'HTTP/1.1 204 No Content\r\n\r\n', 204, ''],
    ['an answer after an early hint', `HTTP/1.1 103 Early Hints\r\n\r\n${OK}`, 200, '{"code":0}'],
    ['an answer without a length', 'HTTP/1.0 200 OK\r\n\r\n{"code":0}', 200, '{"code":0}'],
    ['a byte order mark', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n\xef\xbb\xbf{}', 200, '{}'],
  ])('%s is an answer like any other, asked for once', async (_name, text, status, body) => {
    const server = await serverThat(says(text));
    const { response, brokenOff } = await send(`http://127.0.0.1:${server.port}/`);
    expect(response).toMatchObject({ status, body });
    expect(brokenOff).toBeNull();
    expect([server.connections(), server.requests.length]).toEqual([1, 1]);
  });

  test('may be compressed', async () => {
    const zipped = gzipSync('{"code":0}');
    const server = await serverThat((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${zipped.length}\r\n\r\n`);
      socket.end(zipped);
    });
    expect((await send(`http://127.0.0.1:${server.port}/`)).response?.body).toBe('{"code":0}');
  });

  test('each call has a connection of its own, even if the server would keep it', async () => {
    const server = await serverThat((socket) => socket.write(OK));
    for (const path of ['1', '2', '3']) await send(`http://127.0.0.1:${server.port}/${path}`);
    expect([server.connections(), server.requests.length]).toEqual([3, 3]);
  });
});

const TOO_MUCH = 4 * 1024 * 1024 + 1;

function zippedBlanks(socket: Socket): void {
  const zipped = gzipSync(Buffer.alloc(TOO_MUCH, ' '));
  socket.write(`HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${zipped.length}\r\n\r\n`);
  socket.end(zipped);
}

describe('a call that breaks off after the request may have arrived', () => {
  test.each<[string, RawAnswer, string, RegExp]>([
    ['the server closes without a word', (socket) => socket.end(), 'http', /^ECONNRESET$/],
    ['the server resets', (socket) => socket.resetAndDestroy(), 'http', /^ECONNRESET$/],
    ['the answer ends within the headers', says('HTTP/1.1 200 OK\r\nContent-'), 'http', /^(ECONNRESET|HPE_)/],
    ['the answer is no HTTP', says('220 mail.example ESMTP\r\n'), 'http', /^HPE_/],
    [
      'the headers are endless',
      says(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(100_000)}`),
      'http',
      /^HPE_HEADER_OVERFLOW$/,
    ],
    ['nothing is said', () => undefined, 'http', /^TIMEOUT$/],
    [
      'the body is cut off',
      says('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"code":0'),
      'body',
      /^ECONNRESET$/,
    ],
    [
      'a chunk is missing',
      says('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"cod\r\n'),
      'body',
      /^(ECONNRESET|HPE_)/,
    ],
    [
      'the body stops coming',
      (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"code":0'),
      'body',
      /^TIMEOUT$/,
    ],
    ['the body is too long', says(jsonText('x'.repeat(TOO_MUCH))), 'body', /^TOO_LARGE$/],
    ['the body unpacks to too much', zippedBlanks, 'body', /^TOO_LARGE$/],
    [
      'a packed body is cut off',
      says(
        `HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 1000\r\n\r\n${gzipSync('{"code":0}').toString('latin1')}`,
      ),
      'body',
      /^ECONNRESET$/,
    ],
    [
      'the body is not packed as it claims',
      says('HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope'),
      'body',
      /^Z_DATA_ERROR$/,
    ],
  ])('%s', async (_name, answer, stage, code) => {
    const server = await serverThat(answer);
    const exchange = await send(`http://127.0.0.1:${server.port}/`, patienceFor(code));
    expect(exchange).toMatchObject({
      response: null,
      brokenOff: { stage, code: expect.stringMatching(code) },
      mayHaveArrived: true,
    });
    expect([server.connections(), server.requests.length]).toEqual([1, 1]);
  });
});

async function freePort(): Promise<number> {
  const server = await rawServer(says(''));
  await server.close();
  return server.port;
}

describe('a call that breaks off before anything can have arrived', () => {
  test('nobody listens', async () => {
    expect(await send(`http://127.0.0.1:${await freePort()}/`)).toMatchObject({
      brokenOff: { stage: 'connect', code: 'ECONNREFUSED' },
      mayHaveArrived: false,
      response: null,
      localAddress: null,
    });
  });

  test('nobody listens behind a name', async () => {
    expect(await send(`http://localhost:${await freePort()}/`)).toMatchObject({
      brokenOff: { stage: 'connect', code: 'ECONNREFUSED' },
      mayHaveArrived: false,
    });
  });

  test('the name does not exist', async () => {
    expect(await send('https://nonexistent.invalid/')).toMatchObject({
      brokenOff: { stage: 'dns', code: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/) },
      mayHaveArrived: false,
    });
  });

  test('the name has no address of the family', async () => {
    const server = await serverThat(says(OK));
    const exchange = await send(`http://localhost:${server.port}/`, { ipFamily: 6 });
    expect(exchange).toMatchObject({ response: null, mayHaveArrived: false });
    expect(server.connections()).toBe(0);
  });

  test('the local address is not one of this machine', async () => {
    const server = await serverThat(says(OK));
    expect(await send(`http://127.0.0.1:${server.port}/`, {}, { localAddress: '203.0.113.9' })).toMatchObject(
      { brokenOff: { stage: 'connect', code: 'EADDRNOTAVAIL' }, mayHaveArrived: false },
    );
    expect(server.connections()).toBe(0);
  });

  test.each<[string, RegExp, (server: RawServer) => string]>([
    [
      'the certificate is not trusted',
      /^DEPTH_ZERO_SELF_SIGNED_CERT$/,
      ({ port }) => `https://localhost:${port}/`,
    ],
    [
      'the certificate is not trusted, for an address',
      /^DEPTH_ZERO_SELF_SIGNED_CERT$/,
      ({ port }) => `https://127.0.0.1:${port}/`,
    ],
  ])('%s: not a byte of the request is handed over', async (_name, code, url) => {
    const server = await serverThat(says(OK), SELF_SIGNED);
    expect(await send(url(server))).toMatchObject({
      brokenOff: { stage: 'tls', code: expect.stringMatching(code) },
      mayHaveArrived: false,
      response: null,
      remoteAddress: '127.0.0.1',
    });
    expect(server.connections()).toBe(1);
    expect(server.received()).toBe('');
  });

  test.each<[string, (socket: Socket) => void, RegExp]>([
    ['does not speak TLS', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'), /./],
    ['hangs up', (socket) => socket.end(), /^ECONNRESET$/],
    ['resets', (socket) => socket.resetAndDestroy(), /^ECONNRESET$/],
    ['says nothing', () => undefined, /^TIMEOUT$/],
  ])('the other side of https %s', async (_name, greet, code) => {
    const sockets: Socket[] = [];
    const server = createServer((socket) => {
      sockets.push(socket);
      socket.on('error', () => undefined);
      socket.once('data', () => {
        greet(socket);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    try {
      expect(await send(`https://localhost:${port}/`, patienceFor(code))).toMatchObject({
        brokenOff: { stage: 'tls', code: expect.stringMatching(code) },
        mayHaveArrived: false,
      });
      expect(sockets).toHaveLength(1);
    } finally {
      for (const socket of sockets) socket.destroy();
      server.close();
    }
  });

  test('a connection that does not come about is given up long before the whole call would be', async () => {
    const sockets: Socket[] = [];
    const server = createServer((socket) => sockets.push(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    try {
      const exchange = await send(`https://localhost:${port}/`, { totalMilliseconds: 60_000 });
      expect(exchange).toMatchObject({ brokenOff: { stage: 'tls', code: 'TIMEOUT' }, mayHaveArrived: false });
      expect(exchange.milliseconds).toBeLessThan(8_000);
    } finally {
      for (const socket of sockets) socket.destroy();
      server.close();
    }
  });
});

test('a slow answer on a standing connection is waited for beyond the time for connecting', async () => {
  const server = await serverThat((socket) => {
    setTimeout(() => socket.end(OK), 5_300);
  });
  const exchange = await send(`http://127.0.0.1:${server.port}/`, { totalMilliseconds: 20_000 });
  expect(exchange.response?.status).toBe(200);
  expect(exchange.stages.http).toBeGreaterThanOrEqual(5_000);
});

test('the first byte of the answer and its last are told apart', async () => {
  const server = await serverThat((socket) => {
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{');
    setTimeout(() => socket.end('}'), 300);
  });
  const { stages } = await send(`http://127.0.0.1:${server.port}/`);
  expect((stages.body ?? 0) - (stages.http ?? 0)).toBeGreaterThanOrEqual(200);
});

test('the chosen local address is the one that the other side sees', async () => {
  const seen: (string | undefined)[] = [];
  const server = await serverThat((socket) => {
    seen.push(socket.remoteAddress);
    socket.end(OK);
  });
  const exchange = await send(`http://127.0.0.1:${server.port}/`, {}, { localAddress: '127.0.0.2' });
  expect(exchange.localAddress).toBe('127.0.0.2');
  expect(seen).toEqual(['127.0.0.2']);
});

test('nothing of the credentials is in what comes back', async () => {
  const answers: RawAnswer[] = [says(OK), (socket) => socket.end(), () => undefined];
  for (const answer of answers) {
    const server = await serverThat(answer);
    const exchange = await send(`http://127.0.0.1:${server.port}/`, { totalMilliseconds: 150 });
    expect(JSON.stringify(exchange)).not.toContain('7Qx2');
  }
});
