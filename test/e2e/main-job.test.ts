import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { startSimulator, type Simulator } from '../simulator/simulator.js';
import { temporaryFolder } from '../support/running-sidecar.js';
import { serve, TOKEN, type SidecarProcess } from '../support/sidecar-process.js';
import { WhmcsInstallation } from '../whmcs/whmcs-installation.js';

const MODULE = join(import.meta.dirname, '../../whmcs-module');
const ADDRESS = '127.0.0.1';

let registrar: Simulator;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let sidecar: SidecarProcess;
let whmcs: WhmcsInstallation;

function start(token = TOKEN, listen = '127.0.0.1:0'): Promise<SidecarProcess> {
  return serve({
    COMPANION_LISTEN: listen,
    COMPANION_TOKEN: token,
    COMPANION_DATA_DIR: folder.path,
    COMPANION_CHECK_SCHEDULE: '0 0 1 1 *',
    COMPANION_EGRESS_URLS: registrar.urls.echo,
    NICENIC_PRODUCTION_URL: registrar.urls.production,
    NICENIC_SANDBOX_URL: registrar.urls.sandbox,
  });
}

/** The same address as before, so that WHMCS finds it again. */
async function restart(token = TOKEN): Promise<void> {
  const { host } = new URL(sidecar.url);
  await sidecar.end('SIGTERM');
  sidecar = await start(token, host);
}

/** What the admin enters; the secret holds what WHMCS encodes on the way into its database. */
const SECRET = `s&cr<e>t"of'Ada+/=%`;

const form = (): Record<string, string | boolean> => ({
  Username: registrar.account.username,
  APISecret: SECRET,
  TestMode: false,
  SidecarUrl: sidecar.url,
  SidecarToken: TOKEN,
});

beforeAll(async () => {
  registrar = await startSimulator({ account: { productionSecret: SECRET } });
  folder = await temporaryFolder();
  [sidecar, whmcs] = await Promise.all([start(), WhmcsInstallation.create({ modules: [MODULE] })]);
  await whmcs.configure({ admins: [{ id: 1, name: 'Ada', email: 'ada@shop.example' }] });
});

afterAll(async () => {
  await whmcs.remove();
  await sidecar.end('SIGKILL');
  await registrar.close();
  await folder.remove();
});

afterEach(() => {
  registrar.faults.clear();
  registrar.configure({ dialect: 'specific' });
  registrar.production.whitelist.add(ADDRESS);
});

const save = async (changes: Readonly<Record<string, string | boolean>>): Promise<string | null> => {
  const { result } = await whmcs.saveSettings({ ...form(), ...changes });
  return result.saved ? null : (result.error ?? 'no reason');
};

describe('saving the settings', () => {
  test.each<[string, Record<string, string | boolean>, RegExp]>([
    ['an empty secret', { APISecret: '' }, /APISecret is empty/],
    ['a secret with a space before it', { APISecret: ` ${SECRET}` }, /begins or ends with a space/],
    ['a secret beyond ASCII', { APISecret: 'geheimniß' }, /outside the English alphabet/],
    ['a user name with a colon', { Username: 'demo:reseller' }, /holds a colon/],
    ['the secret of production in test mode', { TestMode: true }, /belongs to the other environment/],
    ['a wrong token', { SidecarToken: 'another-token-0123456789' }, /token/i],
  ])('refuses %s and says why', async (_what, changes, reason) => {
    const said = await save(changes);
    expect(said).toMatch(reason);
    expect(said).not.toContain(SECRET);
  });

  test('goes on while the sidecar does not run yet, and notes that nothing was checked', async () => {
    const before = (await whmcs.activityLog()).length;
    expect(await save({ SidecarUrl: 'http://127.0.0.1:9' })).toBeNull();
    const notes = (await whmcs.activityLog()).slice(before).map(({ message }) => message);
    expect(notes.join()).toMatch(/sidecar/i);
  });

  test('only warns of a secret that NiceNIC refuses the first time: the whitelist may be the reason', async () => {
    const before = (await whmcs.activityLog()).length;
    expect(await save({ APISecret: 'mistyped-secret' })).toBeNull();
    const notes = (await whmcs.activityLog()).slice(before).map(({ message }) => message);
    expect(notes.join()).toMatch(/saved with a warning\..*User name or API secret is not the one/);
  });

  test('accepts what NiceNIC accepts, whatever characters it holds', async () => {
    expect(await save({})).toBeNull();
    expect(registrar.log.list({ action: 'balance' }).at(-1)?.outcome).toBe('success');
  });

  test('refuses a wrong secret while the one before works from here', async () => {
    const said = await save({ APISecret: 'mistyped-secret' });
    expect(said).toMatch(/User name or API secret is not the one/);
  });
});

