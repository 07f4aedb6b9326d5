import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { WhmcsInstallation } from '../whmcs/whmcs-installation.js';
import type { CreateOptions } from '../whmcs/whmcs-installation.js';

const WELL_BEHAVED = join(import.meta.dirname, '../whmcs/fixtures/well-behaved');

let whmcs: WhmcsInstallation;

const install = async (options: Partial<CreateOptions> = {}): Promise<void> => {
  whmcs = await WhmcsInstallation.create({ modules: [WELL_BEHAVED], ...options });
};

/** What the polite module saw in a function. */
const seen = async (name: string): Promise<Record<string, unknown>> =>
  JSON.parse(await readFile(join(whmcs.root, `seen-${name}.json`), 'utf8')) as Record<string, unknown>;

const rawState = async (): Promise<string> => readFile(join(whmcs.root, 'whmcs-double.json'), 'utf8');

const activity = async (): Promise<string[]> => (await whmcs.activityLog()).map((entry) => entry.message);

afterEach(async () => {
  await whmcs.remove();
  expect(existsSync(whmcs.root)).toBe(false);
});

describe('settings of the WHMCS double', () => {
  beforeEach(async () => {
    await install();
  });

  it('starts with the defaults and shows them', async () => {
    const { result } = await whmcs.settingsPage();
    expect(result.values).toEqual({ Username: 'nobody', Secret: '', TestMode: '' });
    expect(result.config).toMatchObject({ Username: { Type: 'text' } });
  });

  it('hands values on with entities and keeps them encrypted', async () => {
    await whmcs.saveSettings({ Username: `a&b<"'>`, Secret: 'pass&word', TestMode: true });
    expect(await seen('config_validate')).toMatchObject({
      Username: 'a&amp;b&lt;&quot;&#039;&gt;',
      Secret: 'pass&amp;word',
      TestMode: 'on',
      whmcsVersion: '8.13.0-release.1',
    });
    expect(await rawState()).not.toMatch(/pass&/);
    const { result } = await whmcs.settingsPage();
    expect(result.values).toEqual({ Username: `a&b<"'>`, Secret: '**********', TestMode: 'on' });
    const id = await whmcs.addDomain({ domain: 'example.com' });
    await whmcs.call('RegisterDomain', id);
    expect(await seen('RegisterDomain')).toMatchObject({ Secret: 'pass&amp;word', TestMode: 'on' });
  });

  it('encrypts the same value differently each time', async () => {
    await whmcs.saveSettings({ Secret: 'password' });
    const first = await rawState();
    await whmcs.saveSettings({ Secret: 'password' });
    expect(JSON.parse(await rawState())).not.toEqual(JSON.parse(first));
  });

  it('keeps a masked password, and plays both ways that config_validate may see it', async () => {
    await whmcs.saveSettings({ Secret: 'password' });
    await whmcs.saveSettings({ Username: 'someone' });
    expect(await seen('config_validate')).toMatchObject({ Secret: 'password' });
    await whmcs.saveSettings({}, { maskedArrivesAs: 'asterisks' });
    expect(await seen('config_validate')).toMatchObject({ Secret: '**********' });
    await whmcs.call('RegisterDomain', await whmcs.addDomain({ domain: 'example.com' }));
    expect(await seen('RegisterDomain')).toMatchObject({ Secret: 'password' });
  });

  it('plays settings that arrive without entities', async () => {
    await whmcs.saveSettings({ Secret: 'pass&word' }, { validateSees: 'raw', stores: 'raw' });
    expect(await seen('config_validate')).toMatchObject({ Secret: 'pass&word' });
    await whmcs.call('RegisterDomain', await whmcs.addDomain({ domain: 'example.com' }));
    expect(await seen('RegisterDomain')).toMatchObject({ Secret: 'pass&word' });
  });

  it('plays a save that is lost after it was validated', async () => {
    await whmcs.saveSettings({ Username: 'lost' }, { stores: 'nothing' });
    expect(await seen('config_validate')).toMatchObject({ Username: 'lost' });
    expect((await whmcs.settingsPage()).result.values).toMatchObject({ Username: 'nobody' });
  });

  it('does not save what config_validate refuses', async () => {
    const { result } = await whmcs.saveSettings({ Username: 'refuse', TestMode: true });
    expect(result).toEqual({ saved: false, error: 'This user is refused.' });
    expect((await whmcs.settingsPage()).result.values).toMatchObject({ Username: 'nobody', TestMode: '' });
  });

  it('refuses a field that the form does not have', async () => {
    await expect(whmcs.saveSettings({ Usrname: 'x' })).rejects.toThrow('no field Usrname');
  });

  it('notices a hook file only at activation and at a save', async () => {
    await whmcs.remove();
    await install({ activate: false });
    expect((await whmcs.runHook('AfterCronJob')).result.hooked).toBe(false);
    await whmcs.activate();
    expect((await whmcs.runHook('AfterCronJob')).result.hooked).toBe(true);
    await whmcs.deactivate();
    expect((await whmcs.runHook('AfterCronJob')).result.hooked).toBe(false);
  });

  it('loads files of includes/hooks except disabled ones', async () => {
    await whmcs.deactivate();
    const folder = join(whmcs.root, 'includes', 'hooks');
    await writeFile(join(folder, 'on.php'), "<?php add_hook('PreCronJob', 1, function () {});");
    await writeFile(join(folder, '_off.php'), "<?php add_hook('DailyCronJob', 1, function () {});");
    expect((await whmcs.runHook('PreCronJob')).result.hooked).toBe(true);
    expect((await whmcs.runHook('DailyCronJob')).result.hooked).toBe(false);
  });
});

