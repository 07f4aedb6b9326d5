import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { CauseCode } from '../../sidecar/causes/cause-catalogue.js';
import { diagnosisAnswer } from '../../sidecar/diagnosis/diagnosis-answer.js';
import { DIALECTS, type Dialect } from '../simulator/dialects.js';
import { PAID_ACTIONS } from '../simulator/price-table.js';
import { startSimulator, type Simulator } from '../simulator/simulator.js';
import {
  settingsFor,
  startSidecar,
  temporaryFolder,
  type RunningSidecar,
} from '../support/running-sidecar.js';

type Diagnosis = z.infer<typeof diagnosisAnswer>;

const ADDRESS = '127.0.0.1';

let registrar: Simulator;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let sidecar: RunningSidecar;

beforeEach(async () => {
  registrar = await startSimulator();
  folder = await temporaryFolder();
  sidecar = await startSidecar(registrar, { dataDir: folder.path });
});

afterEach(async () => {
  await sidecar.stop();
  await registrar.close();
  await folder.remove();
});

/** The same data folder, another environment: what a restart with other variables does. */
async function restart(env: Readonly<Record<string, string>>): Promise<void> {
  await sidecar.stop();
  sidecar = await startSidecar(registrar, { dataDir: folder.path, env });
}

async function diagnose(changes: object = {}): Promise<Diagnosis> {
  const { status, body } = await sidecar.ask('POST', '/v1/diagnosis', {
    settings: settingsFor(registrar, changes),
  });
  expect(status).toBe(200);
  return diagnosisAnswer.parse(body);
}

const accepted = async (changes: object = {}): Promise<void> => {
  expect(await diagnose(changes)).toMatchObject({ healthy: true, causes: [] });
};

const sandbox = (): object => ({ apiSecret: registrar.account.sandboxSecret, testMode: true });

/** What happened, the cause that must lead, and the place where it must stand at least; 1 is the top. */
interface Scenario {
  readonly prepare?: () => void | Promise<void>;
  readonly settings?: () => object;
  readonly cause: CauseCode;
  readonly place?: Partial<Record<Dialect, number>>;
}

