import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { callApi } from '../simulator/call-api.js';
import { DATA_SHAPES } from '../simulator/envelope.js';
import { type Simulator, startSimulator } from '../simulator/simulator.js';

const NOW = new Date('2026-11-22T20:30:00Z');
const PARAMETER_ERROR = { code: 400, msg: 'Request parameter error' };
const PENDING = {
  code: 201,
  msg: 'Pending order, please wait for the order to be processed!',
  data: {},
};
const SERVERS = { dns1: 'ns1.example.net', dns2: 'ns2.example.net' };
const CONTACT = {
  organization: 'Example Ltd.',
  name: 'Xiao Ming',
  country: 'CN',
  state: 'BeiJing',
  city: 'BJ',
  address: 'BeiJing',
  postcode: '100000',
  phone: '+86.13800000000',
  fax: '+86.13800000000',
  email: 'owner@example.net',
};
const REGISTRATION = { domain: 'fresh.com', year: '2', ...SERVERS, ...CONTACT };
const TRANSFER = { domain: 'moving.com', authcode: 'EPP-1', year: '1', ...SERVERS, ...CONTACT };

let simulator: Simulator;

beforeEach(async () => {
  simulator = await startSimulator({ now: () => NOW, balance: 100 });
});

afterEach(async () => {
  await simulator.close();
});

async function call(
  category: string,
  action: string,
  parameters: Record<string, string> = {},
): Promise<unknown> {
  const { username, productionSecret } = simulator.account;
  const answer = await callApi(
    simulator.urls.production,
    { category, action, ...parameters },
    { authorization: `${username}:${productionSecret ?? ''}` },
  );
  expect(answer.status).toBe(200);
  return JSON.parse(answer.text);
}

const success = (data: unknown): unknown => ({ code: 0, msg: 'success', data });

describe('domain/check', () => {
  test('tells the state of each name', async () => {
    simulator.production.portfolio.put({ domain: 'mine.com' });
    simulator.production.setAvailability('theirs.com', 'unavailable');
    const domains = 'free.com,mine.com,theirs.com,name.unknowntld,nodomain';
    expect(await call('domain', 'check', { domains })).toEqual(
      success({
        'free.com': 'available',
        'mine.com': 'unavailable',
        'theirs.com': 'unavailable',
        'name.unknowntld': 'error',
        nodomain: 'error',
      }),
    );
    expect(await call('domain', 'check')).toEqual(PARAMETER_ERROR);
  });
});

describe('domain/get_price', () => {
  test('lists an item per type, with is_premium on register alone', async () => {
    expect(await call('domain', 'get_price', { domain: 'a.com', type: 'all', year: '2' })).toEqual(
      success([
        { domain: 'a.com', type: 'register', currency: 'USD', price: 31.98, is_premium: false },
        { domain: 'a.com', type: 'renew', currency: 'USD', price: 31.98 },
        { domain: 'a.com', type: 'transfer', currency: 'USD', price: 29 },
      ]),
    );
  });

  test('knows overrides, premium names and unsupported TLDs', async () => {
    simulator.production.prices.setTld('dev', { register: 12, renew: 13, transfer: 14 });
    simulator.production.prices.setPremium('gold.dev', { register: 900, renew: 13, transfer: 14 });
    const price = (domain: string): Promise<unknown> =>
      call('domain', 'get_price', { domain, type: 'register', year: '1' });
    expect(await price('plain.dev')).toMatchObject({ data: [{ price: 12, is_premium: false }] });
    expect(await price('gold.dev')).toMatchObject({ data: [{ price: 900, is_premium: true }] });
    expect(await price('name.unknowntld')).toMatchObject({ code: 2003 });
  });
});

