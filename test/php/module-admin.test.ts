import { rmSync } from 'node:fs';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { foreignMarkup, textOf } from './module-addon-page.js';
import { body, hang, json, problem, reset, succeeded } from './module-fake-sidecar.js';
import type { Reply } from './module-fake-sidecar.js';
import { noteFile } from './module-notes.js';
import { useModule } from './use-module.js';

const SYNC = 'POST /v1/actions/Sync';
const DIAGNOSIS = 'POST /v1/diagnosis';
const ORDER_ID = '0d1a4f8e-0000-4000-8000-000000000001';
const LOOK_UP = `POST /v1/orders/${ORDER_ID}/look-up`;

const order = (changes: object = {}): object => ({
  id: ORDER_ID,
  action: 'transfer',
  domain: 'example.com',
  years: 1,
  state: 'unknown',
  why: 'No usable answer came.',
  createdAt: '2026-05-31T10:00:00.000Z',
  sentAt: '2026-05-31T10:00:01.000Z',
  updatedAt: '2026-05-31T10:05:00.000Z',
  settled: null,
  referenceId: 'ref-1',
  ...changes,
});
const listed = (changes: object = {}): object => ({
  status: 'active',
  expiryDate: '2027-03-01',
  onHold: false,
  hold: null,
  seen: { at: '2026-05-31T09:00:00.000Z', secondsAgo: 3_700 },
  ...changes,
});

