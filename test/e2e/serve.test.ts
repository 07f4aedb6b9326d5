import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { VERSION } from '../../sidecar/version.js';
import { startSimulator, type Simulator } from '../simulator/simulator.js';
import { writeOperations } from '../support/invented-operations.js';
import { temporaryFolder } from '../support/running-sidecar.js';
import { until } from '../support/until.js';
import { askSidecar, runCli, startServing, type Serving } from './cli-process.js';

const SECRET = 'sim-production-secret-7Qx2';

let simulator: Simulator;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let dataDir: string;
const running: Serving[] = [];

beforeEach(async () => {
  simulator = await startSimulator();
  folder = await temporaryFolder();
  dataDir = join(folder.path, 'data');
});

afterEach(async () => {
  for (const { child, ended } of running.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
  await simulator.close();
  await folder.remove();
});

function environment(changes: Record<string, string> = {}): Record<string, string> {
  return {
    COMPANION_LISTEN: '127.0.0.1:0',
    COMPANION_DATA_DIR: dataDir,
    COMPANION_CHECK_SCHEDULE: '0 0 1 1 *',
    COMPANION_EGRESS_URLS: 'off',
    NICENIC_PRODUCTION_URL: simulator.urls.production,
    NICENIC_SANDBOX_URL: simulator.urls.sandbox,
    ...changes,
  };
}

async function serve(changes: Record<string, string> = {}): Promise<Serving> {
  const started = await startServing(environment(changes));
  running.push(started);
  return started;
}

/** Runs `serve` where it must not come up. */
function refusedServe(changes: Record<string, string>): ReturnType<typeof runCli> {
  return runCli(['serve'], environment(changes));
}

const tokenFile = (): string => readFileSync(join(dataDir, 'token'), 'utf8').trim();

function putSettings(url: string, token = tokenFile()): Promise<{ status: number; body: unknown }> {
  const settings = { username: simulator.account.username, apiSecret: SECRET, testMode: false };
  return askSidecar(url, { method: 'PUT', path: '/v1/settings', token, body: { settings } });
}

async function terminate({ child, ended }: Serving, signal: NodeJS.Signals = 'SIGTERM'): Promise<unknown> {
  child.kill(signal);
  return ended;
}

describe('the start', () => {
  test('is told by the first line on standard output, and nothing else is said', async () => {
    const { first, url, stdout, stderr, child } = await serve();
    expect(first).toEqual({
      event: 'listening',
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      version: VERSION,
      pid: child.pid,
    });
    expect(new URL(url).port).not.toBe('0');
    expect(await askSidecar(url, { path: '/healthz' })).toEqual({ status: 200, body: { status: 'ok' } });
    expect(stdout().trimEnd().split('\n')).toHaveLength(1);
    expect(stderr()).toBe('');
  });

  test('leaves in the data folder what the owner alone may read', async () => {
    const { url, child } = await serve();
    expect(readdirSync(dataDir).sort()).toEqual([
      'address',
      'companion.db',
      'companion.db-shm',
      'companion.db-wal',
      'key',
      'token',
    ]);
    for (const name of readdirSync(dataDir)) {
      expect((lstatSync(join(dataDir, name)).mode & 0o777).toString(8)).toBe('600');
    }
    expect(readFileSync(join(dataDir, 'address'), 'utf8')).toBe(`${url}\n${String(child.pid)}\n`);
  });

  test('over IPv6 gives an address that can be opened', async () => {
    const { url } = await serve({ COMPANION_LISTEN: '[::1]:0' });
    expect(url).toMatch(/^http:\/\/\[::1\]:\d+$/);
    expect((await askSidecar(url, { path: '/healthz' })).status).toBe(200);
  });

  test('again uses the same token and key', async () => {
    const first = await serve();
    const token = tokenFile();
    expect(await putSettings(first.url, token)).toMatchObject({ body: { changed: true } });
    expect(await terminate(first)).toBe(0);
    const second = await serve();
    expect(await putSettings(second.url, token)).toMatchObject({ status: 200, body: { changed: false } });
  });

  test('with a token in the environment takes that one and keeps it off the disk', async () => {
    const token = 'token-of-the-environment-5Hv';
    const { url } = await serve({ COMPANION_TOKEN: token });
    expect((await askSidecar(url, { path: '/v1/status', token })).status).toBe(200);
    expect(existsSync(join(dataDir, 'token'))).toBe(false);
    const disk = readdirSync(dataDir).map((name) => readFileSync(join(dataDir, name), 'latin1'));
    expect(disk.join('')).not.toContain('5Hv');
  });

  test('after a kill needs no help', async () => {
    const first = await serve();
    await putSettings(first.url);
    expect(await terminate(first, 'SIGKILL')).toBe('SIGKILL');
    const second = await serve();
    expect(await putSettings(second.url)).toMatchObject({ body: { changed: false } });
  });

  test('begins the scheduled checks', async () => {
    const { url, stdout } = await serve({ COMPANION_CHECK_SCHEDULE: '* * * * * *' });
    await putSettings(url);
    await until('a check ran', () => stdout().includes('"source":"schedule","outcome":"good"'));
    expect(simulator.calls({ action: 'balance' })).toBeGreaterThan(0);
  });
});

describe('a socket file', () => {
  const socket = (): string => join(folder.path, 'companion.sock');
  const listen = (): Record<string, string> => ({ COMPANION_LISTEN: `unix:${socket()}` });

  test('serves owner and group, and goes with the process', async () => {
    const serving = await serve(listen());
    expect(serving.url).toBe(`unix:${socket()}`);
    expect((lstatSync(socket()).mode & 0o777).toString(8)).toBe('660');
    expect((await askSidecar(serving.url, { path: '/healthz' })).status).toBe(200);
    expect(await terminate(serving)).toBe(0);
    expect(existsSync(socket())).toBe(false);
  });

  test('that a killed process left behind is replaced', async () => {
    await terminate(await serve(listen()), 'SIGKILL');
    expect(lstatSync(socket()).isSocket()).toBe(true);
    const { url } = await serve(listen());
    expect((await askSidecar(url, { path: '/healthz' })).status).toBe(200);
  });

  test('on which somebody answers is left alone', async () => {
    const { url } = await serve(listen());
    const second = await refusedServe({ ...listen(), COMPANION_DATA_DIR: join(folder.path, 'other') });
    expect(second.code).toBe(2);
    expect(second.stderr).toContain(`unix:${socket()} is in use`);
    expect((await askSidecar(url, { path: '/healthz' })).status).toBe(200);
  });

  test('is not made in place of another file', async () => {
    writeFileSync(socket(), 'a file of the administrator');
    const { code, stderr } = await refusedServe(listen());
    expect(code).toBe(2);
    expect(stderr).toContain(`unix:${socket()} is in use`);
    expect(readFileSync(socket(), 'utf8')).toBe('a file of the administrator');
  });

  test('in a folder that does not exist is refused', async () => {
    const { code, stderr } = await refusedServe({ COMPANION_LISTEN: `unix:${folder.path}/none/x.sock` });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^nicenic-companion: Cannot listen on unix:.*\(.*\).*COMPANION_LISTEN.*\n$/);
  });
});