describe('parameters of the WHMCS double', () => {
  const order = async (version: string, domain: object = {}): Promise<Record<string, unknown>> => {
    await install({ version });
    await whmcs.call('RegisterDomain', await whmcs.addDomain({ domain: 'exämple.co.uk', ...domain }));
    return seen('RegisterDomain');
  };

  it('builds those of an order as 8.9 does', async () => {
    const params = await order('8.9.0');
    expect(params).toMatchObject({
      whmcsVersion: '8.9.0-release.1',
      domainid: 1001,
      domain: 'exämple.co.uk',
      sld: 'exämple',
      tld: 'co.uk',
      domain_punycode: 'xn--exmple-cua.co.uk',
      is_idn: true,
      idnLanguage: '',
      regtype: 'Register',
      regperiod: 1,
      registrar: 'polite',
      userid: '7',
      id: '7',
      status: 'Active',
      firstname: 'Juergen',
      fullname: "Juergen O'Brien",
      city: 'Koeln',
      state: 'Nordrhein-Westfalen',
      phonecc: '1',
      fullphonenumber: '+1.9999999999',
      adminfirstname: 'Juergen',
      adminfullphonenumber: '+1.9999999999',
      ns1: 'ns1.example.net',
      ns3: '',
      additionalfields: [],
      original: { firstname: 'Jürgen', userid: 7, phonecc: 1, domainid: 1001, Username: 'nobody' },
    });
    expect(params['original']).not.toHaveProperty('whmcsVersion');
    for (const absent of ['premiumCost', 'eppcode', 'ns3_punycode', 'admincountrycode', 'expiryDate']) {
      expect(params).not.toHaveProperty(absent);
    }
  });

  it('has no IDN keys in 8.0', async () => {
    const params = await order('8.0.0');
    expect(params).not.toHaveProperty('domain_punycode');
    expect(params).not.toHaveProperty('ns1_punycode');
    expect(params).toMatchObject({ whmcsVersion: '8.0.0-release.1' });
  });

  it('spells idnlanguage as the docs do in one version', async () => {
    expect(await order('8.13.0', { idnLanguage: 'GER' })).toMatchObject({ idnlanguage: 'GER' });
  });

  it('adds conditional keys when their condition holds', async () => {
    expect(await order('9.0.3', { premiumCost: '120.00' })).toMatchObject({ premiumCost: '120.00' });
    const options = {
      domain: 'example.com',
      type: 'Transfer',
      eppcode: 'abc',
      expirydate: '2030-01-02',
    } as const;
    const id = await whmcs.addDomain(options);
    await whmcs.call('TransferDomain', id);
    expect(await seen('TransferDomain')).toMatchObject({ eppcode: 'abc' });
    await whmcs.call('RenewDomain', id);
    expect(await seen('RenewDomain')).toMatchObject({ expiryDate: '2030-01-02' });
  });

  it('uses codes of states where WHMCS knows them', async () => {
    const client = { state: 'California', country: 'US' };
    expect(await order('8.9.0', { client })).toMatchObject({ state: 'CA', fullstate: 'California' });
  });

  it('gives Sync the short list, without domain in 8.0', async () => {
    await install({ version: '8.0.0' });
    await whmcs.call('Sync', await whmcs.addDomain({ domain: 'example.com' }));
    const params = await seen('Sync');
    expect(params['__keys']).toEqual([
      'Username',
      'Secret',
      'TestMode',
      'domainid',
      'sld',
      'tld',
      'registrar',
      'regperiod',
      'status',
      'dnsmanagement',
      'emailforwarding',
      'idprotection',
    ]);
    expect(params).toMatchObject({ status: 'Pending' });
    await whmcs.configure({ version: '9.0.3' });
    await whmcs.call('Sync', 1001);
    expect(await seen('Sync')).toMatchObject({ domain: 'example.com', domain_punycode: 'example.com' });
  });
});