/** Where the registrar tells nothing and there is no history, nobody can know: among the first three is enough. */
const OPAQUE = { generic: 3, 'bad-request': 3 } as const;

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'the whitelist entry was removed after a success': {
    prepare: async () => {
      await accepted();
      registrar.production.whitelist.remove(ADDRESS);
    },
    cause: 'ip_not_whitelisted',
  },
  'the address was never whitelisted': {
    prepare: () => {
      registrar.production.whitelist.remove(ADDRESS);
    },
    cause: 'ip_not_whitelisted',
    place: OPAQUE,
  },
  'the secret was wrong from the start': {
    settings: () => ({ apiSecret: 'mistyped-secret' }),
    cause: 'wrong_secret',
  },
  'the login password was entered': {
    settings: () => ({ apiSecret: registrar.account.loginPassword }),
    cause: 'wrong_secret',
  },
  'the user name was wrong from the start': {
    settings: () => ({ username: 'someone-else' }),
    cause: 'wrong_secret',
  },
  'a wrong secret was saved after a success': {
    prepare: accepted,
    settings: () => ({ apiSecret: 'mistyped-secret' }),
    cause: 'wrong_secret',
  },
  'the secret was set anew at NiceNIC after a success': {
    prepare: async () => {
      await accepted();
      registrar.account.productionSecret = 'set-anew';
    },
    settings: () => ({ apiSecret: 'sim-production-secret-7Qx2' }),
    cause: 'wrong_secret',
    place: OPAQUE,
  },
  'the sandbox secret is used in production': {
    settings: () => ({ apiSecret: registrar.account.sandboxSecret }),
    cause: 'wrong_environment',
  },
  'the production secret is used in the sandbox': {
    settings: () => ({ testMode: true }),
    cause: 'wrong_environment',
  },
  'the account was never eligible': {
    prepare: () => {
      registrar.account.eligible = false;
    },
    cause: 'account_not_eligible',
    // 403 fits an address as well.
    place: { ...OPAQUE, 'http-html': 2 },
  },
  'the account lost the access': {
    prepare: async () => {
      await accepted();
      registrar.account.eligible = false;
    },
    cause: 'account_not_eligible',
    place: { ...OPAQUE, 'http-html': 3 },
  },
  'the address changed after a success': {
    prepare: async () => {
      await accepted();
      await restart({ COMPANION_LOCAL_ADDRESS: '127.0.0.2' });
    },
    cause: 'egress_ip_changed',
  },
  'NiceNIC has a fault': {
    prepare: () => {
      registrar.faults.add({ kind: 'status', status: 500, when: 'before' }, { action: 'balance' });
    },
    cause: 'api_outage',
  },
  'NiceNIC cuts the connection': {
    prepare: () => {
      registrar.faults.add({ kind: 'reset' }, { action: 'balance' });
    },
    cause: 'api_outage',
  },
  'a page answers in the place of NiceNIC': {
    prepare: () => {
      registrar.faults.add({ kind: 'html' }, { action: 'balance' });
    },
    cause: 'api_outage',
  },
  'NiceNIC asks for fewer requests': {
    prepare: () => {
      registrar.faults.add({ kind: 'rate-limit', retryAfterSeconds: 60 }, { action: 'balance' });
    },
    cause: 'rate_limited',
  },
  'the slash at the end of the address is missing': {
    prepare: () => restart({ NICENIC_PRODUCTION_URL: registrar.urls.production.slice(0, -1) }),
    cause: 'wrong_endpoint',
  },
  'the address is that of another version': {
    prepare: () => restart({ NICENIC_PRODUCTION_URL: registrar.urls.production.replace('v2', 'v1') }),
    cause: 'wrong_endpoint',
  },
  'nobody listens there': {
    prepare: () => restart({ NICENIC_PRODUCTION_URL: 'http://127.0.0.1:9/v2/' }),
    cause: 'api_outage',
  },
  'the address to bind to is not there': {
    prepare: () => restart({ COMPANION_LOCAL_ADDRESS: '192.0.2.77' }),
    cause: 'network_unreachable',
  },
  'the name does not exist': {
    prepare: () => restart({ NICENIC_PRODUCTION_URL: 'https://no-such-name.invalid/v2/' }),
    cause: 'dns_failure',
  },
  'the secret is empty': { settings: () => ({ apiSecret: '' }), cause: 'whmcs_settings_incomplete' },
  'the secret holds a space': { settings: () => ({ apiSecret: 'my secret' }), cause: 'secret_malformed' },
  'the user name holds a colon': { settings: () => ({ username: 'a:b' }), cause: 'username_malformed' },
};

const CASES = DIALECTS.flatMap((dialect) =>
  Object.entries(SCENARIOS).map(([what, scenario]): readonly [Dialect, string, CauseCode, number] => [
    dialect,
    what,
    scenario.cause,
    scenario.place?.[dialect] ?? 1,
  ]),
);

describe('the cause', () => {
  test.each(CASES)('%s: %s -> %s, place %i or better', async (dialect, what, cause, place) => {
    registrar.configure({ dialect });
    const scenario = SCENARIOS[what];
    await scenario?.prepare?.();
    registrar.log.clear();
    const diagnosis = await diagnose(scenario?.settings?.());

    expect(diagnosis.healthy).toBe(false);
    const codes = diagnosis.causes.map(({ code }) => code);
    expect(codes.slice(0, place)).toContain(cause);
    expect(diagnosis.checklist).toHaveLength(12);

    const calls = registrar.log.list().filter(({ action }) => action !== 'ip');
    expect(calls.length).toBeLessThanOrEqual(12);
    expect(calls.filter(({ authorization }) => authorization.header === 'absent').length).toBeLessThanOrEqual(
      1,
    );
    expect(calls.filter(({ action }) => PAID_ACTIONS.some((paid) => paid === action))).toEqual([]);
    expect(new Set(calls.map(({ action }) => action)).size).toBeLessThanOrEqual(1);
    expect(diagnosis.apiCalls).toBe(diagnosis.attempts.length);
  });
});

test.each(DIALECTS)('%s: the address to enter stands in the steps', async (dialect) => {
  registrar.configure({ dialect });
  await accepted();
  registrar.production.whitelist.remove(ADDRESS);
  const { causes } = await diagnose();
  expect(causes[0]?.fix.join('\n')).toContain(`Add the outbound address ${ADDRESS} to the IP whitelist`);
});

