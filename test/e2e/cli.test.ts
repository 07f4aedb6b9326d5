import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { CAUSE_CODES, causeText } from '../../sidecar/causes/cause-catalogue.js';
import { accountName } from '../../sidecar/settings/account-name.js';
import { LANGUAGES } from '../../sidecar/texts/language.js';
import { translatorFor } from '../../sidecar/texts/translator.js';
import { VERSION } from '../../sidecar/version.js';
import { startSimulator, type Simulator } from '../simulator/simulator.js';
import { temporaryFolder } from '../support/running-sidecar.js';
import { startWebhookReceiver } from '../support/webhook-receiver.js';
import { askSidecar, runCli, startServing, type Serving } from './cli-process.js';

const SECRET = 'sim-production-secret-7Qx2';

let simulator: Simulator;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;

beforeAll(async () => {
  simulator = await startSimulator();
});

afterAll(async () => {
  await simulator.close();
});

beforeEach(async () => {
  folder = await temporaryFolder();
  simulator.production.whitelist.add('127.0.0.1');
  simulator.configure({ dialect: 'specific' });
  simulator.faults.clear();
  simulator.log.clear();
});

afterEach(async () => {
  await folder.remove();
});

function environment(changes: Record<string, string> = {}): Record<string, string> {
  return {
    COMPANION_LISTEN: '127.0.0.1:0',
    COMPANION_DATA_DIR: folder.path,
    COMPANION_CHECK_SCHEDULE: '0 0 1 1 *',
    COMPANION_EGRESS_URLS: simulator.urls.echo,
    NICENIC_PRODUCTION_URL: simulator.urls.production,
    NICENIC_SANDBOX_URL: simulator.urls.sandbox,
    ...changes,
  };
}

type Finished = Awaited<ReturnType<typeof runCli>>;

function run(...args: string[]): Promise<Finished> {
  return runCli(args, environment());
}

const token = (): string => readFileSync(join(folder.path, 'token'), 'utf8').trim();

async function putSettings({ url }: Serving, apiSecret = SECRET): Promise<void> {
  const settings = { username: simulator.account.username, apiSecret, testMode: false };
  const answer = await askSidecar(url, {
    method: 'PUT',
    path: '/v1/settings',
    token: token(),
    body: { settings },
  });
  expect(answer.status).toBe(200);
}

async function stop({ child, ended }: Serving, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  child.kill(signal);
  await ended;
}

/** Runs the body while a sidecar with settings runs on the data folder. */
async function whileServing(body: (serving: Serving) => Promise<void>): Promise<void> {
  const serving = await startServing(environment());
  try {
    await putSettings(serving);
    await body(serving);
  } finally {
    await stop(serving);
  }
}

/** Leaves a data folder with settings and no sidecar that runs on it. */
async function leaveSettings(): Promise<void> {
  await whileServing(() => Promise.resolve());
}

interface Diagnosis {
  readonly healthy: boolean;
  readonly environment: string;
  readonly causes: readonly { code: string; confidence: number; evidence: string[]; fix: string[] }[];
  readonly checklist: readonly { id: string; status: string; detail: string }[];
  readonly egress: readonly { context: string; family: number; address: string; source: string }[];
  readonly attempts: readonly { action: string; httpStatus: number }[];
  readonly apiCalls: number;
}

function expectDiagnosis(stdout: string, healthy: boolean): Diagnosis {
  expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  const diagnosis = JSON.parse(stdout) as Diagnosis;
  expect(diagnosis).toMatchObject({ healthy, environment: 'production' });
  expect(diagnosis.checklist).toHaveLength(12);
  for (const { status } of diagnosis.checklist) expect(['pass', 'fail', 'unknown']).toContain(status);
  expect(diagnosis.egress).toContainEqual(
    expect.objectContaining({ context: 'sidecar', family: 4, address: '127.0.0.1' }),
  );
  expect(diagnosis.attempts.length).toBe(diagnosis.apiCalls);
  for (const { code } of diagnosis.causes) expect(CAUSE_CODES).toContain(code);
  return diagnosis;
}