describe('no start', () => {
  test('when the port is in use, in one line that says what to do', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const listen = `127.0.0.1:${(other.address() as AddressInfo).port}`;
    const { code, stdout, stderr } = await refusedServe({ COMPANION_LISTEN: listen });
    other.close();
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toBe(
      `nicenic-companion: ${listen} is in use by another program. End it, or set COMPANION_LISTEN to another address.\n`,
    );
    expect(existsSync(join(dataDir, 'address'))).toBe(false);
  });

  test('with a broken operations file, in one line for each fault', async () => {
    mkdirSync(dataDir);
    writeOperations(dataDir, { GetEPPCode: { category: 'a', action: 'b', parameters: {} }, Sync: {} });
    const file = join(dataDir, 'operations.json');
    const { code, stdout, stderr } = await refusedServe({});
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.split('\n')).toEqual([
      `nicenic-companion: ${file}: operations.GetEPPCode.parameters: no parameter has {domain}`,
      expect.stringContaining(`nicenic-companion: ${file}: operations: "Sync" is not known here; known are `),
      '',
    ]);
  });

  test('when the address is not one of this machine', async () => {
    const { code, stderr } = await refusedServe({ COMPANION_LISTEN: '203.0.113.9:8787' });
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^nicenic-companion: Cannot listen on 203\.0\.113\.9:8787 \(.*\).*COMPANION_LISTEN.*\n$/,
    );
  });

  test('with a bad environment, every problem in a line of its own, before anything is made', async () => {
    const { code, stdout, stderr } = await refusedServe({
      COMPANION_LISTN: 'x',
      COMPANION_IP_FAMILY: '5',
      COMPANION_TOKEN: 'ünusable-5Hv',
      NICENIC_SANDBOX_URL: 'http://sandbox-api.nicenic.net/v2/',
    });
    expect([code, stdout]).toEqual([2, '']);
    const lines = stderr.trimEnd().split('\n');
    expect(lines).toHaveLength(4);
    expect(lines.every((line) => line.startsWith('nicenic-companion: '))).toBe(true);
    expect(lines[0]).toContain('did you mean COMPANION_LISTEN?');
    expect(stderr).not.toContain('5Hv');
    expect(existsSync(dataDir)).toBe(false);
  });

  test.each<[string, () => Record<string, string>, RegExp]>([
    [
      'the data folder is a file',
      () => {
        writeFileSync(dataDir, '');
        return {};
      },
      /EEXIST|ENOTDIR/,
    ],
    [
      'the key file is damaged',
      () => {
        mkdirSync(dataDir);
        writeFileSync(join(dataDir, 'key'), 'damaged');
        return {};
      },
      /key is damaged: restore it/,
    ],
    [
      'the token file is empty',
      () => {
        mkdirSync(dataDir);
        writeFileSync(join(dataDir, 'token'), '');
        return {};
      },
      /token is damaged: delete it/,
    ],
    [
      'the database is none',
      () => {
        mkdirSync(dataDir);
        writeFileSync(join(dataDir, 'companion.db'), 'x'.repeat(4096));
        return {};
      },
      /companion\.db cannot be opened: file is not a database/,
    ],
  ])('when %s', async (_why, spoil, words) => {
    const { code, stdout, stderr } = await refusedServe(spoil());
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(words);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('the stop', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    'on %s ends with 0 and takes the address away',
    async (signal) => {
      const serving = await serve();
      expect(await terminate(serving, signal)).toBe(0);
      expect(existsSync(join(dataDir, 'address'))).toBe(false);
      expect(serving.stderr()).toBe('');
    },
  );

  test('lets a request under way finish and takes no other', async () => {
    const serving = await serve();
    await putSettings(serving.url);
    const token = tokenFile();
    simulator.faults.add({ kind: 'delay', when: 'after', milliseconds: 800 });
    const slow = askSidecar(serving.url, { method: 'POST', path: '/v1/checks', token, body: {} });
    await until('it is asked', () => simulator.calls({ action: 'balance' }) === 1);
    serving.child.kill('SIGTERM');
    await until('it listens no more', () => !existsSync(join(dataDir, 'address')));
    await expect(askSidecar(serving.url, { path: '/healthz' })).rejects.toThrow(/ECONNREFUSED/);
    expect(await slow).toMatchObject({ status: 200, body: { diagnosis: { healthy: true } } });
    expect(await serving.ended).toBe(0);
  });

  test('does not wait for a client that keeps its connection, nor for one that sends half a request', async () => {
    const serving = await serve();
    const agent = new Agent({ keepAlive: true });
    const call = request(`${serving.url}/healthz`, { agent }).end();
    const [response] = (await once(call, 'response')) as [NodeJS.ReadableStream];
    response.resume();
    await once(response, 'end');
    const half = request(`${serving.url}/v1/settings`, {
      method: 'PUT',
      agent: false,
      headers: {
        Authorization: `Bearer ${tokenFile()}`,
        'Content-Type': 'application/json',
        'Content-Length': 100,
      },
    });
    half.on('error', () => undefined);
    half.write('{"settings":');
    await until(
      'half is sent',
      () => half.socket?.bytesWritten !== undefined && half.socket.bytesWritten > 100,
    );
    await askSidecar(serving.url, { path: '/healthz' });
    const started = performance.now();
    expect(await terminate(serving)).toBe(0);
    expect(performance.now() - started).toBeLessThan(5_000);
    agent.destroy();
    half.destroy();
  });

  test('a second signal ends it at once', async () => {
    const serving = await serve();
    await putSettings(serving.url);
    simulator.faults.add({ kind: 'hang' });
    const slow = askSidecar(serving.url, {
      method: 'POST',
      path: '/v1/checks',
      token: tokenFile(),
      body: {},
    });
    const broken = expect(slow).rejects.toThrow();
    await until('it is asked', () => simulator.calls({ action: 'balance' }) === 1);
    serving.child.kill('SIGTERM');
    await until('it listens no more', () => !existsSync(join(dataDir, 'address')));
    expect(await terminate(serving)).toBe('SIGTERM');
    await broken;
  });
});