describe('registrar calls of the WHMCS double', () => {
  beforeEach(async () => {
    await install();
  });

  const register = async (domain: string): ReturnType<WhmcsInstallation['call']> =>
    whmcs.call('RegisterDomain', await whmcs.addDomain({ domain, regperiod: 2 }));

  it('makes a registered domain active and runs hooks by priority', async () => {
    const { result } = await register('example.com');
    expect(result).toMatchObject({ value: { success: true }, outcome: 'success', error: null });
    const domain = await whmcs.domain(1001);
    expect(domain.status).toBe('Active');
    expect(Number(domain.expirydate?.slice(0, 4))).toBe(new Date().getUTCFullYear() + 2);
    expect(await activity()).toEqual(['first: example.com', 'second: successful']);
  });

  it('keeps a pending registration pending, but not before 8.4', async () => {
    expect((await register('slow.com')).result.outcome).toBe('pending');
    expect((await whmcs.domain(1001)).status).toBe('Pending Registration');
    await whmcs.configure({ version: '8.0.0' });
    await register('slow.net');
    expect((await whmcs.domain(1002)).status).toBe('Active');
  });

  it('leaves a refused order pending', async () => {
    const { result } = await register('refused.com');
    expect(result).toMatchObject({ outcome: 'failed', error: 'The registry refused' });
    expect((await whmcs.domain(1001)).status).toBe('Pending');
    expect(await activity()).toContain('failed: The registry refused');
  });

  it('lets a hook abort with an error or with success', async () => {
    expect((await register('stopped.com')).result).toMatchObject({
      aborted: true,
      error: 'Stopped by a hook',
    });
    expect((await register('skipped.com')).result).toMatchObject({ aborted: true, outcome: 'success' });
    expect(existsSync(join(whmcs.root, 'seen-RegisterDomain.json'))).toBe(false);
    expect((await whmcs.domain(1002)).status).toBe('Active');
  });

  it('checks and calls the functions that are not orders', async () => {
    const id = await whmcs.addDomain({ domain: 'example.com', status: 'Active' });
    const value = async (name: string, extra: Record<string, unknown> = {}): Promise<unknown> =>
      (await whmcs.call(name, id, { extra })).result.value;
    expect(await value('GetDomainInformation')).toMatchObject({
      domain: 'example.com',
      registrationStatus: 'STATUS_ACTIVE',
      transferLock: true,
      expiryDate: '2031-02-03',
    });
    expect(await value('GetNameservers')).toEqual({ ns1: 'ns1.example.net', ns2: 'ns2.example.net' });
    expect(await value('GetRegistrarLock')).toBe('locked');
    expect(await value('SaveRegistrarLock', { lockenabled: 'locked' })).toEqual({ success: true });
    expect(await value('push')).toBe('Not implemented');
    expect((await whmcs.call('GetTldPricing', null)).result.value).toMatchObject([{ extension: '.com' }]);
    expect((await whmcs.call('MetaData', null)).result.value).toMatchObject({ DisplayName: 'Polite' });
  });

  it('tells a missing function from one that WHMCS never calls', async () => {
    const id = await whmcs.addDomain({ domain: 'example.com' });
    expect((await whmcs.call('GetEPPCode', id)).result).toMatchObject({
      functionExists: false,
      error: 'Registrar Function Not Supported',
    });
    await expect(whmcs.call('GetEverything', id)).rejects.toThrow('does not call');
    await expect(whmcs.call('SaveRegistrarLock', id)).rejects.toThrow('lockenabled');
  });

  it('logs module calls only while the log is on, and masks them', async () => {
    await whmcs.saveSettings({ Secret: 'password' });
    await register('one.com');
    expect(await whmcs.moduleLog()).toEqual([]);
    await whmcs.setModuleLog(true);
    await register('two.com');
    const [entry] = await whmcs.moduleLog();
    expect(entry).toMatchObject({ module: 'polite', action: 'RegisterDomain' });
    expect(entry?.request).toContain('[secret] => ********\n');
  });
});

describe('searches of the WHMCS double', () => {
  beforeEach(async () => {
    await install();
  });

  it('asks as the cart does', async () => {
    const { result } = await whmcs.checkAvailability('example', ['.com', '.net']);
    expect(result.results).toMatchObject([
      { sld: 'example', tld: 'com', status: 'STATUS_NOT_REGISTERED' },
      { sld: 'example', tld: 'net', status: 'STATUS_REGISTERED' },
    ]);
    expect((await whmcs.checkAvailability('example', [])).result.results).toEqual([]);
    expect((await whmcs.suggest('example', ['.com'])).result.results).toEqual([]);
  });

  it('shows an exception, which this function may throw', async () => {
    expect((await whmcs.checkAvailability('down', ['.com'])).result.error).toBe('The registry is down');
  });
});