const COMMANDS = ['check', 'doctor'] as const;

describe.each(COMMANDS)('%s', (command) => {
  describe.each([
    ['with a sidecar that runs', true],
    ['without one', false],
  ])('%s', (_where, daemon) => {
    async function withSettings(body: () => Promise<void>): Promise<void> {
      if (daemon) await whileServing(body);
      else {
        await leaveSettings();
        simulator.log.clear();
        await body();
      }
    }

    test('ends with 0 when all is well, and with 1 and the cause when it is not', async () => {
      await withSettings(async () => {
        const good = await run(command);
        expect(good).toMatchObject({ code: 0, stderr: '' });
        expect(good.stdout).toContain('NiceNIC accepts this shop (production).');
        expectDiagnosis((await run(command, '--json')).stdout, true);

        simulator.production.whitelist.remove('127.0.0.1');
        const bad = await run(command);
        expect(bad).toMatchObject({ code: 1, stderr: '' });
        expect(bad.stdout).toContain('NiceNIC refuses this shop (production).');
        expect(bad.stdout).toContain('127.0.0.1');
        const json = await run(command, '--json');
        expect(json).toMatchObject({ code: 1, stderr: '' });
        const { causes } = expectDiagnosis(json.stdout, false);
        expect(causes[0]).toMatchObject({ code: 'ip_not_whitelisted' });
        expect(causes[0]?.confidence).toBeLessThanOrEqual(1);

        for (const { stdout } of [good, bad, json]) {
          expect(stdout).not.toContain('7Qx2');
          expect(stdout).not.toContain(token());
        }
      });
    });

    test('ends with 2 and one clear line before there are settings', async () => {
      const serving = daemon ? await startServing(environment()) : null;
      for (const args of [[command], [command, '--json']]) {
        const { code, stdout, stderr } = await run(...args);
        expect([code, stdout]).toEqual([2, '']);
        expect(stderr).toBe(
          'nicenic-companion: The sidecar has no settings yet. Save the module settings in WHMCS and let the WHMCS cron run once.\n',
        );
      }
      if (serving !== null) await stop(serving);
    });
  });

  test('takes a sidecar that was killed for one that does not run', async () => {
    const serving = await startServing(environment());
    await putSettings(serving);
    await stop(serving, 'SIGKILL');
    expect(existsSync(join(folder.path, 'address'))).toBe(true);
    expect(await run(command)).toMatchObject({ code: 0, stderr: '' });
  });

  test('with another token than the sidecar has ends with 2', async () => {
    await whileServing(async () => {
      const { code, stdout, stderr } = await runCli(
        [command],
        environment({ COMPANION_TOKEN: 'another-token-0123456789' }),
      );
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(/^nicenic-companion: The bearer token is missing or wrong\. .*\n$/);
      expect(stderr).not.toContain('another-token');
    });
  });

  describe('when another program answers at the address that was left', () => {
    let other: Server;
    let received: string;

    beforeEach(async () => {
      received = '';
      other = createServer((socket) => {
        socket.on('data', (chunk: Buffer) => {
          received += chunk.toString('latin1');
        });
        socket.end('220 mail.example ESMTP\r\n');
      });
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    });

    afterEach(() => {
      other.close();
    });

    function leaveAddress(pid: number): void {
      const { port } = other.address() as AddressInfo;
      writeFileSync(join(folder.path, 'address'), `http://127.0.0.1:${port}\n${pid}\n`);
    }

    test('ends with 2 if the process that left it lives', async () => {
      leaveAddress(process.pid);
      const { code, stderr } = await run(command);
      expect(code).toBe(2);
      expect(stderr).toMatch(
        /^nicenic-companion: The sidecar at http:\/\/127\.0\.0\.1:\d+ did not answer .*\n$/,
      );
    });

    test('sends it no token if that process is gone', async () => {
      const gone = await runCli(['--version'], environment());
      expect(gone.code).toBe(0);
      leaveAddress(gone.pid);
      const { stderr } = await run(command);
      expect(stderr).toMatch(/The sidecar has no settings yet/);
      expect(received).toBe('');
    });
  });

  test('finds another proxy for the network no obstacle on the way to the sidecar', async () => {
    await whileServing(async () => {
      const proxy = 'http://user:proxy-5Jn@127.0.0.1:1';
      const env = environment({ HTTP_PROXY: proxy, http_proxy: proxy, ALL_PROXY: proxy });
      expect(await runCli([command], env)).toMatchObject({ code: 0, stderr: '' });
    });
  });
});