describe('the module on the admin pages of a domain', () => {
  const stage = useModule();
  let id: number;
  let route: string;

  beforeEach(async () => {
    rmSync(noteFile(stage.whmcs, 'sidecar-breaker'), { force: true });
    id = await stage.whmcs.addDomain({ domain: 'example.com', status: 'Active', expirydate: '2026-03-01' });
    route = `GET /v1/domains/example.com?domainid=${id}`;
    known();
  });

  const known = (changes: object = {}): void => {
    stage.sidecar.on(
      route,
      json(200, {
        domain: 'example.com',
        apiEnvironment: 'production',
        order: null,
        listed: listed(),
        list: { at: '2026-05-31T09:00:00.000Z', secondsAgo: 3_700 },
        ...changes,
      }),
    );
  };
  const page = async () => (await stage.whmcs.domainPage(id)).result;
  const rows = async () => Object.entries((await page()).rows).map(([label, html]) => [label, textOf(html)]);
  const press = async (button: string) => (await stage.whmcs.call(button, id)).result.value;

  const ALWAYS = { 'Sync now': 'SyncNow', 'Test connection': 'TestConnection' };

  it('asks the sidecar once for a whole page', async () => {
    known({ order: order() });

    expect((await page()).buttons).toEqual({ ...ALWAYS, 'Settle this order': 'SettleOrder' });
    expect(stage.sidecar.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([route]);
  });

  it.each(['done', 'rejected', 'intended'])('offers no settling of an order that is %s', async (state) => {
    known({ order: order({ state, why: null }) });

    expect((await page()).buttons).toEqual(ALWAYS);
  });

  it('shows order, age, status, expiry date and hold', async () => {
    known({ order: order() });
    expect(await rows()).toEqual([
      [
        'Order at NiceNIC',
        'Transfer of example.com (1 year): not known whether it happened, since 2026-05-31 10:00:01 UTC. ' +
          'No usable answer came. Reference: ref-1.',
      ],
      ['Last seen at NiceNIC', '2026-05-31 09:00:00 UTC (1 hour ago), in the production account'],
      ['Status at NiceNIC', 'active'],
      ['Expiry date at NiceNIC', '2027-03-01'],
      ['Hold at NiceNIC', 'None'],
    ]);

    const hold = {
      state: 'pending',
      status: 'Pending ClientHold',
      impact: 'At risk of restriction',
      action: null,
      scheduledAt: '2026-06-01 00:00:00',
      appliedAt: null,
    };
    const settled = { by: 'hand', at: '2026-05-31T11:00:00.000Z', note: 'Ticket 4711' };
    known({
      order: order({ state: 'done', why: null, action: 'renew', years: 2, settled }),
      listed: listed({ onHold: true, hold, expiryDate: null }),
    });
    expect(Object.fromEntries(await rows())).toMatchObject({
      'Order at NiceNIC':
        'Renewal of example.com (2 years): happened, since 2026-05-31 11:00:00 UTC. Reference: ref-1.',
      'Expiry date at NiceNIC': 'Not told',
      'Hold at NiceNIC':
        'A hold is planned. Planned for 2026-06-01 00:00:00. Case: Pending ClientHold. Impact: At risk of restriction.',
    });

    known({ listed: null });
    expect(await rows()).toEqual([
      ['Order at NiceNIC', 'None was sent through NiceNIC Companion.'],
      [
        'Last seen at NiceNIC',
        'Not in the list of the production account, read 2026-05-31 09:00:00 UTC (1 hour ago)',
      ],
    ]);
  });

  it('shows markup as text', async () => {
    const markup = `<script>alert("1")</script>'"><img src=x onerror=alert(1)>`;
    const hold = { state: markup, status: markup, impact: markup, action: markup, scheduledAt: markup };
    known({
      apiEnvironment: markup,
      order: order({ action: markup, why: markup, referenceId: markup, sentAt: markup, state: markup }),
      listed: listed({ status: markup, expiryDate: markup, onHold: true, hold }),
    });
    const html = Object.values((await page()).rows).join('');

    expect(foreignMarkup(html)).toEqual([]);
    expect(textOf(html).split(markup).length).toBeGreaterThan(10);
  });

  it.each<[string, Reply, RegExp]>([
    ['hangs', hang, /did not give a complete answer/],
    ['is cut off', reset, /did not give a complete answer/],
    [
      'has no settings yet',
      problem(409, 'no_settings', 'The sidecar has no settings yet.'),
      /no settings yet/,
    ],
    ['is another service', body(200, 'text/html', '<b>Welcome</b>'), /not one of the sidecar/],
    ['answers another form', json(200, { order: order() }), /agreed form/],
  ])('keeps its buttons and says why within 3 s when the sidecar %s', async (_, reply, words) => {
    stage.sidecar.on(route, reply);
    const { result, durationMs } = await stage.whmcs.domainPage(id);

    expect(result.buttons).toEqual(ALWAYS);
    expect(result.rows).toEqual({ 'NiceNIC Companion': expect.stringMatching(words) });
    expect(durationMs).toBeLessThan(3_000);
    expect(stage.sidecar.requests).toHaveLength(1);
  });

  describe('Sync now', () => {
    it.each([
      ['Active', 'Active'],
      ['Pending Registration', 'Active'],
      ['Expired', 'Active'],
      ['Pending Transfer', 'Pending Transfer'],
      ['Cancelled', 'Cancelled'],
      ['Transferred Away', 'Transferred Away'],
    ])('writes the expiry date of a domain that is %s, which is %s then', async (before, after) => {
      id = await stage.whmcs.addDomain({ domain: 'example.com', status: before, expirydate: '2026-03-01' });

      const value = await press('SyncNow');

      expect(stage.sidecar.onlyBody(SYNC)).toMatchObject({ params: { domainid: id, refresh: true } });
      expect(await stage.whmcs.domain(id)).toMatchObject({ status: after, expirydate: '2027-05-31' });
      expect(value).toEqual({
        success: true,
        message: `Changed in WHMCS: expiry date 2027-05-31${before === after ? '' : ', status Active'}.`,
      });
    });

    it('changes nothing without evidence, and says so', async () => {
      stage.sidecar.on(SYNC, succeeded({ expirydate: '2026-03-01' }));
      id = await stage.whmcs.addDomain({
        domain: 'example.com',
        status: 'Expired',
        expirydate: '2026-03-01',
      });

      expect(await press('SyncNow')).toEqual({
        success: true,
        message: 'WHMCS and NiceNIC agree; nothing was changed.',
      });
      expect((await stage.whmcs.domain(id)).status).toBe('Expired');
    });

    it.each<[string, Reply]>([
      ['a refusal', problem(500, 'internal_error', 'x')],
      ['a date that is none', succeeded({ active: true, expirydate: '2027-02-30' })],
    ])('leaves the domain alone after %s', async (_, reply) => {
      stage.sidecar.on(SYNC, reply);

      expect(Object.keys((await press('SyncNow')) as object)).toEqual(['error']);
      expect(await stage.whmcs.domain(id)).toMatchObject({ status: 'Active', expirydate: '2026-03-01' });
    });

    it('says that WHMCS does not take it', async () => {
      await stage.whmcs.configure({ localApiFailures: { UpdateClientDomain: 'Domain ID Not Found' } });
      const value = await press('SyncNow');
      await stage.whmcs.configure({ localApiFailures: {} });

      expect(value).toEqual({
        error: 'WHMCS did not take the change of the domain (Domain ID Not Found).',
      });
    });
  });

  describe('Test connection', () => {
    it('tells that NiceNIC accepts the settings of WHMCS', async () => {
      stage.sidecar.on(DIAGNOSIS, json(200, { healthy: true, environment: 'sandbox', causes: [] }));

      expect(await press('TestConnection')).toEqual({
        success: true,
        message: 'NiceNIC accepts the settings of this WHMCS (sandbox account).',
      });
      expect(stage.sidecar.onlyBody(DIAGNOSIS)).toMatchObject({
        settings: { username: 'reseller1', testMode: true },
        context: { environment: 'web' },
      });
    });

    it.each<[string, Reply, string]>([
      [
        'its cause and fix',
        json(200, {
          healthy: false,
          environment: 'production',
          causes: [
            { code: 'ip_not_whitelisted', title: 'The address is not on it', fix: ['Add it.', 'Wait.'] },
          ],
        }),
        'Most likely cause: The address is not on it (ip_not_whitelisted). Add it. Wait.',
      ],
      [
        'why it was not tested',
        problem(429, 'diagnosis_held_back', 'Refused too often.'),
        'Refused too often.',
      ],
      ['that the sidecar failed', reset, 'did not give a complete answer'],
    ])('tells %s', async (_, reply, words) => {
      stage.sidecar.on(DIAGNOSIS, reply);

      expect(await press('TestConnection')).toEqual({ error: expect.stringContaining(words) });
    });
  });

  describe('Settle this order', () => {
    beforeEach(() => {
      known({ order: order() });
    });

    it.each([
      ['done', 'happened, since'],
      ['pending', 'accepted by NiceNIC and not finished yet, since'],
      ['rejected', 'It can be ordered again in WHMCS.'],
    ])('tells that it is %s', async (state, words) => {
      stage.sidecar.on(LOOK_UP, json(200, order({ state, why: null })));

      expect(await press('SettleOrder')).toEqual({
        success: true,
        message: expect.stringContaining(words),
      });
      expect(stage.sidecar.received(route)).toHaveLength(1);
      expect((await stage.whmcs.moduleLog()).at(-1)).toMatchObject({ action: 'SettleOrder' });
    });

    it.each<[string, Reply, string]>([
      ['is not known still', json(200, order()), 'Orders to settle.'],
      [
        'belongs to another account',
        problem(409, 'order_of_other_account', 'Another account.'),
        'Another account.',
      ],
      ['takes long', reset, 'The answer takes long; the sidecar goes on looking.'],
    ])('is an error when it %s', async (_, reply, words) => {
      stage.sidecar.on(LOOK_UP, reply);

      expect(await press('SettleOrder')).toEqual({ error: expect.stringContaining(words) });
    });
  });
});
