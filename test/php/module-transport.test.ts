import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { WhmcsInstallation } from '../whmcs/whmcs-installation.js';
import {
  body,
  dripHeaders,
  FakeSidecar,
  hang,
  json,
  notHttp,
  problem,
  reset,
  succeeded,
} from './module-fake-sidecar.js';
import type { Reply } from './module-fake-sidecar.js';
import { installModule } from './module-installation.js';
import { forgetSilence } from './module-notes.js';

const REGISTER = 'POST /v1/actions/RegisterDomain';
const SYNC = 'POST /v1/actions/Sync';
const SEARCH = 'POST /v1/actions/CheckAvailability';

const MAY_BE_EXECUTED = /The order may have been executed\. It is safe to click again/;

const PUBLIC_TEXT = 'The domain search is not available at the moment. Please try again in a few minutes.';

/** The start of an answer that breaks off before the length that it promised. */
const truncated: Reply = ({ socket }) => {
  socket?.end('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"ok":true');
};

/** A fine answer, but for its size. */
const bloated = succeeded({ pending: true, active: true, results: [], padding: 'x'.repeat(1_050_000) });

const endless: Reply = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const write = (): void => {
    while (!response.destroyed && response.write('x'.repeat(65_536)));
  };
  response.on('drain', write);
  write();
};

