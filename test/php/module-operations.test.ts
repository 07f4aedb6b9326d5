import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startSimulator, type Simulator } from '../simulator/simulator.js';
import { INVENTED_OPERATIONS, writeOperations } from '../support/invented-operations.js';
import { startSidecar, temporaryFolder, type RunningSidecar } from '../support/running-sidecar.js';
import type { WhmcsInstallation } from '../whmcs/whmcs-installation.js';
import { body, FakeSidecar, json, problem, succeeded } from './module-fake-sidecar.js';
import { installModule } from './module-installation.js';
import { noteFile, readNote, writeNote } from './module-notes.js';

const OPERATIONS = 'GET /v1/operations';

const enabled = (...names: readonly string[]): ReturnType<typeof json> =>
  json(200, { state: 'loaded', enabled: names, problems: [] });

describe('what the module makes of the enabled operations', () => {
  let sidecar: FakeSidecar;
  let whmcs: WhmcsInstallation;
  let id: number;
  let file: string;

  beforeAll(async () => {
    sidecar = await FakeSidecar.start();
    whmcs = await installModule(sidecar.url);
    id = await whmcs.addDomain({ domain: 'example.com', status: 'Active' });
    file = noteFile(whmcs, 'operations-enabled');
  });

  afterAll(async () => {
    await whmcs.remove();
    await sidecar.close();
  });

  beforeEach(() => {
    sidecar.restore();
    rmSync(file, { force: true, recursive: true });
  });

  const enable = (...names: readonly string[]): void => {
    writeNote(file, { enabled: names });
  };
  const exists = async (name: string, extra: Readonly<Record<string, unknown>> = {}): Promise<boolean> =>
    (await whmcs.call(name, id, { extra })).result.functionExists;
  const notes = async (): Promise<string[]> =>
    (await whmcs.activityLog())
      .map(({ message }) => message)
      .filter((text) => text.includes('operations.json'));

  it('has functions for what is enabled, and none for what is not', async () => {
    expect(await exists('GetEPPCode')).toBe(false);
    enable('GetEPPCode');
    sidecar.on('POST /v1/actions/GetEPPCode', succeeded({ eppcode: 'a&<b>"c' }));

    expect((await whmcs.call('GetEPPCode', id)).result.value).toEqual({ eppcode: 'a&<b>"c' });
    expect(await exists('RequestDelete')).toBe(false);
  });

  it.each([
    '',
    '{"enabled":["GetEPPCode"]}',
    '<?php exit; ?>\n{"enabled":"GetEPPCode"}',
    '<?php exit; ?>\n{"enabled":["GetEPPCode"]',
  ])('takes the file %j for nothing', async (content) => {
    writeFileSync(file, content);

    expect(await exists('GetEPPCode')).toBe(false);
  });

  it('learns from cron what is enabled, and keeps it while the sidecar fails', async () => {
    sidecar.on(OPERATIONS, enabled('SaveRegistrarLock', 'GetRegistrarLock'));
    await whmcs.cron();
    expect(readNote(file)).toEqual({
      enabled: ['GetRegistrarLock', 'SaveRegistrarLock'],
    });
    expect((statSync(file).mode & 0o777).toString(8)).toBe('644');
    expect(readdirSync(join(file, '..')).sort()).toEqual(['index.php', 'operations-enabled.php']);

    for (const reply of [problem(500, 'internal_error', 'x'), json(200, { enabled: 'all' })]) {
      sidecar.on(OPERATIONS, reply);
      await whmcs.cron();
    }
    expect(existsSync(file)).toBe(true);

    sidecar.on(OPERATIONS, enabled());
    await whmcs.saveSettings({});
    expect(readNote(file)).toEqual({ enabled: [] });
  });

  it('notes once a day that it cannot keep the list, and nothing while there is none', async () => {
    mkdirSync(file);
    await whmcs.cron({ daily: true });
    expect(await notes()).toEqual([]);

    sidecar.on(OPERATIONS, enabled('GetEPPCode'));
    await whmcs.cron();
    expect(await notes()).toEqual([]);
    await whmcs.cron({ daily: true });
    expect(await notes()).toEqual([
      expect.stringContaining(`PHP cannot write into the folder ${join(file, '..')}.`),
    ]);
    expect(readdirSync(join(file, '..')).filter((name) => name.startsWith('draft-'))).toEqual([]);
    await whmcs.saveSettings({});
    expect(await notes()).toHaveLength(2);
  });

  it.each<[string, Readonly<Record<string, unknown>>, object]>([
    ['SaveRegistrarLock', { lockenabled: 'unlocked' }, { lockenabled: 'unlocked' }],
    ['IDProtectToggle', { protectenable: true }, { protectenable: true }],
    ['ReleaseDomain', { transfertag: 'A&amp;B' }, { transfertag: 'A&B' }],
    ['RequestDelete', {}, {}],
    [
      'RegisterNameserver',
      { nameserver: 'ns1.example.com', ipaddress: '192.0.2.1' },
      { nameserver: 'ns1.example.com', ipaddress: '192.0.2.1' },
    ],
    [
      'ModifyNameserver',
      { nameserver: 'ns1.example.com', currentipaddress: '192.0.2.1', newipaddress: '192.0.2.2' },
      { nameserver: 'ns1.example.com', currentipaddress: '192.0.2.1', newipaddress: '192.0.2.2' },
    ],
    ['DeleteNameserver', { nameserver: 'ns1.example.com' }, { nameserver: 'ns1.example.com' }],
    [
      'SaveDNS',
      {
        dnsrecords: [
          { recid: '7', hostname: '@', type: 'TXT', address: '&quot;v=spf1 a -all&quot;', priority: 'N/A' },
          { hostname: 'O&#039;Brien', type: 'TXT', address: 'a &amp;amp; b' },
          'no row',
        ],
      },
      {
        dnsrecords: [
          { hostname: '@', type: 'TXT', address: '"v=spf1 a -all"', priority: 'N/A' },
          { hostname: `O'Brien`, type: 'TXT', address: 'a &amp; b', priority: '' },
          { hostname: '', type: '', address: '', priority: '' },
        ],
      },
    ],
    [
      'SaveNameservers',
      {
        ns1: 'ns1.bücher.example',
        ns1_punycode: 'ns1.xn--bcher-kva.example',
        ns2: 'ns2.shop.example',
        ns3: '',
        ns4: '',
        ns5: '',
      },
      { ns1: 'ns1.xn--bcher-kva.example', ns2: 'ns2.shop.example', ns3: '', ns4: '', ns5: '' },
    ],
  ])('%s sends what it needs and is done when the sidecar says so', async (name, extra, sent) => {
    enable(name);
    sidecar.on(`POST /v1/actions/${name}`, succeeded({ done: true }));

    expect((await whmcs.call(name, id, { extra })).result.value).toEqual({ success: true });
    expect((sidecar.onlyBody(`POST /v1/actions/${name}`) as { params: unknown }).params).toEqual({
      domainid: id,
      domain: 'example.com',
      sld: 'example',
      tld: 'com',
      domain_punycode: 'example.com',
      ...sent,
    });
  });

  it('does not believe in a change that is not quite done', async () => {
    sidecar.on('POST /v1/actions/DeleteNameserver', succeeded({ done: 'yes' }));

    const { result } = await whmcs.call('DeleteNameserver', id, { extra: { nameserver: 'ns1.example.com' } });

    expect(result.error).toContain('agreed form');
  });

  it('tells administrators what to do, and customers only where to ask', async () => {
    const message = 'NiceNIC publishes no API operation for this. Do it by hand.';
    sidecar.on(
      'POST /v1/actions/SaveNameservers',
      json(422, {
        ok: false,
        referenceId: 'ref-5',
        error: {
          code: 'operation_not_documented',
          message,
          publicMessage: 'Please contact our support.',
          mayHaveExecuted: false,
        },
      }),
    );
    const extra = { ns1: '', ns2: '', ns3: '', ns4: '', ns5: '' };

    const { result: admin } = await whmcs.call('SaveNameservers', id, { extra });
    // Outside the admin area.
    const { result: other } = await whmcs.call('SaveNameservers', id, { extra, context: 'cron' });

    expect(admin.error).toBe(`${message} [operation_not_documented] Reference: ref-5.`);
    expect(other.error).toBe('Please contact our support. Reference: ref-5.');
  });

  it('logs no answer that may hold a transfer code', async () => {
    enable('GetEPPCode');
    const replies = [
      succeeded({ eppcode: 'Zq7-code' }),
      body(200, 'application/json', '{"ok":true,"result":{"eppcode":"Zq7-code"}'),
    ];
    for (const reply of replies) {
      sidecar.on('POST /v1/actions/GetEPPCode', reply);
      await whmcs.call('GetEPPCode', id);
    }

    const entries = (await whmcs.moduleLog()).filter(({ action }) => action === 'GetEPPCode').slice(-2);
    expect(entries.map(({ response }) => response)).toEqual([
      expect.stringContaining('[hidden]'),
      expect.stringContaining('[hidden]'),
    ]);
    expect(JSON.stringify(entries)).not.toContain('Zq7');
  });

  it.each<[string, string, unknown, unknown]>([
    ['GetRegistrarLock', 'a state', { lock: 'unlocked' }, 'unlocked'],
    ['GetRegistrarLock', 'a truth value', { lock: true }, { error: expect.stringContaining('agreed form') }],
    ['GetEPPCode', 'a code that was mailed', { mailed: true }, { success: 'success' }],
    [
      'GetDNS',
      'records',
      {
        records: [
          { hostname: '@', type: 'TXT', address: `"a&b" 'c'`, priority: 'N/A' },
          { hostname: '@', type: 'MX', address: 'mail.example.com', priority: '10' },
        ],
      },
      [
        { hostname: '@', type: 'TXT', address: '&quot;a&amp;b&quot; &#039;c&#039;', priority: 'N/A' },
        { hostname: '@', type: 'MX', address: 'mail.example.com', priority: '10' },
      ],
    ],
    ['GetDNS', 'an empty zone', { records: [] }, []],
    [
      'GetDNS',
      'a record without an address',
      { records: [{ hostname: '@', type: 'A', priority: 'N/A' }] },
      { error: expect.stringContaining('agreed form') },
    ],
    ['GetEPPCode', 'no code', { eppcode: '' }, { error: expect.stringContaining('agreed form') }],
  ])('%s turns %s into what WHMCS wants', async (name, _what, result, value) => {
    enable(name);
    sidecar.on(`POST /v1/actions/${name}`, succeeded(result));

    expect((await whmcs.call(name, id)).result.value).toEqual(value);
  });
});

