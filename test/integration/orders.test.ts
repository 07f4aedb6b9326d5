import { describe, expect, test } from '@jest/globals';
import { CALL_LIMITS } from '../../sidecar/nicenic/registrar-client.js';
import { Sqlite } from '../../sidecar/store/sqlite-driver.js';
import type { FaultInput } from '../simulator/faults.js';
import { registration } from '../support/registration.js';
import { settingsFor, startSidecar, type Envelope } from '../support/running-sidecar.js';
import { impatientWithSilence, SHORT_PATIENCE } from '../support/patience.js';
import { until } from '../support/until.js';
import { useSidecar } from '../support/use-sidecar.js';

/** After this an order that was never answered and is not in the list has surely not happened. */
const LATER = 16 * 60_000;

const NAME = 'shop-of-ada.com';

const stage = useSidecar({ sidecar: (registrar) => ({ callLimits: impatientWithSilence(registrar) }) });

const dataDir = (): string => stage.sidecar.companion.folder.path;

const click = (changes: object = {}, domain = NAME): Promise<Envelope> =>
  stage.sidecar.act('RegisterDomain', registration(domain, changes));

const charges = (): number => stage.registrar.ledger().length;

/** The outcome in one word: the result's, or the error's code with a mark where it may have happened. */
function told(answer: Envelope): string {
  if (!answer.ok) return `${answer.error.code}${answer.error.mayHaveExecuted ? '?' : ''}`;
  if (answer.result['pending'] === true) return 'pending';
  return answer.result['registered'] === true ? 'registered' : 'nothing';
}

describe('a registration', () => {
  test('is sent once with the documented parameters and told with its dates', async () => {
    const answer = await click({ regperiod: 2, companyname: 'Engines Ltd', address2: 'Floor 2' });
    const today = new Date().toISOString().slice(0, 10);
    expect(answer).toMatchObject({
      ok: true,
      result: {
        registered: true,
        domain: NAME,
        createdDate: today,
        expiryDate: `${Number(today.slice(0, 4)) + 2}${today.slice(4)}`.replace('-02-29', '-02-28'),
      },
    });
    const [request, ...more] = stage.registrar.log.list({ action: 'register' });
    expect(more).toEqual([]);
    expect(request?.method).toBe('GET');
    expect(request?.query).toEqual({
      category: 'domain',
      action: 'register',
      domain: NAME,
      year: '2',
      dns1: 'ns1.shop.example',
      dns2: 'ns2.shop.example',
      name: 'Ada Byron',
      organization: 'Engines Ltd',
      country: 'GB',
      state: 'London',
      city: 'London',
      address: '1 Main Street, Floor 2',
      postcode: '10000',
      phone: '+44.2012345678',
      fax: '+44.2012345678',
      email: 'ada@example.org',
    });
  });

  test('that is done answers the same to every further click, also after a restart', async () => {
    const first = await click();
    const second = await click();
    await stage.restart();
    const third = await click();
    for (const answer of [second, third]) {
      expect(answer).toMatchObject({ ok: true, result: first.ok ? first.result : {} });
    }
    expect(stage.registrar.calls({ action: 'register' })).toBe(1);
  });

  test('that waits at the registrar answers pending to every further click', async () => {
    stage.registrar.faults.add({ kind: 'pending' }, { action: 'register', times: 1 });
    expect(told(await click())).toBe('pending');
    expect(told(await click())).toBe('pending');
    await stage.restart();
    expect(told(await click())).toBe('pending');
    expect(stage.registrar.calls({ action: 'register' })).toBe(1);
    expect(charges()).toBe(1);
  });

  test('of twenty clicks at once is one order, and all are told the same', async () => {
    stage.registrar.faults.add({ kind: 'delay', when: 'before', milliseconds: 100 }, { action: 'register' });
    const answers = await Promise.all(Array.from({ length: 20 }, () => click()));
    expect(new Set(answers.map(told))).toEqual(new Set(['registered']));
    expect(charges()).toBe(1);
    expect(stage.registrar.calls({ action: 'register' })).toBe(1);
  });

  test('of twenty clicks at once whose answer is lost is one order', async () => {
    stage.registrar.faults.add({ kind: 'reset', when: 'after' }, { action: 'register', times: 1 });
    const answers = await Promise.all(Array.from({ length: 20 }, () => click()));
    expect(new Set(answers.map(told))).toEqual(new Set(['registered']));
    expect(stage.registrar.calls({ action: 'register' })).toBe(1);
  });

  test('of one name in sandbox and production are two orders', async () => {
    await click();
    const sandbox = settingsFor(stage.registrar, {
      apiSecret: stage.registrar.account.sandboxSecret,
      testMode: true,
    });
    expect(told(await stage.sidecar.act('RegisterDomain', registration(NAME), sandbox))).toBe('registered');
    expect([stage.registrar.ledger('production').length, stage.registrar.ledger('sandbox').length]).toEqual([
      1, 1,
    ]);
  });

  test('of a name in other letters is the same order', async () => {
    await click();
    expect(told(await click({ domain: 'Shop-Of-Ada.COM', sld: 'Shop-Of-Ada', tld: 'COM' }))).toBe(
      'registered',
    );
    expect(charges()).toBe(1);
  });
});