test('everything it logs is JSON, one object a line, without secrets', async () => {
  const serving = await serve({ LOG_LEVEL: 'trace' });
  const token = tokenFile();
  await putSettings(serving.url);
  const ask = (path: string, body: unknown): Promise<unknown> =>
    askSidecar(serving.url, { method: 'POST', path, token, body });
  await ask('/v1/checks', {});
  simulator.production.whitelist.remove('127.0.0.1');
  for (const dialect of ['specific', 'http-html', 'bad-request', 'non-english'] as const) {
    simulator.configure({ dialect });
    await ask('/v1/checks', {});
  }
  await ask(`/v1/actions/Sync`, {
    settings: { username: 'u', apiSecret: SECRET, testMode: true },
    params: {},
  });
  await askSidecar(serving.url, { path: `/v1/status?token=${token}`, token: 'wrong' });
  await terminate(serving);
  const lines = serving.stdout().trimEnd().split('\n').slice(1);
  expect(lines.length).toBeGreaterThan(10);
  for (const line of lines) {
    expect(JSON.parse(line)).toMatchObject({ level: expect.any(Number), time: expect.any(String) });
  }
  const all = serving.stdout() + serving.stderr();
  const forms = [SECRET, token].flatMap((secret) => [
    secret,
    Buffer.from(secret).toString('base64').slice(0, -4),
    Buffer.from(`${simulator.account.username}:${secret}`).toString('base64').slice(0, -4),
  ]);
  for (const form of forms) expect(all).not.toContain(form);
});