test('doctor tells the sidecar of its own environment, in the names of the others', async () => {
  await whileServing(async (serving) => {
    const proxy = 'http://user:proxy-5Jn@127.0.0.1:1';
    await runCli(['doctor'], environment({ HTTP_PROXY: proxy, no_proxy: 'localhost,127.0.0.1' }));
    const { body } = await askSidecar(serving.url, { path: '/v1/status', token: token() });
    const told = { hostname: hostname(), user: userInfo().username };
    expect(body).toMatchObject({
      sidecar: { ...told, proxy: null },
      environments: [
        { environment: 'cli', ...told, proxy: { http: 'http://127.0.0.1:1', no: 'localhost,127.0.0.1' } },
      ],
    });
  });
});

test('check is recorded and doctor is not', async () => {
  await whileServing(async (serving) => {
    const recorded = async (): Promise<number> => {
      const { body } = await askSidecar(serving.url, { path: '/v1/checks', token: token() });
      return (body as { checks: unknown[] }).checks.length;
    };
    const before = await recorded();
    await run('doctor');
    expect(await recorded()).toBe(before);
    await run('check');
    expect(await recorded()).toBe(before + 1);
  });
});

test('a check without a sidecar is found by the one that comes later', async () => {
  await leaveSettings();
  await run('check');
  const serving = await startServing(environment());
  const { body } = await askSidecar(serving.url, { path: '/v1/checks', token: token() });
  await stop(serving);
  expect(body).toMatchObject({ checks: [{ source: 'manual', outcome: 'good' }] });
});

test('a check without a sidecar posts what it has to tell before it ends', async () => {
  await leaveSettings();
  simulator.production.whitelist.remove('127.0.0.1');
  const receiver = await startWebhookReceiver();
  for (let checks = 0; checks < 2; checks += 1)
    await runCli(['check'], environment({ COMPANION_WEBHOOK_URL: receiver.url }));
  await receiver.close();
  expect(receiver.received.map(({ body }) => JSON.parse(body) as unknown)).toMatchObject([
    { kind: 'opened' },
  ]);
});

test('the commands reach a sidecar on a socket file', async () => {
  const listen = { COMPANION_LISTEN: `unix:${join(folder.path, 'companion.sock')}` };
  const serving = await startServing(environment(listen));
  await putSettings(serving);
  simulator.log.clear();
  expect(await runCli(['doctor'], environment(listen))).toMatchObject({ code: 0, stderr: '' });
  await stop(serving);
});

test('doctor works with a key file that does not fit as far as to say so', async () => {
  await leaveSettings();
  writeFileSync(join(folder.path, 'key'), `${'ab'.repeat(32)}\n`);
  const { code, stderr } = await run('doctor');
  expect(code).toBe(2);
  expect(stderr).toMatch(/^nicenic-companion: The stored settings cannot be read with the key file.*\n$/);
});

describe('link', () => {
  test('prints an address that opens the status page once', async () => {
    await whileServing(async (serving) => {
      const { code, stdout, stderr } = await run('link');
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\S+\n$/);
      const link = new URL(stdout.trim());
      expect(link.origin).toBe(new URL(serving.url).origin);
      expect(stdout).not.toContain(token());
      const open = async (): Promise<number> =>
        (await askSidecar(serving.url, { path: `${link.pathname}${link.search}` })).status;
      expect(await open()).toBeLessThan(400);
      expect(await open()).toBe(401);
    });
  });

  test('without a sidecar says how to start one', async () => {
    const { code, stdout, stderr } = await run('link');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toBe(
      'nicenic-companion: No sidecar runs on this data folder. Start it with "nicenic-companion serve".\n',
    );
  });
});