describe('once they are saved', () => {
  beforeAll(async () => {
    if ((await save({})) !== null) throw new Error('The settings could not be saved');
    await whmcs.cron({ sync: false });
  });

  beforeEach(() => {
    registrar.log.clear();
  });

  test('cron has handed settings and addresses to the sidecar', async () => {
    const { body } = await sidecar.ask('POST', '/v1/checks');
    expect(body).toMatchObject({ outcome: 'good', environment: 'production' });
    const status = (await sidecar.ask('GET', '/v1/status')).body as {
      egress: { context: string; address: string }[];
      versions: Record<string, string>;
    };
    expect(status.egress).toContainEqual(expect.objectContaining({ context: 'cron', address: ADDRESS }));
    expect(status.versions['cron.whmcsVersion']).toMatch(/^8\.13/);
  });

  test('a search shows what is free', async () => {
    registrar.production.setAvailability('ada-shop.net', 'unavailable');
    const { result } = await whmcs.checkAvailability('ada-shop', ['.com', '.net']);
    expect(result.results.map(({ sld, tld, status }) => [sld, tld, status])).toEqual([
      ['ada-shop', 'com', 'STATUS_NOT_REGISTERED'],
      ['ada-shop', 'net', 'STATUS_REGISTERED'],
    ]);
  });

  test('a search that fails offers nothing', async () => {
    registrar.faults.add({ kind: 'status', status: 503 }, { action: 'check' });
    const { result } = await whmcs.checkAvailability('ada-shop', ['.com']);
    expect(result.results.filter(({ status }) => status === 'STATUS_NOT_REGISTERED')).toEqual([]);
  });

  test('a domain is registered, and a second click charges nothing', async () => {
    const id = await whmcs.addDomain({ domain: 'ada-books.com', status: 'Pending', regperiod: 2 });
    const first = await whmcs.call('RegisterDomain', id);
    expect([first.result.outcome, first.result.error]).toEqual(['success', null]);
    expect(await whmcs.domain(id)).toMatchObject({ status: 'Active' });
    expect((await whmcs.call('RegisterDomain', id)).result.outcome).toBe('success');
    expect(registrar.ledger().filter(({ domain }) => domain === 'ada-books.com')).toHaveLength(1);
    expect(registrar.log.list({ action: 'register' })).toHaveLength(1);
    expect(registrar.log.list({ action: 'register' })[0]?.query['year']).toBe('2');
  });

  test('two clicks at once charge once', async () => {
    registrar.faults.add({ kind: 'delay', milliseconds: 700 }, { action: 'register' });
    const id = await whmcs.addDomain({ domain: 'ada-twice.com', status: 'Pending' });
    const clicks = await Promise.all([whmcs.call('RegisterDomain', id), whmcs.call('RegisterDomain', id)]);
    expect(clicks.map(({ result }) => result.outcome)).toEqual(['success', 'success']);
    expect(registrar.ledger().filter(({ domain }) => domain === 'ada-twice.com')).toHaveLength(1);
  });

  test('an order that waits leaves the domain waiting, until Sync finds it', async () => {
    registrar.faults.add({ kind: 'pending' }, { action: 'register', times: 1 });
    const id = await whmcs.addDomain({ domain: 'ada-waits.com', status: 'Pending' });
    expect((await whmcs.call('RegisterDomain', id)).result.outcome).toBe('pending');
    expect((await whmcs.domain(id)).status).toBe('Pending Registration');

    const early = await whmcs.call('Sync', id);
    expect(early.result.error).toContain('not in the list');
    expect((await whmcs.domain(id)).status).toBe('Pending Registration');

    registrar.production.completeOrder('ada-waits.com');
    expect((await whmcs.call('Sync', id)).result.error).toBeNull();
    const expiry = registrar.production.portfolio.get('ada-waits.com')?.expiredDate;
    expect(await whmcs.domain(id)).toMatchObject({ status: 'Active', expirydate: expiry });
  });

  test('a registration whose answer is lost is told as it is', async () => {
    registrar.faults.add({ kind: 'reset', when: 'after' }, { action: 'register', times: 1 });
    const id = await whmcs.addDomain({ domain: 'ada-lost.com', status: 'Pending' });
    expect((await whmcs.call('RegisterDomain', id)).result.outcome).toBe('success');

    registrar.faults.add({ kind: 'reset', when: 'before' }, { action: 'register', times: 1 });
    const unsent = await whmcs.addDomain({ domain: 'ada-unsent.com', status: 'Pending' });
    const { result } = await whmcs.call('RegisterDomain', unsent);
    expect(result.outcome).toBe('failed');
    expect(result.error).toMatch(/outcome is not known/);
    expect((await whmcs.domain(unsent)).status).toBe('Pending');
  });

  test('a refused registration names the cause and leaves the domain as it is', async () => {
    // A fresh one, which has not looked for a cause in the last half minute.
    await restart();
    registrar.configure({ dialect: 'http-html' });
    registrar.production.whitelist.remove(ADDRESS);
    const id = await whmcs.addDomain({ domain: 'ada-refused.com', status: 'Pending' });
    const { result } = await whmcs.call('RegisterDomain', id);
    expect(result.error).toContain('ip_not_whitelisted');
    expect(result.error?.match(/not on the whitelist/g)).toHaveLength(1);
    expect((await whmcs.domain(id)).status).toBe('Pending');
  });

  test.each([
    [
      'is refused',
      () => {
        registrar.production.whitelist.remove(ADDRESS);
      },
    ],
    [
      'cannot be reached',
      () => {
        registrar.faults.add({ kind: 'reset' });
      },
    ],
    [
      'answers with a page',
      () => {
        registrar.faults.add({ kind: 'html' });
      },
    ],
  ])('Sync that %s leaves the domain as it is', async (_what, trouble) => {
    registrar.production.portfolio.put({
      domain: 'ada-old.com',
      createdDate: '2020-01-01',
      expiredDate: '2031-01-01',
    });
    const id = await whmcs.addDomain({ domain: 'ada-old.com', status: 'Active', expirydate: '2030-01-01' });
    trouble();
    const { result } = await whmcs.call('Sync', id);
    expect(result.value).toEqual({ error: expect.any(String) as unknown });
    expect(await whmcs.domain(id)).toMatchObject({ status: 'Active', expirydate: '2030-01-01' });
  });

  test('an outage reaches the admin by mail once, and so does its end', async () => {
    await sidecar.ask('POST', '/v1/checks');
    registrar.production.whitelist.remove(ADDRESS);
    await sidecar.ask('POST', '/v1/checks');
    await sidecar.ask('POST', '/v1/checks');
    const refused = async (): Promise<string[]> =>
      (await whmcs.mails()).map(({ subject }) => subject).filter((subject) => subject.includes('NiceNIC'));
    const before = (await refused()).length;

    // Two crons at once, as WHMCS starts them when one takes long.
    await Promise.all([whmcs.cron({ sync: false }), whmcs.cron({ sync: false })]);
    await whmcs.cron({ sync: false });
    expect((await refused()).slice(before)).toEqual([
      'NiceNIC refuses this shop: The outbound address of this server is not on the whitelist at NiceNIC',
    ]);
    const mail = (await whmcs.mails()).findLast(({ subject }) => subject.startsWith('NiceNIC refuses'));
    expect(mail?.to).toEqual(['ada@shop.example']);
    expect(mail?.message).toContain(`Add the outbound address ${ADDRESS} to the IP whitelist`);

    registrar.production.whitelist.add(ADDRESS);
    await sidecar.ask('POST', '/v1/checks');
    await sidecar.ask('POST', '/v1/checks');
    await whmcs.cron({ sync: false });
    expect((await refused()).slice(before + 1)).toEqual([
      expect.stringMatching(/^NiceNIC works again after /),
    ]);
    expect((await sidecar.ask('GET', '/v1/alerts?state=pending')).body).toMatchObject({ alerts: [] });
  });

  test('crons of two web nodes at once deliver an alert once', async () => {
    const nodes = [whmcs, await WhmcsInstallation.create({ modules: [MODULE] })] as const;
    const mails = async (): Promise<number> =>
      (await Promise.all(nodes.map((node) => node.mails())))
        .flat()
        .filter(({ subject }) => subject.includes('NiceNIC')).length;
    try {
      await nodes[1].saveSettings(form());
      for (const trouble of ['remove', 'add', 'remove', 'add'] as const) {
        registrar.production.whitelist[trouble](ADDRESS);
        await sidecar.ask('POST', '/v1/checks');
        await sidecar.ask('POST', '/v1/checks');
        const before = await mails();
        await Promise.all(nodes.map((node) => node.cron({ sync: false })));
        expect((await mails()) - before).toBe(1);
      }
    } finally {
      await nodes[1].remove();
    }
  });

  test('a mail that WHMCS cannot send is tried again later', async () => {
    await whmcs.configure({ localApiFailures: { SendAdminEmail: 'no mail server' } });
    registrar.production.whitelist.remove(ADDRESS);
    await sidecar.ask('POST', '/v1/checks');
    await sidecar.ask('POST', '/v1/checks');
    await whmcs.cron({ sync: false });
    await whmcs.configure({ localApiFailures: {} });
    const { body } = await sidecar.ask('GET', '/v1/status');
    expect(body).toMatchObject({
      alerts: { retrying: 1, lastError: expect.stringContaining('no mail server') as unknown },
    });
    registrar.production.whitelist.add(ADDRESS);
    await sidecar.ask('POST', '/v1/checks');
    await sidecar.ask('POST', '/v1/checks');
  });

  test('cron syncs domains and says what it could not learn', async () => {
    registrar.production.portfolio.put({ domain: 'ada-cron.com', expiredDate: '2033-03-03' });
    const known = await whmcs.addDomain({
      domain: 'ada-cron.com',
      status: 'Active',
      expirydate: '2032-03-03',
    });
    const foreign = await whmcs.addDomain({
      domain: 'not-here.com',
      status: 'Active',
      expirydate: '2032-03-03',
    });
    const { result } = await whmcs.cron();
    expect(result.ended).toBeNull();
    expect(result.report.find(({ domainId }) => domainId === foreign)?.text).toContain('not in the list');
    expect((await whmcs.domain(known)).expirydate).toBe('2033-03-03');
    expect(await whmcs.domain(foreign)).toMatchObject({ status: 'Active', expirydate: '2032-03-03' });
  });

  test('an action that the sidecar does not know is told as such', async () => {
    const answer = await sidecar.ask('POST', '/v1/actions/EatDomain', { settings: {}, params: {} });
    expect(answer).toMatchObject({ status: 404, body: { ok: false, error: { code: 'unknown_action' } } });
  });
});

