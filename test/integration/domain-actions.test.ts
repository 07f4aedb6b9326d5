import { beforeEach, describe, expect, test } from '@jest/globals';
import { DATA_SHAPES } from '../simulator/envelope.js';
import { DIALECTS } from '../simulator/dialects.js';
import type { FaultInput } from '../simulator/faults.js';
import { settingsFor, type Envelope } from '../support/running-sidecar.js';
import { impatientWithSilence } from '../support/patience.js';
import { useSidecar } from '../support/use-sidecar.js';

const stage = useSidecar({
  sidecar: (registrar) => ({
    callLimits: impatientWithSilence(registrar),
  }),
});

const HOUR = 60 * 60_000;

const outcome = (answer: Envelope): string => (answer.ok ? 'ok' : answer.error.code);
const message = (answer: Envelope): string => (answer.ok ? '' : answer.error.message);

const search = (
  searchTerm: string,
  tldsToInclude: readonly string[],
  changes: object = {},
): Promise<Envelope> =>
  stage.sidecar.act('CheckAvailability', {
    searchTerm,
    tldsToInclude,
    isIdnDomain: false,
    premiumEnabled: false,
    ...changes,
  });

const domainOf = (domain: string): object => {
  const [sld = '', ...rest] = domain.split('.');
  return { domainid: 5, domain, sld, tld: rest.join('.') };
};
const sync = (domain: string, params: object = domainOf(domain)): Promise<Envelope> =>
  stage.sidecar.act('Sync', params);

/** What keeps an answer from being usable, whatever the action. */
const TROUBLES: readonly (readonly [what: string, fault: FaultInput, code: string])[] = [
  ['the connection is reset', { kind: 'reset', when: 'before' }, 'registrar_unreachable'],
  ['no answer comes', { kind: 'hang', when: 'after' }, 'registrar_unreachable'],
  ['the answer is cut in half', { kind: 'truncated' }, 'registrar_unavailable'],
  ['a page comes instead', { kind: 'html' }, 'registrar_unavailable'],
  ['an empty answer comes', { kind: 'empty' }, 'registrar_unavailable'],
  ['500 comes', { kind: 'status', status: 500 }, 'registrar_unavailable'],
  ['429 comes', { kind: 'rate-limit', retryAfterSeconds: 0 }, 'registrar_unavailable'],
  ['a redirect comes', { kind: 'redirect', status: 301, location: '/' }, 'registrar_unavailable'],
  ['an unknown code comes', { kind: 'unknown-code' }, 'registrar_refused'],
  ['an order is said to be pending', { kind: 'pending' }, 'registrar_refused'],
];