describe('domain/register', () => {
  test('charges the balance and adds the domain', async () => {
    expect(await call('domain', 'register', REGISTRATION)).toEqual(
      success({ domain: 'fresh.com', created_date: '2026-11-22', expired_date: '2028-11-22' }),
    );
    expect(simulator.ledger()).toEqual([
      { id: 1, at: NOW, action: 'register', domain: 'fresh.com', amount: 31.98, refunded: false },
    ]);
    expect(simulator.ledger('sandbox')).toEqual([]);
    expect(simulator.production.bank.balance).toBe(68.02);
    expect(simulator.production.portfolio.get('fresh.com')).toMatchObject({
      nameservers: ['ns1.example.net', 'ns2.example.net'],
      contact: CONTACT,
    });
  });

  test('needs no contact with contact_source=member', async () => {
    const order = { domain: 'fresh.com', year: '1', ...SERVERS };
    expect(await call('domain', 'register', order)).toEqual(PARAMETER_ERROR);
    expect(await call('domain', 'register', { ...order, contact_source: 'member' })).toMatchObject({
      code: 0,
    });
  });

  test('refuses a taken name, an unsupported TLD and an order above the balance, and charges none', async () => {
    simulator.production.setAvailability('taken.com', 'unavailable');
    expect(await call('domain', 'register', { ...REGISTRATION, domain: 'taken.com' })).toMatchObject({
      code: 2001,
    });
    expect(await call('domain', 'register', { ...REGISTRATION, domain: 'a.unknowntld' })).toMatchObject({
      code: 2003,
    });
    simulator.production.bank.setBalance(31.97);
    expect(await call('domain', 'register', REGISTRATION)).toMatchObject({ code: 2002 });
    expect(simulator.ledger()).toEqual([]);
    expect(simulator.production.portfolio.size).toBe(0);
  });

  test('answers 201 while a fault says so, and the test completes or fails the order', async () => {
    simulator.faults.add({ kind: 'pending' }, { action: 'register', times: 2 });
    expect(await call('domain', 'register', REGISTRATION)).toEqual(PENDING);
    expect(await call('domain', 'check', { domains: 'fresh.com' })).toEqual(
      success({ 'fresh.com': 'unavailable' }),
    );
    simulator.production.completeOrder('fresh.com');
    expect(simulator.production.portfolio.get('fresh.com')?.expiredDate).toBe('2028-11-22');

    expect(await call('domain', 'register', { ...REGISTRATION, domain: 'second.com' })).toEqual(PENDING);
    simulator.production.failOrder('second.com');
    expect(simulator.production.portfolio.get('second.com')).toBeUndefined();
    expect(simulator.ledger().map(({ domain, refunded }) => [domain, refunded])).toEqual([
      ['fresh.com', false],
      ['second.com', true],
    ]);
    expect(simulator.production.bank.balance).toBe(68.02);
  });
});

describe('domain/renew', () => {
  const renewal = { domain: 'mine.com', deaddate: '2028-02-29', year: '1' };

  beforeEach(() => {
    simulator.production.portfolio.put({ domain: 'mine.com', expiredDate: '2028-02-29' });
  });

  test('moves the expiry date and charges', async () => {
    expect(await call('domain', 'renew', renewal)).toEqual(
      success({ domain: 'mine.com', old_expired_date: '2028-02-29', new_expired_date: '2029-02-28' }),
    );
    expect(simulator.ledger()).toMatchObject([{ action: 'renew', amount: 15.99 }]);
  });

  test('guards with deaddate unless told otherwise', async () => {
    await call('domain', 'renew', renewal);
    expect(await call('domain', 'renew', renewal)).toMatchObject({ code: 2005 });
    expect(simulator.ledger()).toHaveLength(1);

    simulator.configure({ checkDeaddate: false });
    expect(await call('domain', 'renew', renewal)).toMatchObject({ code: 0 });
    expect(simulator.ledger()).toHaveLength(2);
    expect(simulator.log.duplicates()).toMatchObject([
      { environment: 'production', action: 'renew', domain: 'mine.com', requests: [{}, {}, {}] },
    ]);
  });

  test('a waiting renewal extends the domain only when it is completed', async () => {
    simulator.faults.add({ kind: 'pending' }, { action: 'renew', times: 1 });
    expect(await call('domain', 'renew', renewal)).toEqual(PENDING);
    expect(simulator.production.portfolio.get('mine.com')?.expiredDate).toBe('2028-02-29');
    expect(await call('domain', 'renew', renewal)).toMatchObject({ code: 2008 });
    simulator.production.completeOrder('mine.com');
    expect(simulator.production.portfolio.get('mine.com')?.expiredDate).toBe('2029-02-28');
  });

  test("refuses somebody else's domain", async () => {
    expect(await call('domain', 'renew', { ...renewal, domain: 'theirs.com' })).toMatchObject({
      code: 2004,
    });
  });
});