describe('the way to the sidecar', () => {
  let sidecar: FakeSidecar;
  let whmcs: WhmcsInstallation;
  let domainId: number;

  beforeAll(async () => {
    sidecar = await FakeSidecar.start();
    whmcs = await installModule(sidecar.url);
    domainId = await whmcs.addDomain({ domain: 'example.com', status: 'Active', expirydate: '2027-01-01' });
  });

  afterAll(async () => {
    await whmcs.remove();
    await sidecar.close();
  });

  beforeEach(() => {
    sidecar.restore();
    forgetSilence(whmcs);
  });

  describe.each<[string, Reply, RegExp]>([
    [
      'HTML of a gateway',
      body(502, 'text/html', '<html><h1>Bad Gateway</h1></html>'),
      /HTTP 502, body is not a JSON/,
    ],
    [
      'HTML with status 200',
      body(200, 'text/html', '<html>It works</html>'),
      /HTTP 200, body is not a JSON object/,
    ],
    ['broken JSON', body(200, 'application/json', '{"ok":true,'), /body is not a JSON object/],
    ['a JSON list', body(200, 'application/json', '[]'), /body is not a JSON object/],
    ['a JSON text', body(200, 'application/json', '"ok"'), /body is not a JSON object/],
    ['an empty body', body(200, 'application/json', ''), /empty body/],
    [
      'a redirect',
      (response) => response.writeHead(302, { location: '/v1/elsewhere' }).end(),
      /HTTP 302, empty body/,
    ],
    ['an envelope without result', json(200, { ok: true, referenceId: 'r' }), /agreed form \(HTTP 200\)/],
    ['an internal error', problem(500, 'internal', 'Database is locked'), /HTTP 500: Database is locked/],
    ['a cut connection', reset, /did not give a complete answer/],
    ['half an answer', truncated, /did not give a complete answer/],
    ['something that is not HTTP', notHttp, /did not give a complete answer/],
    ['more than 1 MB', bloated, /body is larger than 1 MB/],
    ['an answer without end', endless, /body is larger than 1 MB/],
  ])('when the answer is %s', (_, reply, reason) => {
    it('an order is reported as possibly executed and safe to repeat', async () => {
      sidecar.on(REGISTER, reply);

      const { result } = await whmcs.call('RegisterDomain', domainId);

      expect(Object.keys(result.value as object)).toEqual(['error']);
      expect(result.error).toMatch(reason);
      expect(result.error).toMatch(MAY_BE_EXECUTED);
      expect(sidecar.requests).toHaveLength(1);
    });

    it('a sync changes nothing and a search tells customers no detail', async () => {
      sidecar.on(SYNC, reply);
      sidecar.on(SEARCH, reply);

      const sync = await whmcs.call('Sync', domainId);
      const search = await whmcs.checkAvailability('example', ['.com']);

      expect(sync.result.error).toMatch(reason);
      expect(sync.result.error).not.toMatch(MAY_BE_EXECUTED);
      expect(await whmcs.domain(domainId)).toMatchObject({ status: 'Active', expirydate: '2027-01-01' });
      expect(search.result.error).toBe(PUBLIC_TEXT);
    });
  });

  it.each<[string, Reply, RegExp]>([
    ['the token is wrong', problem(401, 'unauthorized', 'Wrong token'), /refuses SidecarToken \(HTTP 401\)/],
    ['a proxy asks for a login', body(401, 'text/html', '<html>'), /refuses SidecarToken \(HTTP 401\)/],
    ['the request is too large', problem(413, 'too_large', 'Too large'), /too large \(HTTP 413\)/],
    ['the sidecar is starting', problem(429, 'busy', 'Too many requests'), /HTTP 429: Too many requests/],
  ])('an order is known not to be executed when %s', async (_, reply, reason) => {
    sidecar.on(REGISTER, reply);

    const { result } = await whmcs.call('RegisterDomain', domainId);

    expect(result.error).toMatch(reason);
    expect(result.error).not.toMatch(MAY_BE_EXECUTED);
  });

  it('a search gives up within 10 s when the sidecar hangs or dribbles', async () => {
    sidecar.on(SEARCH, hang);
    const hanging = whmcs.checkAvailability('example', ['.com']);
    const dribbling = await FakeSidecar.start();
    dribbling.on(SEARCH, dripHeaders);
    const slow = await installModule(dribbling.url);
    try {
      const answers = await Promise.all([hanging, slow.checkAvailability('example', ['.com'])]);

      expect(answers.map(({ result }) => result.error)).toEqual([PUBLIC_TEXT, PUBLIC_TEXT]);
    } finally {
      await slow.remove();
      await dribbling.close();
    }
  });

  it('asks a sidecar that failed only once in a cron run', async () => {
    for (const name of ['a.example', 'b.example', 'c.example']) {
      await whmcs.addDomain({ domain: name, status: 'Active' });
    }
    sidecar.onEverything(reset);

    const { result } = await whmcs.cron();

    expect(sidecar.received(SYNC)).toHaveLength(1);
    expect(result.report.length).toBeGreaterThanOrEqual(4);
    expect(result.report.filter(({ text }) => text.includes('was not asked again'))).toHaveLength(
      result.report.length - 1,
    );
  });

  it('goes on asking a sidecar that refuses single domains', async () => {
    sidecar.on(SYNC, problem(500, 'internal', 'Database is locked'));

    const { result } = await whmcs.cron();

    expect(sidecar.received(SYNC)).toHaveLength(result.report.length);
  });

  it('never goes through a proxy of the environment', async () => {
    const proxy = 'http://127.0.0.1:1';
    const proxied = await installModule(
      sidecar.url,
      {},
      { env: { http_proxy: proxy, https_proxy: proxy, all_proxy: proxy } },
    );
    try {
      const id = await proxied.addDomain({ domain: 'direct.example' });

      const { result } = await proxied.call('RegisterDomain', id);

      expect(result.outcome).toBe('pending');
    } finally {
      await proxied.remove();
    }
  });

  it('says that an order was not sent when nothing listens', async () => {
    const closed = await FakeSidecar.start();
    const orphan = await installModule(closed.url);
    await closed.close();
    try {
      const id = await orphan.addDomain({ domain: 'orphan.example' });

      const { result } = await orphan.call('RegisterDomain', id);

      expect(result.error).toMatch(/cannot be reached .* Nothing was sent to it\..*\[sidecar_unreachable\]$/);
    } finally {
      await orphan.remove();
    }
  });

  it('works over a Unix socket', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sidecar-socket-'));
    const local = await FakeSidecar.start(join(folder, 's.sock'));
    try {
      const overSocket = await installModule(local.url);
      try {
        local.on(SYNC, succeeded({ active: true }));
        const id = await overSocket.addDomain({ domain: 'socket.example', status: 'Active' });

        const { result } = await overSocket.call('Sync', id);

        expect(result.value).toEqual({ active: true });
        expect(local.received(SYNC)[0]?.headers.host).toBe('localhost');
      } finally {
        await overSocket.remove();
      }
    } finally {
      await local.close();
      await rm(folder, { recursive: true });
    }
  });
});