describe('another domain record of WHMCS for the same name', () => {
  const foreign = { domainid: 8 };

  test.each<[string, FaultInput | null]>([
    ['that is registered', null],
    ['that waits', { kind: 'pending' }],
    ['whose answer was lost', { kind: 'reset', when: 'after' }],
  ])('is refused a name %s, and nothing is sent', async (_what, fault) => {
    if (fault !== null) stage.registrar.faults.add(fault, { action: 'register', times: 1 });
    await click();
    const answer = await click(foreign);
    expect(told(answer)).toBe('order_taken_by_other');
    expect(!answer.ok && answer.error.message).toContain('WHMCS domain id 7');
    expect(stage.registrar.calls({ action: 'register' })).toBe(1);
  });

  test('is refused when it clicks while the first is on its way', async () => {
    stage.registrar.faults.add({ kind: 'delay', milliseconds: 100 }, { action: 'register' });
    const [first, second] = await Promise.all([click(), click(foreign)]);
    expect([told(first), told(second)]).toEqual(['registered', 'order_taken_by_other']);
    expect(charges()).toBe(1);
  });

  test('may order a name that was refused to the first', async () => {
    stage.registrar.production.bank.setBalance(1);
    await click();
    stage.registrar.production.bank.setBalance(100);
    expect(told(await click(foreign))).toBe('registered');
    expect(told(await click())).toBe('order_taken_by_other');
    expect(charges()).toBe(1);
  });
});

/**
 * What goes wrong with the one call that costs money. `first` is what the first click is told, `soon` each click of
 * the next minutes, `late` one after the time that an order can be in the works; the numbers are charges by then.
 */
interface Trouble {
  readonly fault: FaultInput;
  readonly first: readonly [outcome: string, charges: number];
  readonly soon: readonly [outcome: string, charges: number];
  readonly late: readonly [outcome: string, charges: number];
}

const LOST = { first: ['order_unknown?', 0], soon: ['order_unknown?', 0], late: ['registered', 1] } as const;
const FOUND = { first: ['registered', 1], soon: ['registered', 1], late: ['registered', 1] } as const;
const refusedAs = (code: string): Omit<Trouble, 'fault'> => ({
  first: [code, 0],
  soon: ['registered', 1],
  late: ['registered', 1],
});

const TROUBLES: readonly (readonly [what: string, trouble: Trouble])[] = [
  ['the connection is reset before it is processed', { fault: { kind: 'reset', when: 'before' }, ...LOST }],
  ['the connection is reset after it is processed', { fault: { kind: 'reset', when: 'after' }, ...FOUND }],
  ['no answer comes and it is not processed', { fault: { kind: 'hang', when: 'before' }, ...LOST }],
  ['no answer comes and it is processed', { fault: { kind: 'hang', when: 'after' }, ...FOUND }],
  ['the answer is cut in half', { fault: { kind: 'truncated' }, ...FOUND }],
  ['the answer is too large', { fault: { kind: 'oversized', bytes: 5_000_000 }, ...FOUND }],
  ['a page comes instead and it is not processed', { fault: { kind: 'html', when: 'before' }, ...LOST }],
  ['a page comes instead and it is processed', { fault: { kind: 'html', when: 'after' }, ...FOUND }],
  ['an empty answer comes and it is not processed', { fault: { kind: 'empty', when: 'before' }, ...LOST }],
  ['an empty answer comes and it is processed', { fault: { kind: 'empty', when: 'after' }, ...FOUND }],
  ['502 comes and it is not processed', { fault: { kind: 'status', status: 502, when: 'before' }, ...LOST }],
  ['504 comes and it is processed', { fault: { kind: 'status', status: 504, when: 'after' }, ...FOUND }],
  [
    'an unknown code comes and it is not processed',
    { fault: { kind: 'unknown-code', when: 'before' }, ...refusedAs('registrar_refused') },
  ],
  ['an unknown code comes and it is processed', { fault: { kind: 'unknown-code', when: 'after' }, ...FOUND }],
  [
    '429 comes',
    { fault: { kind: 'rate-limit', retryAfterSeconds: 0 }, ...refusedAs('registrar_unavailable') },
  ],
  [
    'it is redirected',
    {
      fault: { kind: 'redirect', status: 302, location: 'https://elsewhere.example/' },
      ...LOST,
    },
  ],
  [
    'a proxy takes the header away',
    { fault: { kind: 'strip-authorization' }, ...refusedAs('registrar_refused') },
  ],
];