test('an address that changed is named with the one before', async () => {
  await accepted();
  await restart({ COMPANION_LOCAL_ADDRESS: '127.0.0.2' });
  const { causes, egress } = await diagnose();
  expect(causes[0]?.evidence.join()).toContain('changed from 127.0.0.1 to 127.0.0.2');
  expect(causes[0]?.fix.join()).toContain('127.0.0.2');
  expect(egress).toEqual([
    { context: 'sidecar', family: 4, address: '127.0.0.2', source: expect.any(String) as unknown },
  ]);
});

test('a success in one API environment is no history of the other', async () => {
  await accepted(sandbox());
  registrar.production.whitelist.remove(ADDRESS);
  const { causes } = await diagnose();
  expect(JSON.stringify(causes)).toContain('never been accepted');
});

test('settings that work are healthy in both API environments', async () => {
  await accepted();
  await accepted(sandbox());
});

test('the stored settings are diagnosed when none are given', async () => {
  expect(await sidecar.ask('POST', '/v1/diagnosis', {})).toMatchObject({
    status: 409,
    body: { code: 'no_settings' },
  });
  await sidecar.ask('PUT', '/v1/settings', { settings: settingsFor(registrar) });
  const { body } = await sidecar.ask('POST', '/v1/diagnosis', {});
  expect(body).toMatchObject({ healthy: true, apiCalls: 4 });
});

test('a diagnosis of given settings changes neither state nor alerts', async () => {
  await sidecar.ask('PUT', '/v1/settings', { settings: settingsFor(registrar) });
  await sidecar.ask('POST', '/v1/checks');
  for (let count = 0; count < 3; count += 1) await diagnose({ apiSecret: 'mistyped-secret' });
  const { body } = await sidecar.ask('GET', '/v1/status');
  expect(body).toMatchObject({ state: 'healthy', incident: null, alerts: { pending: 0 } });
});

test('those who ask for the same diagnosis at once share it', async () => {
  registrar.faults.add({ kind: 'delay', milliseconds: 100 }, { action: 'balance' });
  await Promise.all([diagnose(), diagnose(), diagnose()]);
  expect(registrar.calls({ action: 'balance' })).toBe(1);
});

describe('with a registrar that repeats the header in its answer', () => {
  const SECRET = `s3cr&t<"'>/+=%-of-Ada`;
  let server: Server;

  afterEach(() => {
    server.close();
    server.closeAllConnections();
  });

  const envelope = (msg: string): string => JSON.stringify({ code: 999, msg });

  test.each<[string, (header: string) => string]>([
    ['in the text', (header) => envelope(`refused for ${header}`)],
    ['encoded in the text', (header) => envelope(`refused for ${Buffer.from(header).toString('base64')}`)],
    ['escaped in the text', (header) => envelope(`refused for ${encodeURIComponent(header)}`)],
    ['at the end of a long text', (header) => envelope(`${'x'.repeat(278)} ${header}`)],
    [
      'in a page',
      (header) =>
        `<h1>Refused</h1><p>${header.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')}</p>`,
    ],
  ])('%s, nobody sees it', async (_what, say) => {
    server = createServer((request, response) => {
      const header = Buffer.from(request.headers.authorization ?? '', 'latin1').toString('utf8');
      response.writeHead(200, { 'content-type': 'application/json' }).end(say(header));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await restart({ NICENIC_PRODUCTION_URL: `http://127.0.0.1:${port}/v2/` });
    await sidecar.ask('PUT', '/v1/settings', { settings: settingsFor(registrar, { apiSecret: SECRET }) });
    const seen = [JSON.stringify(await diagnose({ apiSecret: SECRET }))];
    for (let count = 0; count < 3; count += 1) await sidecar.ask('POST', '/v1/checks');
    for (const path of ['/v1/status', '/v1/checks', '/v1/incidents', '/v1/alerts']) {
      seen.push(JSON.stringify((await sidecar.ask('GET', path)).body));
    }
    const search = { searchTerm: 'ada', tldsToInclude: ['.com'] };
    seen.push(
      JSON.stringify(
        await sidecar.act('CheckAvailability', search, settingsFor(registrar, { apiSecret: SECRET })),
      ),
    );
    seen.push(...sidecar.log);
    const everything = seen.join('\n');
    expect(everything).toContain('efused');
    expect(everything).not.toContain('s3cr');
    expect(everything).not.toContain('of-Ada');
    for (const offset of [0, 1, 2]) {
      const shifted = Buffer.from(' '.repeat(offset) + SECRET).toString('base64');
      expect(everything).not.toContain(shifted.slice(4, 20));
    }
  });
});