describe('cron of the WHMCS double', () => {
  beforeEach(async () => {
    await install();
  });

  it('runs the daily hooks only when the day is due, and AfterCronJob always', async () => {
    await whmcs.cron();
    expect(await activity()).toEqual(['AfterCronJob for nobody']);
    await whmcs.cron({ daily: true });
    expect((await activity()).slice(1)).toEqual(['PreCronJob', 'DailyCronJob', 'AfterCronJob for nobody']);
    expect((await whmcs.mails()).map((mail) => mail.subject)).toEqual([
      'Report',
      'WHMCS Cron Job Activity',
      'Report',
    ]);
  });

  it('has no web request, and a hook in the web has one', async () => {
    await whmcs.runHook('AfterCronJob');
    expect(await activity()).toEqual(['AfterCronJob for nobody in the web']);
  });

  it('applies what Sync says and mails the report', async () => {
    const add = async (domain: string, status: string): Promise<number> =>
      whmcs.addDomain({ domain, status });
    const pending = await add('new.com', 'Pending Registration');
    const lost = await add('lost.com', 'Active');
    const gone = await add('gone.com', 'Active');
    const quiet = await add('quiet.com', 'Active');
    const untouched = await add('old.com', 'Expired');
    const { result } = await whmcs.cron();
    expect(result.report.map((line) => line.text)).toEqual([
      'Updated status: Pending Registration -> Active, expirydate: none -> 2031-02-03',
      'Not found',
      'Updated status: Active -> Transferred Away',
      'In Sync',
    ]);
    expect(await whmcs.domain(pending)).toMatchObject({ status: 'Active', expirydate: '2031-02-03' });
    expect((await whmcs.domain(lost)).status).toBe('Active');
    expect((await whmcs.domain(gone)).status).toBe('Transferred Away');
    expect((await whmcs.domain(quiet)).expirydate).toBeNull();
    expect((await whmcs.domain(untouched)).status).toBe('Expired');
    const [mail] = await whmcs.mails();
    expect(mail).toMatchObject({ to: ['admin@whmcs.example'], type: 'system' });
    expect(mail?.message).toContain('lost.com: Not found');
  });

  it('finishes transfers', async () => {
    const good = await whmcs.addDomain({ domain: 'good.com', status: 'Pending Transfer', type: 'Transfer' });
    const bad = await whmcs.addDomain({ domain: 'denied.com', status: 'Pending Transfer', type: 'Transfer' });
    await whmcs.cron();
    expect(await whmcs.domain(good)).toMatchObject({ status: 'Active', expirydate: '2032-02-03' });
    expect((await whmcs.domain(bad)).status).toBe('Cancelled');
    expect(await activity()).toContain('transfer failed: denied.com');
  });

  it('changes nothing when told to notify only, and moves due dates when told to', async () => {
    const id = await whmcs.addDomain({ domain: 'example.com', status: 'Active', expirydate: '2030-01-01' });
    await whmcs.configure({ automation: { notifyOnly: true } });
    await whmcs.cron();
    expect((await whmcs.domain(id)).expirydate).toBe('2030-01-01');
    await whmcs.configure({
      automation: { notifyOnly: false, syncNextDueDate: true, nextDueDateOffsetDays: 3 },
    });
    await whmcs.cron();
    expect(await whmcs.domain(id)).toMatchObject({ expirydate: '2031-02-03', nextduedate: '2031-01-31' });
    await whmcs.configure({ automation: { domainSyncEnabled: false } });
    expect((await whmcs.cron()).result.report).toEqual([]);
  });

  it('syncs 50 domains a run, in turn', async () => {
    const domains = Array.from({ length: 53 }, (_, number) => ({
      domain: `d${number}.com`,
      status: 'Active',
    }));
    await whmcs.addDomains(domains);
    const first = (await whmcs.cron()).result.report.map((line) => line.domain);
    const second = (await whmcs.cron()).result.report.map((line) => line.domain);
    expect(first).toHaveLength(50);
    expect(second).toEqual(['d50.com', 'd51.com', 'd52.com']);
  });

  it('fails the localAPI commands that it is told to fail', async () => {
    await whmcs.configure({ localApiFailures: { SendAdminEmail: 'Sending failed' } });
    await whmcs.cron();
    expect(await whmcs.mails()).toEqual([]);
  });

  it('passes environment variables to all processes, or to cron alone', async () => {
    await whmcs.remove();
    await install({ env: { FOR_ALL: 'a' }, cronEnv: { FOR_CRON: 'c' } });
    const code = "<?php logActivity(getenv('FOR_ALL') . getenv('FOR_CRON'));";
    await writeFile(join(whmcs.root, 'includes', 'hooks', 'env.php'), code);
    await whmcs.settingsPage();
    await whmcs.cron({ sync: false });
    expect((await activity()).slice(0, 2)).toEqual(['a', 'ac']);
  });
});