describe('CheckAvailability', () => {
  test('answers each requested TLD in its order, with one call', async () => {
    stage.registrar.production.setAvailability('ada.net', 'unavailable');
    stage.registrar.production.setAvailability('ada.org', 'error');
    const answer = await search('ada', ['.com', '.net', '.org', '.co.uk']);
    expect(answer).toMatchObject({
      ok: true,
      result: {
        results: [
          { sld: 'ada', tld: 'com', status: 'available' },
          { sld: 'ada', tld: 'net', status: 'registered' },
          { sld: 'ada', tld: 'org', status: 'unknown' },
          { sld: 'ada', tld: 'co.uk', status: 'available' },
        ],
      },
    });
    expect(stage.registrar.log.list({ action: 'check' }).map(({ query }) => query['domains'])).toEqual([
      'ada.com,ada.net,ada.org,ada.co.uk',
    ]);
  });

  test('asks with the ASCII form and answers with the name that was typed', async () => {
    const answer = await search('bücher', ['.com'], {
      punyCodeSearchTerm: 'xn--bcher-kva',
      isIdnDomain: true,
    });
    expect(answer).toMatchObject({
      result: { results: [{ sld: 'bücher', tld: 'com', status: 'available' }] },
    });
    await search('bücher', ['.com'], { punyCodeSearchTerm: '' });
    expect(stage.registrar.log.list({ action: 'check' }).map(({ query }) => query['domains'])).toEqual([
      'xn--bcher-kva.com',
      'xn--bcher-kva.com',
    ]);
  });

  test('asks nothing for no TLDs', async () => {
    expect(await search('ada', [])).toMatchObject({ ok: true, result: { results: [] } });
    expect(stage.registrar.calls()).toBe(0);
  });

  test.each(['', ' ', 'two words', 'a'.repeat(64), '-', 'ada.com', '<b>', '..'])(
    'refuses %j, which is no name, without a call',
    async (term) => {
      expect(outcome(await search(term, ['.com']))).toBe('invalid_parameter');
      expect(stage.registrar.calls()).toBe(0);
    },
  );

  test('answers for TLDs that no name can have, or that cannot have this name', async () => {
    const long = 'a'.repeat(56);
    const answer = await search(long, ['.com', '.co.uk', '.not a tld', '.ada.com']);
    expect(answer).toMatchObject({
      result: {
        results: [
          { status: 'available' },
          { tld: 'co.uk', status: 'unknown' },
          { tld: 'not a tld', status: 'tld_not_supported' },
          { tld: 'ada.com', status: 'tld_not_supported' },
        ],
      },
    });
    stage.registrar.log.clear();
    expect(await search('ada', ['.ada.com'])).toMatchObject({
      result: { results: [{ status: 'tld_not_supported' }] },
    });
    expect(stage.registrar.calls()).toBe(0);
  });

  test.each(['аda', 'xn--da-6kc'])('refuses %j, which mixes scripts, without a call', async (term) => {
    const answer = await search(term, ['.com']);
    expect(outcome(answer)).toBe('invalid_parameter');
    expect(message(answer)).toContain('several scripts (Latin, Cyrillic)');
    expect(stage.registrar.calls()).toBe(0);
  });

  test.each(TROUBLES)('when %s, no name is offered', async (_what, fault, code) => {
    stage.registrar.faults.add(fault, { action: 'check' });
    const answer = await search('ada', ['.com']);
    expect(outcome(answer)).toBe(code);
    expect(!answer.ok && answer.error.mayHaveExecuted).toBe(false);
  });

  test.each(DATA_SHAPES)('offers nothing that is not there in the shape %s', async (dataShape) => {
    stage.registrar.configure({ dataShape });
    const answer = await search('ada', ['.com']);
    const expected = ['null', 'absent'].includes(dataShape) ? 'unknown' : 'available';
    expect(answer).toMatchObject({ result: { results: [{ status: expected }] } });
  });
});

describe('Sync', () => {
  beforeEach(() => {
    stage.registrar.production.portfolio.seed(230);
    stage.registrar.production.portfolio.put({
      domain: 'old.com',
      createdDate: '2015-01-02',
      expiredDate: '2031-01-02',
    });
    stage.registrar.production.portfolio.put({
      domain: 'over.com',
      createdDate: '2019-01-01',
      expiredDate: '2020-01-01',
    });
    stage.registrar.production.portfolio.put({
      domain: 'stopped.com',
      expiredDate: '2031-01-01',
      stopped: true,
    });
    stage.registrar.production.portfolio.put({ domain: 'xn--bcher-kva.com', expiredDate: '2032-03-04' });
  });

  /** What is known of the list is out of date. */
  async function readLongAgo(): Promise<void> {
    expect(outcome(await sync('old.com'))).toBe('ok');
    await stage.sidecar.companion.portfolio.idle();
    stage.clock.offset += HOUR;
  }

  test('tells an active domain and its expiry date, from whichever page', async () => {
    expect(await sync('old.com')).toMatchObject({
      ok: true,
      result: { active: true, expirydate: '2031-01-02' },
    });
    expect(await sync('stopped.com')).toMatchObject({ ok: true, result: { expirydate: '2031-01-01' } });
    expect(stage.registrar.calls({ action: 'domain_list' })).toBe(3);
  });

  test.each([
    ['over.com', { expirydate: '2020-01-01' }],
    ['stopped.com', { expirydate: '2031-01-01' }],
  ])('does not call %s active', async (domain, result) => {
    const answer = await sync(domain);
    expect(answer.ok && answer.result).toEqual(result);
  });

  test('finds an internationalised name by any of its forms', async () => {
    const found = { ok: true, result: { active: true, expirydate: '2032-03-04' } };
    expect(await sync('', { domainid: 5, domain: 'bücher.com' })).toMatchObject(found);
    expect(await sync('', { domainid: 5, sld: 'bücher', tld: 'com' })).toMatchObject(found);
    const named = { domainid: 5, domain: 'x', sld: 'x', tld: 'y', domain_punycode: 'xn--bcher-kva.com' };
    expect(await sync('', named)).toMatchObject(found);
  });

  test('leaves a domain alone that the list does not name', async () => {
    await readLongAgo();
    const answer = await sync('not-ours.com');
    expect(outcome(answer)).toBe('domain_not_found');
    expect(message(answer)).toContain('not-ours.com is not in the production account demo-reseller');
  });

  test.each(TROUBLES)(
    'when %s, it is an error that says nothing about the domain',
    async (_what, fault, code) => {
      await readLongAgo();
      stage.registrar.faults.add(fault, { action: 'domain_list' });
      const answer = await sync('old.com');
      expect(outcome(answer)).toBe(code);
      expect(!answer.ok && answer.error.mayHaveExecuted).toBe(false);
    },
  );

  test('does not take half a list for the whole', async () => {
    await readLongAgo();
    stage.registrar.faults.add({ kind: 'delay', milliseconds: 0 }, { action: 'domain_list', times: 1 });
    stage.registrar.faults.add({ kind: 'status', status: 502 }, { action: 'domain_list' });
    expect(outcome(await sync('stopped.com'))).toBe('registrar_unavailable');
  });

  test.each(DIALECTS)('is an error when access is refused in the dialect %s', async (dialect) => {
    await readLongAgo();
    stage.registrar.configure({ dialect });
    stage.registrar.production.whitelist.remove('127.0.0.1');
    const answer = await sync('old.com');
    expect(['registrar_access_refused', 'registrar_refused']).toContain(outcome(answer));
  });

  test('reads the success code that the documentation prints in the table', async () => {
    stage.registrar.configure({ domainListCode: 200, numbersAsStrings: true });
    expect(outcome(await sync('old.com'))).toBe('ok');
  });

  test.each(['null', 'absent'] as const)(
    'takes a list whose data is %s for unreadable',
    async (dataShape) => {
      await readLongAgo();
      stage.registrar.configure({ dataShape });
      expect(outcome(await sync('old.com'))).toBe('registrar_unavailable');
    },
  );
});