describe('domain/transfer', () => {
  test('waits with 201 and shows up when it is completed', async () => {
    expect(await call('domain', 'transfer', TRANSFER)).toEqual(PENDING);
    expect(simulator.ledger()).toMatchObject([{ action: 'transfer', amount: 14.5 }]);
    expect(simulator.production.portfolio.size).toBe(0);
    expect(await call('domain', 'transfer', TRANSFER)).toMatchObject({ code: 2008 });
    simulator.production.completeOrder('moving.com');
    expect(simulator.production.portfolio.get('moving.com')?.expiredDate).toBe('2027-11-22');
    expect(await call('domain', 'transfer', TRANSFER)).toMatchObject({ code: 2007 });
  });

  test('refuses a wrong transfer code', async () => {
    simulator.production.setAuthcode('moving.com', 'EPP-2');
    expect(await call('domain', 'transfer', TRANSFER)).toMatchObject({ code: 2006 });
    expect(() => {
      simulator.production.completeOrder('moving.com');
    }).toThrow('No pending order');
  });
});

describe('domain/domain_list', () => {
  const names = (answer: unknown): string[] =>
    (answer as { data: { domain_list: { domain: string }[] } }).data.domain_list.map(({ domain }) => domain);

  beforeEach(() => {
    const { portfolio } = simulator.production;
    portfolio.put({ domain: 'b.com', createdDate: '2026-01-02' });
    portfolio.put({ domain: 'c.com', createdDate: '2026-01-01', onHold: true });
    portfolio.put({ domain: 'a.com', createdDate: '2026-01-03', stopped: true });
    portfolio.put({ domain: 'd.com', createdDate: '2024-01-01', expiredDate: '2026-11-21' });
    portfolio.put({ domain: 'e.com', createdDate: '2024-01-02', expiredDate: '2026-11-22' });
  });

  test('has the documented defaults, options and fields', async () => {
    simulator.production.portfolio.seed(20, () => ({ createdDate: '2020-01-01', expiredDate: '2030-01-01' }));
    const answer = await call('domain', 'domain_list');
    expect(answer).toMatchObject({
      code: 0,
      data: {
        options: {
          sort: 'time_desc',
          page_size: 10,
          page_index: 1,
          status: 'all',
          total: 25,
          total_pages: 3,
        },
      },
    });
    expect((answer as { data: { domain_list: unknown[] } }).data.domain_list[0]).toEqual({
      domain: 'a.com',
      created_date: '2026-01-03',
      expired_date: '2027-01-03',
      status: 'stop',
      nameservers: ['ns3.my-ndns.com', 'ns4.my-ndns.com'],
      hold: 0,
    });
    expect(names(await call('domain', 'domain_list', { page_index: '3' }))).toHaveLength(5);
    expect(names(await call('domain', 'domain_list', { page_index: '4' }))).toEqual([]);
  });

  test.each([
    [{ sort: 'name_asc' }, ['a.com', 'b.com', 'c.com', 'd.com', 'e.com']],
    [{ sort: 'name_desc' }, ['e.com', 'd.com', 'c.com', 'b.com', 'a.com']],
    [{ sort: 'time_asc' }, ['d.com', 'e.com', 'c.com', 'b.com', 'a.com']],
    [{ sort: 'time_desc' }, ['a.com', 'b.com', 'c.com', 'e.com', 'd.com']],
    [{ status: 'active' }, ['b.com', 'c.com', 'e.com']],
    [{ status: 'expired' }, ['d.com']],
    [{ status: 'stop' }, ['a.com']],
    [{ hold: '1' }, ['c.com']],
    [{ hold: '0', status: 'active' }, ['b.com', 'e.com']],
    [{ hold: '', page_size: '100' }, ['a.com', 'b.com', 'c.com', 'e.com', 'd.com']],
  ])('%j', async (parameters: Record<string, string>, expected) => {
    expect(names(await call('domain', 'domain_list', parameters))).toEqual(expected);
  });

  test('shows a domain that came or went between two readings', async () => {
    const listed = async (): Promise<string[]> =>
      names(await call('domain', 'domain_list', { sort: 'name_asc' }));
    await listed();
    simulator.production.portfolio.put({ domain: 'f.com' });
    expect(await listed()).toEqual(['a.com', 'b.com', 'c.com', 'd.com', 'e.com', 'f.com']);
    simulator.production.portfolio.remove('a.com');
    expect(await listed()).toEqual(['b.com', 'c.com', 'd.com', 'e.com', 'f.com']);
  });

  test('can answer with the 200 of the table', async () => {
    simulator.configure({ domainListCode: 200 });
    expect(await call('domain', 'domain_list')).toMatchObject({ code: 200, msg: 'success' });
    expect(await call('user', 'balance')).toMatchObject({ code: 0 });
  });

  test('pages through 10,000 domains', async () => {
    simulator.production.portfolio.seed(10_000);
    const seen = new Set<string>();
    for (let page = 1; page <= 101; page += 1) {
      const parameters = { page_size: '100', page_index: String(page) };
      for (const name of names(await call('domain', 'domain_list', parameters))) seen.add(name);
    }
    expect(seen.size).toBe(10_005);
  });
});