describe('when WHMCS and the sidecar do not come together', () => {
  let id: number;

  beforeAll(async () => {
    id = await whmcs.addDomain({ domain: 'ada-alone.com', status: 'Active', expirydate: '2030-01-01' });
  });

  async function expectNothingHappens(reason: RegExp): Promise<void> {
    registrar.log.clear();
    const pending = await whmcs.addDomain({ domain: 'ada-nobody.com', status: 'Pending' });
    for (const [action, domain] of [
      ['Sync', id],
      ['RegisterDomain', pending],
    ] as const) {
      const { result } = await whmcs.call(action, domain);
      expect(result.outcome).toBe('failed');
      expect(result.error).toMatch(reason);
    }
    expect(await whmcs.domain(id)).toMatchObject({ status: 'Active', expirydate: '2030-01-01' });
    expect((await whmcs.domain(pending)).status).toBe('Pending');
    const search = await whmcs.checkAvailability('ada-nobody', ['.com']);
    expect(search.result.results.filter(({ status }) => status === 'STATUS_NOT_REGISTERED')).toEqual([]);
    const { durationMs, result } = await whmcs.cron({ sync: false });
    expect(result.ended).toBeNull();
    expect(durationMs).toBeLessThan(5_000);
    expect(registrar.calls()).toBe(0);
  }

  test('because the token is another one, nothing is sent and everything stays', async () => {
    await restart('a-new-token-0123456789abcdef');
    try {
      await expectNothingHappens(/token/i);
    } finally {
      await restart();
    }
  });

  test('because it is down, nothing is sent and everything stays', async () => {
    const { host } = new URL(sidecar.url);
    await sidecar.end('SIGKILL');
    try {
      await expectNothingHappens(/sidecar/i);
    } finally {
      sidecar = await start(TOKEN, host);
    }
    expect(
      (await whmcs.call('RegisterDomain', await whmcs.addDomain({ domain: 'ada-back.com' }))).result.outcome,
    ).toBe('success');
  });
});