describe('in another language', () => {
  test('the verdict of a running sidecar, its causes and its steps', async () => {
    await whileServing(async () => {
      simulator.production.whitelist.remove('127.0.0.1');
      for (const language of LANGUAGES) {
        const { t, say } = translatorFor(language);
        const { code, stdout, stderr } = await run('doctor', '--lang', language);
        expect([code, stderr]).toEqual([1, '']);
        expect(stdout).toContain(
          t('cli:not_accepted', {
            headline: t('words:states.refused'),
            environment: accountName('production'),
          }),
        );
        expect(stdout).toContain(say(causeText('ip_not_whitelisted', '127.0.0.1').title));
        expect(stdout).toContain(t('cli:checklist'));
        expect(stdout).not.toMatch(/\{\{|\}\}|undefined|\[object/);
      }
    });
  });

  test('without a sidecar, in the form with a sign of equality, and as JSON', async () => {
    const { t, say } = translatorFor('vi');
    await leaveSettings();
    simulator.production.whitelist.remove('127.0.0.1');
    const { stdout } = await run('doctor', '--lang=vi');
    expect(stdout).toContain(
      t('cli:not_accepted', { headline: t('words:states.refused'), environment: 'production' }),
    );
    const [cause] = expectDiagnosis((await run('doctor', '--json', '--lang', 'vi')).stdout, false).causes;
    expect(cause?.fix).toEqual(causeText('ip_not_whitelisted', '127.0.0.1').fix.map(say));
  });

  test('errors and help, too', async () => {
    const { t } = translatorFor('zh');
    expect((await run('link', '--lang', 'zh')).stderr).toBe(`nicenic-companion: ${t('cli:no_sidecar')}\n`);
    const { stderr } = await runCli(['check', '--lang', 'zh'], environment({ COMPANION_IP_FAMILY: '5' }));
    expect(stderr).toBe(
      `nicenic-companion: ${t('start:variable', {
        name: 'COMPANION_IP_FAMILY',
        problem: t('fields:variable.ip_family'),
      })}\n`,
    );
    const { stdout } = await run('--help', '--lang', 'zh');
    expect(stdout).toContain(t('cli:description'));
    expect(stdout).toContain(t('cli:commands'));
    expect(stdout).toContain(`${t('cli:option_lang')}（en、vi、uz、zh）`);
  });

  test('that there is none of is refused by name', async () => {
    const { code, stdout, stderr } = await run('doctor', '--lang', 'xx');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/'xx' is invalid.*en, vi, uz, zh/);
  });
});

describe('the command line itself', () => {
  test.each([
    [['--help'], /Usage: nicenic-companion/],
    [['check', '--help'], /--json/],
    [['--version'], new RegExp(`^${VERSION.replaceAll('.', '\\.')}\n$`)],
  ])('%j ends with 0', async (args, words) => {
    const { code, stdout } = await run(...args);
    expect(code).toBe(0);
    expect(stdout).toMatch(words);
    expect(readdirSync(folder.path)).toEqual([]);
  });

  test.each([
    [['check', '--jsn'], /unknown option '--jsn'/],
    [['serve', '--json'], /unknown option '--json'/],
    [['chek'], /unknown command 'chek'/],
    [['check', 'extra'], /too many arguments/],
    [[], /Usage: nicenic-companion/],
  ])('%j ends with 2 and says why on standard error', async (args, words) => {
    const { code, stdout, stderr } = await run(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(words);
    expect(readdirSync(folder.path)).toEqual([]);
  });

  test('a bad environment is told by every command in the same words', async () => {
    for (const command of ['check', 'doctor', 'link', 'support-report']) {
      const { code, stdout, stderr } = await runCli([command], environment({ COMPANION_TOKN: 'value-5Hv' }));
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toBe(
        'nicenic-companion: COMPANION_TOKN: unknown variable; did you mean COMPANION_TOKEN?\n',
      );
    }
  });
});