describe('with the sidecar and the simulated registrar', () => {
  let registrar: Simulator;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let sidecar: RunningSidecar;
  let whmcs: WhmcsInstallation;

  beforeAll(async () => {
    registrar = await startSimulator({ inventedOperations: true });
    folder = await temporaryFolder();
    sidecar = await startSidecar(registrar, { dataDir: folder.path });
    whmcs = await installModule(sidecar.url, {
      Username: registrar.account.username,
      APISecret: registrar.account.productionSecret ?? '',
      TestMode: false,
      SidecarToken: sidecar.companion.folder.token.reveal(),
    });
  });

  afterAll(async () => {
    await whmcs.remove();
    await sidecar.stop();
    await registrar.close();
    await folder.remove();
  });

  it('nameservers say what to do until the operations file has them, and then the lock has a button too', async () => {
    registrar.production.portfolio.put({ domain: 'mine.com' });
    const id = await whmcs.addDomain({ domain: 'mine.com', status: 'Active' });
    const extra = { ns1: 'ns1.shop.example', ns2: 'ns2.shop.example', ns3: '', ns4: '', ns5: '' };

    const refused = (await whmcs.call('SaveNameservers', id, { extra })).result;
    expect(refused.error).toMatch(/Do it by hand on the website of NiceNIC .*\[operation_not_documented\]/);

    writeOperations(folder.path, INVENTED_OPERATIONS);
    await whmcs.cron();
    expect((await whmcs.call('SaveNameservers', id, { extra })).result.value).toEqual({ success: true });
    expect(registrar.production.portfolio.get('mine.com')?.nameservers).toEqual([
      'ns1.shop.example',
      'ns2.shop.example',
    ]);
    expect((await whmcs.call('GetRegistrarLock', id)).result.value).toBe('locked');
  });

  it('a TXT record comes back from the form as it was, however often the page escaped it', async () => {
    writeOperations(folder.path, INVENTED_OPERATIONS);
    await whmcs.cron();
    const text = { id: 1, host: '@', type: 'TXT', value: '"v=spf1 a -all" & <b>', ttl: 3600, pri: 0 };
    registrar.production.portfolio.put({ domain: 'zone.com', records: [text] });
    const id = await whmcs.addDomain({ domain: 'zone.com', status: 'Active' });
    const shown = (await whmcs.call('GetDNS', id)).result.value as readonly Readonly<
      Record<string, string>
    >[];
    const escaped = shown.map((row) => ({
      ...row,
      address: (row['address'] ?? '').replaceAll('&', '&amp;'),
    }));
    const added = { hostname: 'www', type: 'A', address: '192.0.2.7', priority: 'N/A' };

    for (const dnsrecords of [
      [...shown, added],
      [...escaped, added],
    ]) {
      const { result } = await whmcs.call('SaveDNS', id, { extra: { dnsrecords } });
      expect(result.value).toEqual({ success: true });
    }

    expect(registrar.production.portfolio.get('zone.com')?.records).toEqual([
      text,
      expect.objectContaining({ host: 'www', type: 'A', value: '192.0.2.7' }),
    ]);
  });
});