describe('when with the order', () => {
  test.each(TROUBLES)('%s, it is charged once at most and told as it is', async (_what, trouble) => {
    stage.registrar.faults.add(trouble.fault, { action: 'register', times: 1 });
    const step = async (): Promise<[string, number]> => [told(await click()), charges()];
    expect(await step()).toEqual(trouble.first);
    expect(await step()).toEqual(trouble.soon);
    await stage.restart();
    expect(await step()).toEqual(trouble.soon);
    stage.clock.offset += LATER;
    expect(await step()).toEqual(trouble.late);
    expect(await step()).toEqual(trouble.late);
    expect(charges()).toBe(1);
  });

  test.each(TROUBLES)('%s while the list cannot be read either, nobody guesses', async (_what, trouble) => {
    stage.registrar.faults.add(trouble.fault, { action: 'register', times: 1 });
    stage.registrar.faults.add({ kind: 'status', status: 503, when: 'before' }, { action: 'domain_list' });
    for (let clicks = 0; clicks < 3; clicks += 1) expect(told(await click())).toBe('order_unknown?');
    expect(stage.registrar.calls({ action: 'register' })).toBe(1);
    stage.clock.offset += LATER;
    expect(told(await click())).toBe('order_unknown?');
    stage.registrar.faults.clear();
    expect(told(await click())).toBe('registered');
    expect(charges()).toBe(1);
  });

  test('the registrar works on it longer than we wait, the next click finds it', async () => {
    await stage.sidecar.stop();
    stage.sidecar = await startSidecar(stage.registrar, {
      dataDir: dataDir(),
      clock: stage.clock.now,
      callLimits: { ...CALL_LIMITS, paidMilliseconds: SHORT_PATIENCE },
    });
    stage.registrar.faults.add(
      { kind: 'delay', when: 'before', milliseconds: 4 * SHORT_PATIENCE },
      { action: 'register', times: 1 },
    );
    expect([told(await click()), charges()]).toEqual(['order_unknown?', 0]);
    expect(told(await click())).toBe('order_unknown?');
    await until('it is charged', () => charges() === 1);
    expect(told(await click())).toBe('registered');
    expect(stage.registrar.calls({ action: 'register' })).toBe(1);
  });
});

describe('a refusal', () => {
  test('of the registrar lets the same order be sent again once it is mended', async () => {
    stage.registrar.production.bank.setBalance(1);
    const refused = await click();
    expect(told(refused)).toBe('registrar_refused');
    expect(!refused.ok && refused.error.message).toContain('Insufficient balance');
    expect(charges()).toBe(0);
    stage.registrar.production.bank.setBalance(100);
    expect([told(await click()), charges()]).toEqual(['registered', 1]);
  });

  test('of access may hide an order, until the list can be read again', async () => {
    stage.registrar.production.whitelist.remove('127.0.0.1');
    const refused = await click();
    expect([refused.ok, charges()]).toEqual([false, 0]);
    expect(!refused.ok && refused.error.mayHaveExecuted).toBe(true);
    stage.registrar.production.whitelist.add('127.0.0.1');
    expect([told(await click()), charges()]).toEqual(['registered', 1]);
  });

  test('of a name that is in the account from before is no success', async () => {
    stage.registrar.production.portfolio.put({
      domain: NAME,
      createdDate: '2020-01-01',
      expiredDate: '2030-01-01',
    });
    expect(told(await click())).toBe('registrar_refused');
    expect(charges()).toBe(0);
  });

  test('without a connection is certain to have sent nothing', async () => {
    await stage.sidecar.stop();
    stage.sidecar = await startSidecar(stage.registrar, {
      dataDir: dataDir(),
      clock: stage.clock.now,
      env: { NICENIC_PRODUCTION_URL: 'http://127.0.0.1:9/v2/' },
    });
    expect(told(await click())).toBe('registrar_unreachable');
    await stage.restart();
    expect([told(await click()), charges()]).toEqual(['registered', 1]);
  });
});