describe('changes to a domain of the account', () => {
  beforeEach(() => {
    simulator.production.portfolio.put({ domain: 'mine.com' });
  });

  test('domain/change_contact and domain/change_password answer with empty data', async () => {
    expect(await call('domain', 'change_contact', { domain: 'mine.com', ...CONTACT })).toEqual(success({}));
    expect(await call('domain', 'change_password', { domain: 'mine.com', password: '123456' })).toEqual(
      success({}),
    );
    expect(simulator.production.portfolio.get('mine.com')).toMatchObject({
      contact: CONTACT,
      password: '123456',
    });
  });

  test('dns/create_record answers with the record', async () => {
    const record = { domain: 'mine.com', type: 'MX', host: '@', value: 'mail.example.net', pri: '20' };
    expect(await call('dns', 'create_record', record)).toEqual(
      success({ id: 12345, type: 'MX', host: '@', value: 'mail.example.net', ttl: 3600, pri: 20 }),
    );
    expect(simulator.production.portfolio.get('mine.com')?.records).toHaveLength(1);
  });

  test('nameserverhost/add and nameserverhost/update keep child nameservers', async () => {
    const host = { domain: 'mine.com', dns: 'ns1.mine.com', ip: '192.0.2.1' };
    expect(await call('nameserverhost', 'update', host)).toMatchObject({ code: 2010 });
    expect(await call('nameserverhost', 'add', host)).toEqual(
      success({ dns: 'ns1.mine.com', ip: '192.0.2.1' }),
    );
    expect(await call('nameserverhost', 'add', host)).toMatchObject({ code: 2009 });
    expect(await call('nameserverhost', 'update', { ...host, ip: '192.0.2.2' })).toEqual(
      success({ dns: 'ns1.mine.com', ip: '192.0.2.2' }),
    );
    expect(simulator.production.portfolio.get('mine.com')?.hosts).toEqual({ 'ns1.mine.com': '192.0.2.2' });
  });

  test("somebody else's domain is refused", async () => {
    expect(
      await call('domain', 'change_password', { domain: 'theirs.com', password: '123456' }),
    ).toMatchObject({ code: 2004 });
  });
});

describe('the account', () => {
  test('user/balance and user/transactions have the documented forms', async () => {
    await call('domain', 'register', REGISTRATION);
    expect(await call('user', 'balance')).toEqual(
      success({ username: simulator.account.username, amount: 68.02, currency: 'USD' }),
    );
    expect(await call('user', 'transactions')).toEqual(
      success([
        {
          type: 'order_pay',
          about: 'Domain registration fee',
          amount: '-31.98',
          time: '2026-11-23 04:30:00',
          currency: 'USD',
        },
      ]),
    );
    expect(await call('user', 'transactions', { page: '2' })).toEqual(success([]));
  });

  test('abuse/get_abuse_report tells what the test has set', async () => {
    simulator.production.portfolio.put({ domain: 'mine.com' });
    expect(await call('abuse', 'get_abuse_report', { domain: 'mine.com' })).toMatchObject({
      data: { domain: 'mine.com', scenario: { status: 'Normal' }, hold: { state: 'none' } },
    });
    const report = {
      scenario: { status: 'Pending ClientHold', impact: 'At risk of restriction', action: 'Answer' },
      hold: {
        state: 'pending' as const,
        pending_since: '2026-11-20 10:00:00',
        scheduled_at: '2026-11-25 10:00:00',
        applied_at: null,
      },
      complaint: {
        case_count: 2,
        earliest_at: '2026-11-01 00:00:00',
        latest_at: '2026-11-20 10:00:00',
        categories: ['phishing'],
      },
    };
    simulator.production.setAbuseReport('mine.com', report);
    expect(await call('abuse', 'get_abuse_report', { domain: 'mine.com' })).toEqual(
      success({ domain: 'mine.com', ...report }),
    );
  });
});

