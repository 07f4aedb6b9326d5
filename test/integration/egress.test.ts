import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { IpFamily } from '../../sidecar/config/environment.js';
import type { EgressAddress } from '../../sidecar/egress/egress-address.js';
import { askEchoServices } from '../../sidecar/egress/ask-echo-services.js';
import { readAddress } from '../../sidecar/egress/egress-address.js';
import { sendOnce, type SendOnce } from '../../sidecar/outbound/send-once.js';
import { startSimulator, type Simulator } from '../simulator/simulator.js';
import {
  settingsFor,
  startSidecar,
  temporaryFolder,
  testClock,
  type RunningSidecar,
} from '../support/running-sidecar.js';

let simulator: Simulator;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const servers: Server[] = [];
const sidecars: RunningSidecar[] = [];

beforeEach(async () => {
  simulator = await startSimulator();
  folder = await temporaryFolder();
});

afterEach(async () => {
  await Promise.all(sidecars.splice(0).map((sidecar) => sidecar.stop()));
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
  await simulator.close();
  await folder.remove();
});

/** An echo service that answers as told. */
async function echo(answer: string | RequestListener, status = 200, host = '127.0.0.1'): Promise<string> {
  const listener: RequestListener =
    typeof answer === 'string'
      ? (_request, response) => {
          response.writeHead(status, { 'content-type': 'text/plain' });
          response.end(answer);
        }
      : answer;
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}/ip`;
}

const send: SendOnce = (request) =>
  sendOnce(request, { localAddress: null, ipFamily: 'auto', userAgent: 'Test/1' });

describe('an answer of an echo service', () => {
  test.each([
    ['8.8.8.8', '8.8.8.8', 4, 'public'],
    ['  8.8.8.8\n', '8.8.8.8', 4, 'public'],
    ['10.1.2.3', '10.1.2.3', 4, 'private'],
    ['172.16.0.1', '172.16.0.1', 4, 'private'],
    ['192.168.1.1', '192.168.1.1', 4, 'private'],
    ['100.64.0.1', '100.64.0.1', 4, 'private'],
    ['169.254.1.1', '169.254.1.1', 4, 'private'],
    ['127.0.0.2', '127.0.0.2', 4, 'loopback'],
    ['0.0.0.0', '0.0.0.0', 4, 'private'],
    ['2606:4700::1111', '2606:4700::1111', 6, 'public'],
    ['2606:4700:0000:0000:0000:0000:0000:1111', '2606:4700::1111', 6, 'public'],
    ['2606:4700::ABCD', '2606:4700::abcd', 6, 'public'],
    ['fd00::1', 'fd00::1', 6, 'private'],
    ['fe80::1', 'fe80::1', 6, 'private'],
    ['::1', '::1', 6, 'loopback'],
    ['::ffff:8.8.8.8', '8.8.8.8', 4, 'public'],
  ])('%j is the address %s', (text, address, family, scope) => {
    expect(readAddress(text)).toEqual({ address, family, scope });
  });

  test.each([
    '',
    'unknown',
    '<html>1.2.3.4</html>',
    '{"ip":"8.8.8.8"}',
    '8.8.8.8, 8.8.4.4',
    '8.8.8.8:443',
    '8.8.8.256',
    '8.8.8',
    '134744072',
    '0x08080808',
    '08.8.8.8',
    '[2606:4700::1111]',
    '2606:4700::1111/64',
    'localhost',
    '8.8.8.8'.repeat(1_000),
  ])('%j is no address', (text) => {
    expect(readAddress(text)).toBeNull();
  });
});

const addressesFrom = async (urls: string[], families: IpFamily[]): Promise<EgressAddress[]> =>
  (await askEchoServices(urls, families, send)).map(({ seen }) => seen);

describe('asking', () => {
  test('each service over each family, side by side, keeps what fits the family', async () => {
    const four = await echo('8.8.8.8');
    const six = await echo('2606:4700::1111', 200, '::1');
    const both = await startSimulator({ host: '::' });
    const seen = await addressesFrom([four, six, both.urls.echo], [4, 6]);
    await both.close();
    const host = (url: string): string => new URL(url).host;
    expect(seen).toEqual(
      expect.arrayContaining([
        { context: 'sidecar', family: 4, address: '8.8.8.8', source: host(four), scope: 'public' },
        { context: 'sidecar', family: 6, address: '2606:4700::1111', source: host(six), scope: 'public' },
        {
          context: 'sidecar',
          family: 4,
          address: '127.0.0.1',
          source: host(both.urls.echo),
          scope: 'loopback',
        },
      ]),
    );
    // An IPv4 answer to a question over IPv6 says nothing about IPv6.
    for (const url of [four, six]) expect(seen.filter(({ source }) => source === host(url))).toHaveLength(1);
  });

  test('services that disagree are both kept', async () => {
    const urls = [await echo('8.8.8.8'), await echo('9.9.9.9')];
    const seen = await addressesFrom(urls, [4]);
    expect(seen.map(({ address }) => address)).toEqual(['8.8.8.8', '9.9.9.9']);
  });

  test.each<[string, string | RequestListener, number]>([
    ['garbage', '<html>Welcome</html>', 200],
    ['nothing', '', 200],
    ['an error with an address in it', '8.8.8.8', 500],
    ['a redirect with an address in it', '8.8.8.8', 302],
    ['too much', '8.8.8.8 '.repeat(1_000_000), 200],
    ['a reset', (request) => request.socket.resetAndDestroy(), 200],
    ['silence', () => undefined, 200],
  ])('a service that gives %s is left out', async (_what, answer, status) => {
    const urls = [await echo(answer, status), await echo('9.9.9.9')];
    const seen = await addressesFrom(urls, [4]);
    expect(seen.map(({ address }) => address)).toEqual(['9.9.9.9']);
  });

  test('a service that does not exist is left out', async () => {
    expect(await askEchoServices(['https://nonexistent.invalid/'], [4, 6], send)).toEqual([]);
  });

  test('sends no credentials and asks each service once a family', async () => {
    const requests: string[] = [];
    const url = await echo((request, response) => {
      requests.push(JSON.stringify(request.headers));
      response.end('8.8.8.8');
    });
    await askEchoServices([url], [4], send);
    expect(requests).toHaveLength(1);
    expect(requests[0]).not.toMatch(/authorization/i);
  });
});

interface Address {
  readonly context: string;
  readonly family: number;
  readonly address: string;
  readonly source: string;
}

interface Check {
  readonly diagnosis: {
    readonly healthy: boolean;
    readonly egress: readonly Address[];
    readonly causes: readonly unknown[];
  };
}

async function sidecarWith(env: Record<string, string>, now?: () => number): Promise<RunningSidecar> {
  const sidecar = await startSidecar(simulator, {
    dataDir: folder.path,
    env,
    ...(now === undefined ? {} : { clock: now }),
  });
  sidecars.push(sidecar);
  await sidecar.ask('PUT', '/v1/settings', { settings: settingsFor(simulator) });
  return sidecar;
}

async function check(sidecar: RunningSidecar): Promise<Check['diagnosis']> {
  return ((await sidecar.ask('POST', '/v1/checks', {})).body as Check).diagnosis;
}

describe('a check', () => {
  test('shows the address that each service saw, and flags none away', async () => {
    const urls = [await echo('8.8.8.8'), await echo('10.0.0.8'), simulator.urls.echo];
    const { egress } = await check(await sidecarWith({ COMPANION_EGRESS_URLS: urls.join(',') }));
    expect(egress.map(({ context, address }) => `${context} ${address}`).sort()).toEqual([
      'sidecar 10.0.0.8',
      'sidecar 127.0.0.1',
      'sidecar 8.8.8.8',
    ]);
  });

  test('asks nobody when switched off', async () => {
    const sidecar = await sidecarWith({ COMPANION_EGRESS_URLS: 'off' });
    expect(await check(sidecar)).toMatchObject({ healthy: true, egress: [] });
    expect(simulator.calls({ action: 'ip' })).toBe(0);
  });

  test('asks from the address that calls to NiceNIC leave from, over its family alone', async () => {
    simulator.production.whitelist.add('127.0.0.3');
    const sidecar = await sidecarWith({ COMPANION_LOCAL_ADDRESS: '127.0.0.3' });
    expect((await check(sidecar)).egress).toMatchObject([{ family: 4, address: '127.0.0.3' }]);
    expect(simulator.log.list().map(({ sourceAddress }) => sourceAddress)).toEqual([
      '127.0.0.3',
      '127.0.0.3',
    ]);
  });

  test('goes on when no service answers', async () => {
    const url = await echo('garbage');
    const { healthy, egress } = await check(await sidecarWith({ COMPANION_EGRESS_URLS: url }));
    expect([healthy, egress]).toEqual([true, []]);
  });
});

describe('an address seen days ago', () => {
  const LONG_AGO = '8.8.8.8';
  const SAME = 'Settings and outbound address are the same as at the last success';
  const DEAD = 'http://127.0.0.1:9/';

  /** A sidecar whose call was accepted, and which comes up again days later when access is refused. */
  async function daysLater(before: string, now: string): Promise<RunningSidecar> {
    const clock = testClock();
    const earlier = await sidecarWith({ COMPANION_EGRESS_URLS: before }, clock.now);
    expect((await check(earlier)).healthy).toBe(true);
    await earlier.ask('POST', '/v1/environments', {
      context: { environment: 'cron' },
      egress: [{ family: 4, address: '9.9.9.9', source: 'echo.example' }],
      settingsFingerprint: 'f'.repeat(32),
    });
    await sidecars.pop()?.stop();
    clock.offset += 3 * 24 * 60 * 60_000;
    simulator.production.whitelist.remove('127.0.0.1');
    return sidecarWith({ COMPANION_EGRESS_URLS: now }, clock.now);
  }

  test.each([
    ['is switched off', 'off'],
    ['answers no more', DEAD],
  ])('is not taken for that of today when the echo service %s', async (_what, now) => {
    const sidecar = await daysLater(await echo(LONG_AGO), now);
    const diagnosis = await check(sidecar);
    expect(diagnosis.healthy).toBe(false);
    expect(JSON.stringify(diagnosis)).not.toContain(LONG_AGO);
    expect(JSON.stringify(diagnosis.causes)).not.toContain(SAME);
    // Nor what WHMCS reported that long ago.
    expect(diagnosis.egress).toEqual([]);
  });

  test('that is seen again is called the same', async () => {
    const url = await echo(LONG_AGO);
    const diagnosis = await check(await daysLater(url, url));
    expect(JSON.stringify(diagnosis.causes)).toContain(SAME);
  });

  test('that was not known at the last success is not called the same', async () => {
    const { causes } = await check(await daysLater('off', await echo(LONG_AGO)));
    expect(JSON.stringify(causes)).toContain(LONG_AGO);
    expect(JSON.stringify(causes)).not.toContain(SAME);
  });
});

describe('POST /v1/environments', () => {
  const report = (changes: object = {}): object => ({
    context: {
      environment: 'cron',
      whmcsVersion: '8.13.1',
      phpVersion: '8.2.1',
      hostname: 'shop',
      user: 'shop-user',
    },
    egress: [{ family: 4, address: '8.8.8.8', source: 'https://echo.example/ip' }],
    settingsFingerprint: 'f'.repeat(32),
    ...changes,
  });

  interface Status {
    readonly egress: readonly Address[];
    readonly environments?: readonly unknown[];
  }

  test('records addresses and proxy variables of an environment', async () => {
    const sidecar = await sidecarWith({});
    const answer = await sidecar.ask(
      'POST',
      '/v1/environments',
      report({ proxy: { https: 'http://user:pa@ss-5Jn@proxy.example:3128', no: 'localhost' } }),
    );
    expect(answer).toEqual({ status: 200, body: { recorded: true } });
    const status = await sidecar.ask('GET', '/v1/status');
    expect(JSON.stringify(status.body)).toContain('8.8.8.8');
    expect((status.body as Status).environments).toEqual([
      {
        environment: 'cron',
        whmcsVersion: '8.13.1',
        phpVersion: '8.2.1',
        hostname: 'shop',
        user: 'shop-user',
        proxy: { https: 'http://proxy.example:3128', no: 'localhost' },
        reportedAt: expect.any(String),
      },
    ]);
    const disk = readdirSync(folder.path)
      .map((name) => readFileSync(join(folder.path, name), 'latin1'))
      .join('');
    expect(disk).toContain('proxy.example:3128');
    expect(disk).not.toContain('5Jn');
    expect((await check(sidecar)).egress).toContainEqual({
      context: 'cron',
      family: 4,
      address: '8.8.8.8',
      source: 'echo.example',
    });
  });

  test('cuts a long list of proxy exceptions, and takes the rest as it is', async () => {
    const sidecar = await sidecarWith({ COMPANION_EGRESS_URLS: 'off' });
    const answer = await sidecar.ask(
      'POST',
      '/v1/environments',
      report({ proxy: { no: 'a,'.repeat(2_000) } }),
    );
    expect(answer.status).toBe(200);
    const { environments } = (await sidecar.ask('GET', '/v1/status')).body as Status;
    expect(environments).toMatchObject([{ environment: 'cron', proxy: { no: 'a,'.repeat(512) } }]);
  });

  test('keeps the newest of each family, and all that were seen together', async () => {
    const clock = testClock();
    const sidecar = await sidecarWith({ COMPANION_EGRESS_URLS: 'off' }, clock.now);
    const seen = async (egress: object[]): Promise<string[]> => {
      clock.offset += 1_000;
      await sidecar.ask('POST', '/v1/environments', report({ egress }));
      const { body } = await sidecar.ask('GET', '/v1/status');
      return (body as Status).egress.map(({ context, address }) => `${context} ${address}`).sort();
    };
    const four = (address: string, source = 'a.example'): object => ({ family: 4, address, source });
    const six = { family: 6, address: '2606:4700::1111', source: 'a.example' };
    expect(await seen([four('8.8.8.8'), six])).toEqual(['cron 2606:4700::1111', 'cron 8.8.8.8']);
    expect(await seen([four('9.9.9.9'), four('1.1.1.1', 'b.example')])).toEqual([
      'cron 1.1.1.1',
      'cron 2606:4700::1111',
      'cron 9.9.9.9',
    ]);
    expect(await seen([four('8.8.8.8')])).toEqual(['cron 2606:4700::1111', 'cron 8.8.8.8']);
    expect(await seen([])).toEqual(['cron 2606:4700::1111', 'cron 8.8.8.8']);
  });

  test('leaves out texts that are no address, and reads an address whatever family it claims', async () => {
    const sidecar = await sidecarWith({ COMPANION_EGRESS_URLS: 'off' });
    const egress = [
      { family: 4, address: '<html>' },
      { family: 4, address: '' },
      { family: 4, address: '2606:4700::1111' },
    ];
    expect((await sidecar.ask('POST', '/v1/environments', report({ egress }))).status).toBe(200);
    expect((await check(sidecar)).egress).toEqual([
      { context: 'cron', family: 6, address: '2606:4700::1111', source: '-' },
    ]);
  });

  test.each<[string, object]>([
    ['an unknown environment', { context: { environment: 'desktop' } }],
    ['an unknown family', { egress: [{ family: 5, address: '8.8.8.8' }] }],
    [
      'addresses without end',
      { egress: Array.from({ length: 33 }, () => ({ family: 4, address: '8.8.8.8' })) },
    ],
    ['a fingerprint that is none', { settingsFingerprint: 7 }],
    ['a list in place of an object', { proxy: [1] }],
  ])('refuses %s', async (_what, changes) => {
    const sidecar = await sidecarWith({ COMPANION_EGRESS_URLS: 'off' });
    expect(await sidecar.ask('POST', '/v1/environments', report(changes))).toMatchObject({
      status: 422,
      body: { code: 'invalid_parameter' },
    });
  });
});