describe('what cannot be ordered', () => {
  test.each<[string, object, string]>([
    ['no domain', { domain: '', sld: '', tld: '' }, 'domain'],
    ['no registrable name', { domain: 'com', sld: '', tld: 'com' }, 'domain'],
    ['an address', { domain: '127.0.0.1', sld: '127.0.0', tld: '1' }, 'domain'],
    ['a name below another', { domain: 'www.example.com', sld: 'www.example', tld: 'com' }, 'domain'],
    ['no years', { regperiod: 0 }, 'regperiod'],
    ['eleven years', { regperiod: 11 }, 'regperiod'],
    ['half a year', { regperiod: 0.5 }, 'regperiod'],
    ['one nameserver', { ns2: ' ' }, 'ns2'],
    ['no e-mail address', { email: 'ada' }, 'email'],
    ['no city', { city: '' }, 'city'],
    ['a name longer than NiceNIC takes', { fullname: 'Augusta Ada King-Noel' }, 'fullname'],
    ['a post code longer than NiceNIC takes', { postcode: '12345678901' }, 'postcode'],
    ['a post code shorter than NiceNIC takes', { postcode: '123' }, 'postcode'],
    ['an organisation longer than NiceNIC takes', { companyname: 'x'.repeat(256) }, 'companyname'],
    [
      'an address longer than NiceNIC takes',
      { address1: 'x'.repeat(200), address2: 'y'.repeat(60) },
      'address1',
    ],
    ['a text longer than anything', { city: 'x'.repeat(1_001) }, 'city'],
    ['no name', { fullname: ' ', firstname: '', lastname: '' }, 'fullname'],
    ['no country', { country: '' }, 'country'],
    ['a country that is no code', { country: 'Great Britain' }, 'country'],
    ['no phone number', { fullphonenumber: '' }, 'fullphonenumber'],
    ['a phone number without a country', { fullphonenumber: '+.2012345678' }, 'fullphonenumber'],
    ['HTML entities that nobody decoded', { companyname: 'Engines &amp; Sons' }, 'companyname'],
    ['an apostrophe as an entity', { fullname: 'Ada O&#039;Brien' }, 'fullname'],
    ['a control character', { city: 'Lon\u0007don' }, 'city'],
    ['no nameserver', { ns1: '', ns2: '' }, 'ns1'],
    ['one nameserver twice', { ns2: 'NS1.shop.example.' }, 'ns2'],
    ['a nameserver that is no host', { ns1: 'http://ns1.shop.example/' }, 'ns1'],
    ['a sixth nameserver', { ns6: 'ns6.shop.example' }, 'ns6'],
    ['a name that mixes scripts', { domain: 'p\u0430ypal.com', sld: 'p\u0430ypal' }, 'domain'],
    ['the same in ASCII', { domain_punycode: 'xn--pypal-4ve.com' }, 'domain'],
    ['no domain id', { domainid: 'seven' }, 'domainid'],
  ])('%s names the field, sends nothing and writes no order', async (_what, changes, field) => {
    const answer = await click(changes);
    expect(told(answer)).toBe('invalid_parameter');
    expect(!answer.ok && answer.error.message).toContain(`${field}:`);
    expect(stage.registrar.calls()).toBe(0);
    expect(ordersOnDisk()).toBe(0);
  });

  test('what only needs another form is put into it', async () => {
    const answer = await click({
      fullname: ' Ada \n Byron ',
      country: 'gb',
      state: '',
      fullstate: '',
      fullphonenumber: '+44.20 1234-5678',
      ns1: '',
      ns3: 'NS3.Shop.example.',
      ns4: 'ns4.bücher.example',
    });
    expect(told(answer)).toBe('registered');
    expect(stage.registrar.log.list({ action: 'register' })[0]?.query).toMatchObject({
      name: 'Ada Byron',
      country: 'GB',
      state: 'London',
      phone: '+44.2012345678',
      dns1: 'ns2.shop.example',
      dns2: 'ns3.shop.example',
    });
  });

  test('settings that cannot work send nothing', async () => {
    const answer = await stage.sidecar.act(
      'RegisterDomain',
      registration(NAME),
      settingsFor(stage.registrar, { apiSecret: ' spaced ' }),
    );
    expect(told(answer)).toBe('settings_invalid');
    expect(stage.registrar.calls()).toBe(0);
  });
});

