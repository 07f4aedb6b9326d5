import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { callApi } from '../simulator/call-api.js';
import { type Simulator, startSimulator } from '../simulator/simulator.js';

let simulator: Simulator;

beforeEach(async () => {
  simulator = await startSimulator();
});

afterEach(async () => {
  await simulator.close();
});

async function control(op: string, fields: Record<string, unknown> = {}): Promise<unknown> {
  const answer = await callApi(
    simulator.urls.control,
    {},
    { method: 'POST', body: JSON.stringify({ op, ...fields }) },
  );
  return JSON.parse(answer.text);
}

async function api(parameters: Record<string, string>): Promise<unknown> {
  const { username, productionSecret } = simulator.account;
  const authorization = `${username}:${productionSecret ?? ''}`;
  return JSON.parse((await callApi(simulator.urls.production, parameters, { authorization })).text);
}

const BALANCE = { category: 'user', action: 'balance' };
const done = (result: unknown = null): object => ({ ok: true, result });

test('whitelist, settings, account and balance', async () => {
  expect(await control('whitelist.remove', { address: '127.0.0.1' })).toEqual(done());
  expect(await control('whitelist.list')).toEqual(done(['::1']));
  expect(await control('whitelist.list', { environment: 'sandbox' })).toEqual(done(['127.0.0.1', '::1']));
  expect(await api(BALANCE)).toMatchObject({ code: 1004 });
  await control('configure', { settings: { dialect: 'generic' } });
  expect(await api(BALANCE)).toMatchObject({ code: 999 });
  await control('whitelist.add', { address: '127.0.0.1' });
  await control('balance.set', { amount: 12.5 });
  expect(await api(BALANCE)).toMatchObject({ code: 0, data: { amount: 12.5 } });
  await control('account.set', { eligible: false });
  expect(await api(BALANCE)).toMatchObject({ code: 999 });
});

test('names, prices, domains and orders', async () => {
  await control('availability.set', { domain: 'theirs.com', state: 'unavailable' });
  await control('authcode.set', { domain: 'theirs.com', authcode: 'EPP' });
  await control('price.premium', {
    domain: 'gold.com',
    prices: { register: 500, renew: 20, transfer: 20 },
  });
  await control('portfolio.seed', { count: 3 });
  await control('domain.put', { domain: 'mine.com', expiredDate: '2030-05-06', onHold: true });
  expect(simulator.production.availability('theirs.com')).toBe('unavailable');
  expect(simulator.production.acceptsAuthcode('theirs.com', 'other')).toBe(false);
  expect(simulator.production.prices.cents('gold.com', 'register', 1)).toBe(50_000);
  expect(simulator.production.portfolio.size).toBe(4);
  expect(simulator.production.portfolio.get('mine.com')).toMatchObject({
    expiredDate: '2030-05-06',
    onHold: true,
    stopped: false,
  });

  const renew = { category: 'domain', action: 'renew', year: '1' };
  await control('fault.add', { fault: { kind: 'pending' }, action: 'renew' });
  await api({ ...renew, domain: 'mine.com', deaddate: '2030-05-06' });
  expect(await control('order.complete', { domain: 'mine.com' })).toEqual(done());
  expect(simulator.production.portfolio.get('mine.com')?.expiredDate).toBe('2031-05-06');
  await api({ ...renew, domain: 'mine.com', deaddate: '2031-05-06' });
  expect(await control('order.fail', { domain: 'mine.com' })).toEqual(done());
  expect(await control('ledger')).toMatchObject(
    done([
      { domain: 'mine.com', amount: 15.99, refunded: false },
      { domain: 'mine.com', amount: 15.99, refunded: true },
    ]),
  );
});

test('faults and what arrived', async () => {
  await control('fault.add', { fault: { kind: 'unknown-code', code: 601 }, action: 'balance' });
  expect(await api(BALANCE)).toMatchObject({ code: 601 });
  await control('fault.clear', { action: 'balance' });
  expect(await api(BALANCE)).toMatchObject({ code: 0 });
  expect(await control('requests')).toMatchObject(
    done([
      { action: 'balance', fault: 'unknown-code' },
      { action: 'balance', fault: null },
    ]),
  );
  expect(await control('duplicates')).toEqual(done([]));
  await control('requests.clear');
  expect(simulator.calls()).toBe(0);
});

test('mistakes are told and change nothing', async () => {
  expect(await control('reboot')).toEqual({ ok: false, error: 'Unknown op reboot' });
  expect(await control('toString')).toEqual({ ok: false, error: 'Unknown op toString' });
  expect(await control('whitelist.add', { adress: '10.0.0.1' })).toMatchObject({ ok: false });
  expect(await control('configure', { settings: { dialect: 'klingon' } })).toMatchObject({ ok: false });
  expect(simulator.settings.dialect).toBe('specific');
  const get = await callApi(simulator.urls.control, {});
  expect([get.status, get.text]).toEqual([400, '{"ok":false,"error":"Use POST /_control"}']);
  const form = await callApi(
    simulator.urls.control,
    {},
    { method: 'POST', contentType: 'text/plain', body: '{"op":"requests.clear"}' },
  );
  expect(form.status).toBe(400);
});