describe('parameters', () => {
  const tooLong = `${'a'.repeat(57)}.com`;

  test.each([
    ['domain', 'activate', {}],
    ['user', 'check', { domains: 'a.com' }],
    ['domain', 'get_price', { domain: 'a.com', type: 'restore', year: '1' }],
    ['domain', 'get_price', { domain: 'nodomain', type: 'all', year: '1' }],
    ['domain', 'get_price', { domain: tooLong, type: 'all', year: '1' }],
    ['domain', 'register', { ...REGISTRATION, year: '0' }],
    ['domain', 'register', { ...REGISTRATION, year: '11' }],
    ['domain', 'register', { ...REGISTRATION, dns2: '' }],
    ['domain', 'register', { ...REGISTRATION, name: 'a name longer than 16' }],
    ['domain', 'register', { ...REGISTRATION, organization: '' }],
    ['domain', 'register', { ...REGISTRATION, address: 'a'.repeat(256) }],
    ['domain', 'register', { ...REGISTRATION, postcode: 'SW1A 1AA' }],
    ['domain', 'register', { ...REGISTRATION, phone: '13800000000' }],
    ['domain', 'register', { ...REGISTRATION, email: 'nobody' }],
    ['domain', 'renew', { domain: 'a.com', deaddate: '2026-02-30', year: '1' }],
    ['domain', 'transfer', { ...TRANSFER, authcode: '' }],
    ['domain', 'domain_list', { sort: 'name' }],
    ['domain', 'domain_list', { page_size: '25' }],
    ['domain', 'domain_list', { page_index: '0' }],
    ['domain', 'domain_list', { status: 'hold' }],
    ['domain', 'domain_list', { hold: '2' }],
    ['domain', 'change_contact', { domain: 'a.com', ...CONTACT, postcode: '1234567' }],
    ['domain', 'change_password', { domain: 'a.com', password: '12' }],
    ['dns', 'create_record', { domain: 'a.com', type: 'BOGUS', host: 'www', value: '192.0.2.1' }],
    ['nameserverhost', 'add', { domain: 'a.com', dns: 'ns1.b.com', ip: '192.0.2.1' }],
    ['nameserverhost', 'update', { domain: 'a.com', dns: 'ns1.a.com', ip: '192.0.2.256' }],
    ['user', 'transactions', { page: 'one' }],
    ['abuse', 'get_abuse_report', {}],
  ])('%s/%s %j is a parameter error', async (category, action, parameters: Record<string, string>) => {
    expect(await call(category, action, parameters)).toEqual(PARAMETER_ERROR);
    expect(simulator.calls({ outcome: 'parameter_error' })).toBe(1);
  });
});

describe('shape of the answers', () => {
  const shapes = {
    documented: { list: [{ price: 15.99 }], lists: [{}, {}, {}], item: { ttl: 3600 }, empty: {} },
    array: { list: [{ price: 15.99 }], lists: [{}, {}, {}], item: [{ ttl: 3600 }], empty: [] },
    object: {
      list: { price: 15.99 },
      lists: { '0': { type: 'register' }, '2': { type: 'transfer' } },
      item: { ttl: 3600 },
      empty: {},
    },
    null: { list: null, lists: null, item: null, empty: null },
    absent: { list: undefined, lists: undefined, item: undefined, empty: undefined },
  };

  test.each(DATA_SHAPES)('%s', async (dataShape) => {
    simulator.configure({ dataShape });
    simulator.production.portfolio.put({ domain: 'mine.com' });
    const data = async (...request: Parameters<typeof call>): Promise<unknown> =>
      ((await call(...request)) as { data?: unknown }).data;
    const prices = (type: string): Promise<unknown> =>
      data('domain', 'get_price', { domain: 'a.com', type, year: '1' });
    const found = {
      list: await prices('register'),
      lists: await prices('all'),
      item: await data('dns', 'create_record', {
        domain: 'mine.com',
        type: 'A',
        host: 'www',
        value: '192.0.2.1',
      }),
      empty: await data('domain', 'change_password', { domain: 'mine.com', password: '123456' }),
    };
    expect(found).toMatchObject(shapes[dataShape]);
  });

  test('numbers, the code too, can travel as strings', async () => {
    simulator.configure({ numbersAsStrings: true });
    expect(await call('user', 'balance')).toEqual({
      code: '0',
      msg: 'success',
      data: { username: simulator.account.username, amount: '100', currency: 'USD' },
    });
  });
});