describe('the price of a registration', () => {
  const asked = (): number => stage.registrar.calls({ action: 'get_price' });
  const gold = (): void => {
    stage.registrar.production.prices.setPremium(NAME, { register: 900, renew: 90, transfer: 80 });
  };

  test('of a premium name is the one that WHMCS knows', async () => {
    gold();
    expect(told(await click({ premiumCost: '900.00' }))).toBe('registered');
    expect(stage.registrar.log.list({ action: 'get_price' }).map(({ query }) => query)).toEqual([
      { category: 'domain', action: 'get_price', domain: NAME, type: 'register', year: '1' },
    ]);
  });

  test.each<[string, object, string]>([
    ['costs something else than WHMCS knows', { premiumCost: '800.00' }, 'premium_cost_differs'],
    ['is ordered for more than one year', { premiumCost: '900', regperiod: 2 }, 'premium_cost_differs'],
    ['comes with a price that is none', { premiumCost: 'cheap' }, 'invalid_parameter'],
    ['was sold as an ordinary one', {}, 'premium_sold_as_ordinary'],
    ['was sold as an ordinary one for years', { regperiod: 3, premiumCost: '' }, 'premium_sold_as_ordinary'],
  ])('stops the order of a premium name that %s', async (_what, changes, code) => {
    gold();
    const answer = await click(changes);
    expect(told(answer)).toBe(code);
    expect(stage.registrar.calls({ action: 'register' })).toBe(0);
    expect(ordersOnDisk()).toBe(0);
  });

  test('is named where the customer has paid less', async () => {
    gold();
    const answer = await click();
    expect(!answer.ok && answer.error.message).toContain(`${NAME} costs 900.00 USD for one year at NiceNIC.`);
  });

  test('is asked for once, whatever is clicked afterwards', async () => {
    expect(told(await click())).toBe('registered');
    expect(told(await click())).toBe('registered');
    await stage.restart();
    expect(told(await click())).toBe('registered');
    expect(asked()).toBe(1);
  });

  test('is not asked for by a click that only looks for a lost order', async () => {
    stage.registrar.faults.add({ kind: 'reset' }, { action: 'register', times: 1 });
    stage.registrar.faults.add({ kind: 'html' }, { action: 'domain_list' });
    expect(told(await click())).toBe('order_unknown?');
    stage.registrar.faults.add({ kind: 'status', status: 500 }, { action: 'get_price' });
    expect(told(await click())).toBe('order_unknown?');
    expect(asked()).toBe(1);
  });

  test('that is refused stops nobody', async () => {
    stage.registrar.faults.add({ kind: 'unknown-code' }, { action: 'get_price' });
    expect(told(await click())).toBe('registered');
  });

  test.each<[string, FaultInput, string]>([
    ['never comes', { kind: 'hang' }, 'registrar_unreachable'],
    ['is lost', { kind: 'reset' }, 'registrar_unreachable'],
    ['is a page', { kind: 'html' }, 'registrar_unavailable'],
    ['fails', { kind: 'status', status: 503 }, 'registrar_unavailable'],
    ['is cut in half', { kind: 'truncated' }, 'registrar_unavailable'],
  ])('that %s stops the order', async (_what, fault, code) => {
    stage.registrar.faults.add(fault, { action: 'get_price' });
    expect(told(await click())).toBe(code);
    expect(stage.registrar.calls({ action: 'register' })).toBe(0);
    stage.registrar.faults.clear();
    expect(told(await click())).toBe('registered');
  });

  test('that is refused together with the account stops the order', async () => {
    stage.registrar.configure({ dialect: 'http-html' });
    stage.registrar.production.whitelist.remove('127.0.0.1');
    expect(told(await click())).toBe('registrar_access_refused');
    expect(ordersOnDisk()).toBe(0);
  });
});

/** Orders of any state, read from the file itself. */
function ordersOnDisk(): number {
  const database = new Sqlite(`${dataDir()}/companion.db`, { readonly: true });
  try {
    return Number(database.prepare('SELECT count(*) AS n FROM orders').pluck().get());
  } finally {
    database.close();
  }
}

test('the intent is on disk before the request arrives', async () => {
  stage.registrar.faults.add({ kind: 'delay', when: 'before', milliseconds: 300 }, { action: 'register' });
  const clicked = click();
  await until('it arrives', () => stage.registrar.calls({ action: 'register' }) === 1);
  const written = ordersOnDisk();
  await clicked;
  expect(written).toBe(1);
});
