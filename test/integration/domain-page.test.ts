import { describe, expect, test } from '@jest/globals';
import { registration, renewal, transferIn, TRANSFER_CODE } from '../support/registration.js';
import { settingsFor, type Envelope } from '../support/running-sidecar.js';
import { impatientWithSilence } from '../support/patience.js';
import { useSidecar } from '../support/use-sidecar.js';

const MINUTE = 60_000;

const stage = useSidecar({
  sidecar: (registrar) => ({
    callLimits: impatientWithSilence(registrar),
  }),
  arrange: (registrar) => {
    registrar.production.setAuthcode('a.com', TRANSFER_CODE);
    registrar.production.portfolio.put({ domain: 'mine.com', expiredDate: '2027-03-01' });
  },
});

const store = (changes: object = {}): Promise<unknown> =>
  stage.sidecar.ask('PUT', '/v1/settings', { settings: settingsFor(stage.registrar, changes) });
const page = async (name: string, domainid: string | number = 7): Promise<unknown> =>
  (await stage.sidecar.ask('GET', `/v1/domains/${name}?domainid=${domainid}`)).body;
const sync = (domain: string, changes: object = {}): Promise<Envelope> =>
  stage.sidecar.act('Sync', { domainid: 7, domain, ...changes });

describe('the page of one domain', () => {
  test('says that nothing is known yet, and asks nobody', async () => {
    await store();
    expect(await page('mine.com')).toEqual({
      domain: 'mine.com',
      apiEnvironment: 'production',
      order: null,
      listed: null,
      list: null,
    });
    expect(stage.registrar.calls()).toBe(0);
  });

  test('shows what the index has, and how old it is', async () => {
    await store();
    await sync('mine.com');
    stage.registrar.log.clear();
    stage.clock.offset += 90 * MINUTE;
    const known = await page('MINE.com.');
    expect(known).toMatchObject({
      listed: { status: 'active', expiryDate: '2027-03-01', onHold: false, hold: null },
      order: null,
    });
    const { listed, list } = known as { listed: { seen: Seen }; list: Seen };
    for (const { secondsAgo } of [listed.seen, list]) expect(Math.abs(secondsAgo - 90 * 60)).toBeLessThan(60);
    expect(await page('gone.com')).toMatchObject({ listed: null, list: { at: list.at } });
    expect(stage.registrar.calls()).toBe(0);
  });

  test('tells of a hold what the registrar said', async () => {
    await store();
    stage.registrar.production.portfolio.put({ domain: 'held.com', onHold: true });
    stage.registrar.production.setAbuseReport('held.com', {
      scenario: { status: 'Pending ClientHold', impact: 'At risk of restriction', action: 'Answer' },
      hold: { state: 'pending', pending_since: null, scheduled_at: '2026-06-01 00:00:00', applied_at: null },
      complaint: { case_count: 1, earliest_at: null, latest_at: null, categories: [] },
    });
    await sync('held.com');
    expect(await page('held.com')).toMatchObject({ listed: { onHold: true, hold: null } });
    await stage.sidecar.act('GetDomainInformation', { domainid: 7, domain: 'held.com' });
    expect(await page('held.com')).toMatchObject({
      listed: {
        hold: { state: 'pending', impact: 'At risk of restriction', scheduledAt: '2026-06-01 00:00:00' },
      },
    });
  });

  test('shows the order of this domain record, an open one first', async () => {
    await store();
    await stage.sidecar.act('TransferDomain', transferIn('a.com'));
    expect(await page('a.com')).toMatchObject({
      order: { action: 'transfer', state: 'pending', why: expect.stringContaining('accepted it') as unknown },
    });
    expect(await page('a.com', 8)).toMatchObject({ order: null });
    stage.registrar.production.completeOrder('a.com');
    stage.clock.offset += 20 * MINUTE;
    expect((await stage.sidecar.act('RenewDomain', renewal('a.com'))).ok).toBe(true);
    expect(await page('a.com')).toMatchObject({ order: { action: 'transfer', state: 'pending' } });
    await stage.sidecar.companion.settlement.run(true);
    expect(await page('a.com')).toMatchObject({ order: { action: 'renew', state: 'done', why: null } });
  });

  test('shows nothing of another account', async () => {
    await stage.sidecar.act('RegisterDomain', registration('b.com'));
    await store({ testMode: true, apiSecret: stage.registrar.account.sandboxSecret });
    expect(await page('b.com')).toMatchObject({ apiEnvironment: 'sandbox', order: null });
  });

  test.each([
    ['not%20a%20name', '7', 422],
    ['%E0%A4%A', '7', 404],
    ['mine.com', 'seven', 422],
    ['mine.com', '7', 409],
  ])('refuses %s of domain id %s', async (name, id, status) => {
    const answer = await stage.sidecar.ask('GET', `/v1/domains/${name}?domainid=${id}`);
    expect(answer.status).toBe(status);
  });
});

interface Seen {
  readonly at: string;
  readonly secondsAgo: number;
}

describe('a sync that an admin asks for', () => {
  test('reads the list although the index is fresh', async () => {
    expect(await sync('mine.com')).toMatchObject({ result: { active: true, expirydate: '2027-03-01' } });
    stage.registrar.production.portfolio.put({ domain: 'mine.com', expiredDate: '2028-03-01' });
    expect(await sync('mine.com')).toMatchObject({ result: { expirydate: '2027-03-01' } });
    expect(await sync('mine.com', { refresh: true })).toMatchObject({ result: { expirydate: '2028-03-01' } });
  });

  test('says that the domain has gone, and nothing else about it', async () => {
    await sync('mine.com');
    stage.registrar.production.portfolio.remove('mine.com');
    expect(await sync('mine.com', { refresh: true })).toMatchObject({
      ok: false,
      error: { code: 'domain_not_found' },
    });
  });
});

test('open orders are listed together', async () => {
  await stage.sidecar.act('RegisterDomain', registration('b.com'));
  await stage.sidecar.act('TransferDomain', transferIn('a.com'));
  stage.registrar.faults.add({ kind: 'hang', when: 'after' }, { action: 'register' });
  stage.registrar.faults.add({ kind: 'html' }, { action: 'domain_list' });
  await stage.sidecar.act('RegisterDomain', registration('c.com'));
  const { body } = await stage.sidecar.ask('GET', '/v1/orders?state=open');
  expect(body).toMatchObject({
    orders: [
      { domain: 'c.com', state: 'unknown' },
      { domain: 'a.com', state: 'pending' },
    ],
    nextCursor: null,
  });
});