describe('every action', () => {
  test('has a name that is known', async () => {
    const { status, body } = await stage.sidecar.ask('POST', '/v1/actions/EatDomain', {
      settings: settingsFor(stage.registrar),
      params: {},
    });
    expect(status).toBe(404);
    expect(body).toMatchObject({
      ok: false,
      error: {
        code: 'unknown_action',
        mayHaveExecuted: false,
        message: expect.stringContaining('EatDomain') as unknown,
      },
    });
  });

  test.each(['CheckAvailability', 'RegisterDomain', 'Sync'])('%s names what is missing', async (action) => {
    for (const body of [
      {},
      { settings: settingsFor(stage.registrar) },
      { params: {} },
      { settings: 1, params: 2 },
    ]) {
      const answer = await stage.sidecar.ask('POST', `/v1/actions/${action}`, body);
      expect(answer).toMatchObject({
        status: 422,
        body: { ok: false, error: { code: 'invalid_parameter' } },
      });
    }
    expect(stage.registrar.calls()).toBe(0);
  });

  test.each<[string, object, string]>([
    ['an empty secret', { apiSecret: '' }, 'whmcs_settings_incomplete'],
    ['a secret with a space', { apiSecret: ' secret' }, 'secret_malformed'],
    ['a secret beyond ASCII', { apiSecret: 'geheimniß' }, 'secret_malformed'],
    ['a user name with a colon', { username: 'a:b' }, 'username_malformed'],
  ])('refuses %s with its cause and without a call', async (_what, changes, cause) => {
    const { status, body } = await stage.sidecar.ask('POST', '/v1/actions/Sync', {
      settings: settingsFor(stage.registrar, changes),
      params: domainOf('old.com'),
    });
    expect(status).toBe(422);
    expect(body).toMatchObject({
      ok: false,
      error: { code: 'settings_invalid', causes: [{ code: cause }], mayHaveExecuted: false },
    });
    expect(stage.registrar.calls()).toBe(0);
  });

  test('tells customers nothing of account, address or registrar', async () => {
    stage.registrar.production.whitelist.remove('127.0.0.1');
    const answer = await sync('old.com');
    expect(!answer.ok && answer.error.publicMessage).toMatch(/^This .*support\.$/);
    expect(!answer.ok && answer.error.publicMessage).not.toMatch(/NiceNIC|127\.0|whitelist|demo-reseller/);
  });
});
