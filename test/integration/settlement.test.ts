import { beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { Sqlite } from '../../sidecar/store/sqlite-driver.js';
import { registration, renewal, transferIn } from '../support/registration.js';
import { settingsFor, type Envelope } from '../support/running-sidecar.js';
import { impatientWithSilence } from '../support/patience.js';
import { useSidecar } from '../support/use-sidecar.js';

const MINUTE = 60_000;
const stage = useSidecar({ sidecar: (registrar) => ({ callLimits: impatientWithSilence(registrar) }) });

beforeEach(async () => {
  await stage.sidecar.ask('PUT', '/v1/settings', { settings: settingsFor(stage.registrar) });
});

const order = z.looseObject({
  id: z.string(),
  domain: z.string(),
  state: z.string(),
  why: z.string().nullable(),
  settled: z.object({ by: z.string(), at: z.string(), note: z.string().nullable() }).nullable(),
});
const orderPage = z.object({ orders: z.array(order), nextCursor: z.string().nullable() });
type Order = z.infer<typeof order>;

async function orders(query = ''): Promise<Order[]> {
  return orderPage.parse((await stage.sidecar.ask('GET', `/v1/orders${query}`)).body).orders;
}

/** The only order in that state. */
async function only(state: string): Promise<Order> {
  const [first, ...more] = await orders(`?state=${state}`);
  if (first === undefined || more.length > 0) throw new Error(`Not one order is ${state}`);
  return first;
}

const unknown = (): Promise<Order> => only('unknown');

const states = async (): Promise<string[]> => (await orders()).map(({ state }) => state);

const register = (domain = 'a.com'): Promise<Envelope> =>
  stage.sidecar.act('RegisterDomain', registration(domain));

/** An order whose answer is lost and that the list cannot tell about at once. */
async function lose(when: 'before' | 'after', act: () => Promise<Envelope>, action: string): Promise<void> {
  // Renewals and transfers read the list before they are sent.
  if (action !== 'register')
    stage.registrar.faults.add({ kind: 'delay', milliseconds: 0 }, { action: 'domain_list', times: 1 });
  stage.registrar.faults.add({ kind: 'reset', when }, { action, times: 1 });
  stage.registrar.faults.add({ kind: 'status', status: 503, when: 'before' }, { action: 'domain_list' });
  const answer = await act();
  expect(!answer.ok && answer.error.code).toBe('order_unknown');
  stage.registrar.faults.clear();
}

const settle = (): Promise<void> => stage.sidecar.companion.settlement.run(true);

interface Alert {
  readonly kind: string;
  readonly subject: string;
  readonly text: string;
}

async function alerts(): Promise<Alert[]> {
  const { body } = await stage.sidecar.ask('GET', '/v1/alerts');
  return (body as { alerts: Alert[] }).alerts;
}

describe('the schedule', () => {
  test.each([
    ['register', () => register()],
    ['renew', () => stage.sidecar.act('RenewDomain', renewal('mine.com', '2027-03-01'))],
    ['transfer', () => stage.sidecar.act('TransferDomain', transferIn('theirs.com'))],
  ])('settles a lost %s that did not happen after the works, and not before', async (action, act) => {
    stage.registrar.production.portfolio.put({ domain: 'mine.com', expiredDate: '2027-03-01' });
    await lose('before', act, action);
    stage.clock.offset = 10 * MINUTE;
    await settle();
    expect(await states()).toEqual(['unknown']);
    stage.clock.offset = 20 * MINUTE;
    await settle();
    expect(await orders()).toMatchObject([
      { state: 'rejected', why: null, settled: { by: 'records', note: null } },
    ]);
    expect(stage.registrar.calls({ action })).toBe(1);
    // What did not happen can be ordered again.
    expect((await act()).ok).toBe(true);
    expect(stage.registrar.ledger()).toHaveLength(1);
  });

  test('settles what did happen as soon as the list tells, and the next click is told', async () => {
    stage.registrar.production.portfolio.put({ domain: 'mine.com', expiredDate: '2027-03-01' });
    const renew = (): Promise<Envelope> =>
      stage.sidecar.act('RenewDomain', renewal('mine.com', '2027-03-01'));
    const transfer = (): Promise<Envelope> => stage.sidecar.act('TransferDomain', transferIn('theirs.com'));
    await lose('after', () => register(), 'register');
    await lose('after', renew, 'renew');
    await lose('after', transfer, 'transfer');
    stage.registrar.production.completeOrder('theirs.com');
    stage.clock.offset = 3 * MINUTE;
    await settle();
    expect(await states()).toEqual(['done', 'done', 'done']);
    for (const act of [() => register(), renew, transfer]) expect((await act()).ok).toBe(true);
    expect(stage.registrar.ledger()).toHaveLength(3);
  });

  test('reads list and transactions once for all, and nothing when nothing is open', async () => {
    for (const name of ['a.com', 'b.com', 'c.com', 'd.com'])
      await lose('before', () => register(name), 'register');
    stage.clock.offset = 20 * MINUTE;
    stage.registrar.log.clear();
    await settle();
    expect(await states()).toEqual(Array(4).fill('rejected'));
    expect(stage.registrar.log.list().map(({ action }) => action)).toEqual(['domain_list', 'transactions']);
    await settle();
    expect(stage.registrar.calls()).toBe(2);
  });

  test('tells charged ones from the others with charges all around', async () => {
    await register('before.com');
    await lose('after', () => register('charged.com'), 'register');
    await lose('before', () => register('uncharged.com'), 'register');
    await register('after.com');
    stage.clock.offset = 20 * MINUTE;
    await settle();
    expect((await orders()).map(({ domain, state }) => [domain, state])).toEqual([
      ['after.com', 'done'],
      ['uncharged.com', 'rejected'],
      ['charged.com', 'done'],
      ['before.com', 'done'],
    ]);
  });

  test('takes no order of the sandbox for one that a charge of production belongs to', async () => {
    await lose('after', () => register(), 'register');
    stage.registrar.production.portfolio.remove('a.com');
    const sandbox = settingsFor(stage.registrar, {
      apiSecret: stage.registrar.account.sandboxSecret,
      testMode: true,
    });
    expect((await stage.sidecar.act('RegisterDomain', registration('b.com'), sandbox)).ok).toBe(true);
    stage.clock.offset = 20 * MINUTE;
    await settle();
    expect((await unknown()).domain).toBe('a.com');
  });

  test('leaves an order alone whose charge may be there, and looks ever more seldom', async () => {
    await lose('after', () => register(), 'register');
    stage.registrar.production.portfolio.remove('a.com');
    stage.registrar.log.clear();
    for (let minute = 3; minute <= 24 * 60; minute += 5) {
      stage.clock.offset = minute * MINUTE;
      await settle();
    }
    expect(await states()).toEqual(['unknown']);
    const looks = stage.registrar.calls({ action: 'domain_list' });
    expect(looks).toBeGreaterThan(20);
    expect(looks).toBeLessThan(60);
  });

  test('holds back while access is refused', async () => {
    await lose('before', () => register(), 'register');
    stage.registrar.production.whitelist.remove('127.0.0.1');
    stage.clock.offset = 20 * MINUTE;
    await settle();
    stage.registrar.production.whitelist.add('127.0.0.1');
    stage.registrar.log.clear();
    stage.clock.offset = 49 * MINUTE;
    await settle();
    expect(stage.registrar.calls()).toBe(0);
    stage.clock.offset = 51 * MINUTE;
    await stage.sidecar.companion.settlement.run(false);
    expect(stage.registrar.calls()).toBe(0);
    await settle();
    expect(await states()).toEqual(['rejected']);
  });

  test('asks nobody about the orders of another account', async () => {
    await lose('before', () => register(), 'register');
    await stage.sidecar.ask('PUT', '/v1/settings', {
      settings: settingsFor(stage.registrar, { testMode: true }),
    });
    stage.registrar.log.clear();
    stage.clock.offset = 20 * MINUTE;
    await settle();
    expect(stage.registrar.calls()).toBe(0);
    const { id } = await unknown();
    const { status, body } = await stage.sidecar.ask('POST', `/v1/orders/${id}/look-up`);
    expect([status, body]).toMatchObject([409, { code: 'order_of_other_account' }]);
  });
});

describe('an order that stays unknown', () => {
  test('for over an hour is told once, with what to do', async () => {
    await lose('after', () => register(), 'register');
    stage.registrar.production.portfolio.remove('a.com');
    stage.clock.offset = 59 * MINUTE;
    await settle();
    expect(await alerts()).toEqual([]);
    stage.clock.offset = 61 * MINUTE;
    for (let times = 0; times < 3; times += 1) await settle();
    const { id } = await unknown();
    const [alert, ...more] = await alerts();
    expect(more).toEqual([]);
    expect(alert).toMatchObject({
      kind: 'warning',
      subject: 'NiceNIC: it is not known whether the registration of a.com happened',
    });
    expect(alert?.text).toContain(`POST /v1/orders/${id}/settlement`);
    expect(alert?.text).toContain('WHMCS domain id 7');
  });

  test('is told although access is refused', async () => {
    await lose('before', () => register(), 'register');
    stage.clock.offset = 61 * MINUTE;
    await stage.sidecar.companion.settlement.run(false);
    expect(await alerts()).toHaveLength(1);
  });

  test('is not told during maintenance, but afterwards', async () => {
    await lose('after', () => register(), 'register');
    stage.registrar.production.portfolio.remove('a.com');
    stage.clock.offset = 61 * MINUTE;
    const until = new Date(stage.clock.now() + MINUTE).toISOString();
    await stage.sidecar.ask('PUT', '/v1/maintenance', { until });
    await settle();
    expect(await alerts()).toEqual([]);
    await stage.sidecar.ask('PUT', '/v1/maintenance', { until: null });
    await settle();
    expect(await alerts()).toHaveLength(1);
  });

  test('that waits at the registrar is not told of', async () => {
    await stage.sidecar.act('TransferDomain', transferIn('theirs.com'));
    stage.clock.offset = 24 * 60 * MINUTE;
    await settle();
    expect([await states(), await alerts()]).toEqual([['pending'], []]);
  });
});

describe('an admin', () => {
  test('pages through the orders, newest first', async () => {
    for (const name of ['a.com', 'b.com', 'c.com']) await register(name);
    const seen: string[] = [];
    let before = '';
    for (let pages = 0; pages < 3; pages += 1) {
      const { body } = await stage.sidecar.ask('GET', `/v1/orders?state=done&limit=1${before}`);
      const page = orderPage.parse(body);
      seen.push(...page.orders.map(({ domain }) => domain));
      expect(page.nextCursor === null).toBe(pages === 2);
      before = `&before=${page.nextCursor ?? ''}`;
    }
    expect(seen).toEqual(['c.com', 'b.com', 'a.com']);
    expect(await orders('?state=unknown')).toEqual([]);
  });

  test.each(['?state=lost', '?before=7', '?limit=0'])('is refused %s', async (query) => {
    expect((await stage.sidecar.ask('GET', `/v1/orders${query}`)).status).toBe(422);
  });

  test('sees why an order is unknown and looks it up on demand', async () => {
    await lose('after', () => register(), 'register');
    const { id, why, settled } = await unknown();
    expect([why, settled]).toEqual([expect.stringContaining('No usable answer came'), null]);
    const { body } = await stage.sidecar.ask('POST', `/v1/orders/${id}/look-up`);
    expect(body).toMatchObject({ id, state: 'done', settled: { by: 'records' } });
  });

  test('settles one as not happened, with a note; then it can be ordered', async () => {
    await lose('after', () => register(), 'register');
    stage.registrar.production.portfolio.remove('a.com');
    const { id } = await unknown();
    const note = 'Support ticket 4711: refunded';
    const said = { outcome: 'rejected', note: ` ${note} ` };
    const { status, body } = await stage.sidecar.ask('POST', `/v1/orders/${id}/settlement`, said);
    expect([status, body]).toMatchObject([200, { id, state: 'rejected', settled: { by: 'hand', note } }]);
    expect((await register()).ok).toBe(true);
    expect(stage.registrar.calls({ action: 'register' })).toBe(2);
  });

  test('settles one as done; then every click is told so and nothing is sent', async () => {
    await lose('before', () => register(), 'register');
    const { id } = await unknown();
    await stage.sidecar.ask('POST', `/v1/orders/${id}/settlement`, {
      outcome: 'done',
      note: 'Made on the website',
    });
    expect((await register()).ok).toBe(true);
    expect(stage.registrar.calls({ action: 'register' })).toBe(1);
  });

  test('settles a waiting transfer as failed; then a new code is sent, once', async () => {
    const transfer = (transfersecret: string): Promise<Envelope> =>
      stage.sidecar.act('TransferDomain', transferIn('theirs.com', { transfersecret }));
    stage.registrar.production.setAuthcode('theirs.com', 'old-code');
    await transfer('old-code');
    const { id } = await only('pending');
    const say = (outcome: string): Promise<{ status: number; body: unknown }> =>
      stage.sidecar.ask('POST', `/v1/orders/${id}/settlement`, {
        outcome,
        note: 'The old registrar refused',
      });
    expect(await say('done')).toMatchObject({ status: 409, body: { code: 'order_not_unknown' } });
    stage.registrar.production.failOrder('theirs.com');
    stage.registrar.production.setAuthcode('theirs.com', 'new-code');
    expect(await say('rejected')).toMatchObject({
      status: 200,
      body: { state: 'rejected', settled: { by: 'hand', note: 'The old registrar refused' } },
    });
    expect(await say('rejected')).toMatchObject({ status: 409 });
    const clicks = await Promise.all(['new-code', 'new-code', 'new-code'].map(transfer));
    expect(clicks).toMatchObject(Array(3).fill({ ok: true, result: { pending: true } }));
    expect(stage.registrar.log.list({ action: 'transfer' }).map(({ query }) => query['authcode'])).toEqual([
      'old-code',
      'new-code',
    ]);
  });

  test('does not settle a registration that waits', async () => {
    stage.registrar.faults.add({ kind: 'pending' }, { action: 'register' });
    await register();
    const { id } = await only('pending');
    for (const outcome of ['done', 'rejected']) {
      const said = { outcome, note: 'No' };
      expect((await stage.sidecar.ask('POST', `/v1/orders/${id}/settlement`, said)).status).toBe(409);
    }
    expect(await states()).toEqual(['pending']);
  });

  test('settles nothing that is known', async () => {
    await register();
    const [known] = await orders();
    const settlement = `/v1/orders/${known?.id ?? ''}/settlement`;
    const said = { outcome: 'rejected', note: 'No' };
    expect(await stage.sidecar.ask('POST', settlement, said)).toMatchObject({
      status: 409,
      body: { code: 'order_not_unknown' },
    });
    expect(await states()).toEqual(['done']);
    stage.registrar.log.clear();
    expect(await stage.sidecar.ask('POST', `/v1/orders/${known?.id ?? ''}/look-up`)).toMatchObject({
      status: 200,
      body: { state: 'done' },
    });
    expect(stage.registrar.calls()).toBe(0);
  });

  test.each([
    [{ outcome: 'rejected' }, 422],
    [{ outcome: 'rejected', note: ' ' }, 422],
    [{ outcome: 'pending', note: 'Maybe' }, 422],
    [{ outcome: 'done', note: 'x'.repeat(501) }, 422],
    [{ outcome: 'done', note: 'Yes' }, 404],
  ])('is refused %j', async (said, status) => {
    expect((await stage.sidecar.ask('POST', '/v1/orders/nothing/settlement', said)).status).toBe(status);
  });
});

test('an order that a killed sidecar left behind is settled like any other', async () => {
  await register();
  const database = new Sqlite(`${stage.sidecar.companion.folder.path}/companion.db`);
  database.exec(`UPDATE orders SET state = 'sent', reply = 'lost', result_json = NULL, settled_by = NULL`);
  database.close();
  await settle();
  expect(await states()).toEqual(['sent']);
  stage.clock.offset = 3 * MINUTE;
  await settle();
  expect(await orders()).toMatchObject([{ state: 'done', settled: { by: 'records' } }]);
});
