import { beforeEach, describe, expect, test } from '@jest/globals';
import { Secret } from '../../sidecar/config/secret.js';
import type { Credentials } from '../../sidecar/nicenic/registrar-client.js';
import { TldPriceStore } from '../../sidecar/pricing/tld-price-store.js';
import { openDatabase } from '../../sidecar/store/database.js';
import { settingsFor, type Envelope } from '../support/running-sidecar.js';
import { until } from '../support/until.js';
import { useSidecar } from '../support/use-sidecar.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const COM = { register: 15.99, renew: 15.99, transfer: 14.5, currency: 'USD' };

const stage = useSidecar();

const ask = (tlds: readonly string[], settings?: object): Promise<Envelope> =>
  stage.sidecar.act('GetTldPricing', { tlds }, settings);

const credentials = (): Credentials => ({
  username: stage.registrar.account.username,
  apiSecret: new Secret(stage.registrar.account.productionSecret ?? ''),
  apiEnvironment: 'production',
});

/** What the schedule does. */
const refresh = (): Promise<void> => stage.sidecar.companion.prices.refresh(credentials());

interface Told {
  readonly prices: Readonly<Record<string, unknown>>;
  readonly missing: Readonly<Record<string, string>>;
}

async function told(tlds: readonly string[]): Promise<Told | string> {
  const answer = await ask(tlds);
  if (!answer.ok) return answer.error.code;
  const result = answer.result as {
    prices: { tld: string; register: number; outOfDate: boolean }[];
    missing: { tld: string; why: string }[];
  };
  return {
    prices: Object.fromEntries(
      result.prices.map(({ tld, register, outOfDate }) => [tld, outOfDate ? `${register} (old)` : register]),
    ),
    missing: Object.fromEntries(result.missing.map(({ tld, why }) => [tld, why])),
  };
}

const asked = (): number => stage.registrar.calls({ action: 'get_price' });

describe('the prices of the shop', () => {
  test('are told with what is missing and why', async () => {
    const answer = await ask(['com', '.co.uk', 'dev', 'ada.com', 'not a tld']);
    expect(answer).toMatchObject({
      ok: true,
      result: {
        prices: [
          { tld: 'com', ...COM, readAt: expect.stringMatching(/^20\d\d-.*Z$/) as unknown, outOfDate: false },
          { tld: 'co.uk', register: 9.05, currency: 'USD' },
        ],
        missing: [
          { tld: 'dev', why: 'not_sold' },
          { tld: 'ada.com', why: 'not_sold' },
          { tld: 'not a tld', why: 'not_sold' },
        ],
      },
    });
    expect(asked()).toBe(4);
  });

  test('are asked for by names that nobody has, for one year', async () => {
    await ask(['com']);
    expect(stage.registrar.log.list({ action: 'get_price' }).map(({ query }) => query)).toEqual([
      {
        category: 'domain',
        action: 'get_price',
        domain: expect.stringMatching(/^q[\da-f]{24}\.com$/),
        type: 'all',
        year: '1',
      },
    ]);
  });

  test('are kept for a day, also over a restart', async () => {
    await ask(['com', 'dev']);
    const before = asked();
    await stage.restart();
    stage.clock.offset += DAY - MINUTE;
    expect(await told(['com', 'dev'])).toEqual({ prices: { com: 15.99 }, missing: { dev: 'not_sold' } });
    expect(asked()).toBe(before);
  });

  test('that are older are answered at once, and read again afterwards', async () => {
    await ask(['com']);
    stage.clock.offset += DAY;
    stage.registrar.production.prices.setTld('com', { register: 17, renew: 17, transfer: 17 });
    stage.registrar.faults.add({ kind: 'delay', milliseconds: 300 }, { action: 'get_price', times: 1 });
    expect(await told(['com'])).toEqual({ prices: { com: '15.99 (old)' }, missing: {} });
    await stage.sidecar.companion.prices.idle();
    expect(await told(['com'])).toEqual({ prices: { com: 17 }, missing: {} });
  });

  test('stay usable when they cannot be read again', async () => {
    await ask(['com']);
    stage.clock.offset += 3 * DAY;
    stage.registrar.faults.add({ kind: 'status', status: 503 }, { action: 'get_price' });
    for (let look = 0; look < 2; look += 1) {
      expect(await told(['com'])).toEqual({ prices: { com: '15.99 (old)' }, missing: {} });
      await stage.sidecar.companion.prices.idle();
    }
    expect(asked()).toBe(3);
  });

  test('of a TLD that is given up are told no longer', async () => {
    await ask(['com']);
    stage.clock.offset += DAY;
    stage.registrar.production.prices.setTld('com', null);
    await ask(['com', 'net']);
    await stage.sidecar.companion.prices.idle();
    expect(await told(['com', 'net'])).toEqual({ prices: { net: 17.25 }, missing: { com: 'not_sold' } });
  });

  test('are those of the account and its API environment', async () => {
    stage.registrar.sandbox.prices.setTld('com', { register: 1, renew: 1, transfer: 1 });
    await ask(['com']);
    const sandbox = settingsFor(stage.registrar, {
      apiSecret: stage.registrar.account.sandboxSecret,
      testMode: true,
    });
    expect(await ask(['com'], sandbox)).toMatchObject({ result: { prices: [{ register: 1 }] } });
    expect(await told(['com'])).toMatchObject({ prices: { com: 15.99 } });
  });

  test('of an internationalised TLD are told under the name that was asked for', async () => {
    stage.registrar.production.prices.setTld('xn--p1ai', { register: 5, renew: 5, transfer: 5 });
    expect(await told(['рф', '.xn--p1ai'])).toEqual({ prices: { рф: 5, 'xn--p1ai': 5 }, missing: {} });
    expect(asked()).toBe(1);
  });

  test('are found by others in the store', async () => {
    await ask(['com', 'dev']);
    const database = await openDatabase(`${stage.sidecar.companion.folder.path}/companion.db`);
    const store = new TldPriceStore(database, stage.clock.now);
    const account = { apiEnvironment: 'production', username: stage.registrar.account.username } as const;
    expect(await store.find(account, 'com')).toEqual({ ...COM, readAt: expect.any(Number) });
    expect(await store.find(account, 'dev')).toBeNull();
    expect(await store.find({ ...account, apiEnvironment: 'sandbox' }, 'com')).toBeNull();
    await database.destroy();
  });

  test.each([[[]], [Array.from({ length: 3_001 }, () => 'com')], [[7]]])(
    'cannot be asked for by a list that is none',
    async (tlds) => {
      expect(await told(tlds as string[])).toBe('invalid_parameter');
      expect(asked()).toBe(0);
    },
  );
});

describe('many TLDs', () => {
  const many = Array.from({ length: 600 }, (_none, index) => `t${index}`);

  beforeEach(() => {
    for (const tld of many)
      stage.registrar.production.prices.setTld(tld, { register: 9, renew: 9, transfer: 9 });
  });

  test('are all read, a few at once', async () => {
    const answer = await told(many);
    expect(answer).toMatchObject({ missing: {} });
    expect(Object.keys((answer as Told).prices)).toHaveLength(600);
    expect(asked()).toBe(600);
  });

  test('that two ask for at the same time are read once', async () => {
    const [one, other] = await Promise.all([told(many.slice(0, 60)), told(many.slice(0, 60))]);
    expect(one).toEqual(other);
    expect(asked()).toBe(60);
    expect(stage.sidecar.log.filter((line) => line.includes('prices read'))).toHaveLength(1);
  });
});

describe('when the registrar answers late or not at all', () => {
  test('what is known by then is told, and the rest is read in the background', async () => {
    stage.registrar.faults.add({ kind: 'delay', milliseconds: 0 }, { action: 'get_price', times: 1 });
    stage.registrar.faults.add({ kind: 'delay', milliseconds: 1_500 }, { action: 'get_price', times: 3 });
    const end = performance.now() + 400;
    const { verdicts, failure } = await stage.sidecar.companion.prices.quote(
      credentials(),
      ['com', 'net', 'org', 'cn', 'co.uk'],
      end,
    );
    expect(failure).toBeNull();
    expect([...verdicts].map(([tld, verdict]) => [tld, 'missing' in verdict && verdict.missing])).toEqual([
      ['com', false],
      ['net', 'not_read_yet'],
      ['org', 'not_read_yet'],
      ['cn', 'not_read_yet'],
      ['co.uk', 'not_read_yet'],
    ]);
    await until('the rest is read', async () => {
      const known = await stage.sidecar.companion.prices.quote(credentials(), ['co.uk'], 0);
      const verdict = known.verdicts.get('co.uk');
      return verdict !== undefined && 'price' in verdict;
    });
  });

  test('three failures in a row end the reading, and the next one begins anew', async () => {
    stage.registrar.faults.add({ kind: 'status', status: 500 }, { action: 'get_price' });
    const tlds = ['com', 'net', 'org', 'cn', 'co.uk', 'dev', 'de', 'fr'];
    expect(await told(tlds)).toBe('registrar_unavailable');
    expect(asked()).toBeLessThanOrEqual(5);
    stage.registrar.faults.clear();
    expect(await told(['com', 'net'])).toMatchObject({ prices: { com: 15.99, net: 17.25 } });
  });

  test('what was read before it failed is told', async () => {
    expect(await told(['com'])).toMatchObject({ prices: { com: 15.99 } });
    stage.registrar.faults.add({ kind: 'status', status: 500 }, { action: 'get_price' });
    expect(await told(['com', 'net'])).toEqual({ prices: { com: 15.99 }, missing: { net: 'failed' } });
  });

  test.each(['specific', 'generic', 'http-html', 'bad-request', 'non-english'] as const)(
    'a refusal of access is never taken for a TLD that is not sold, in the dialect %s',
    async (dialect) => {
      stage.registrar.configure({ dialect });
      stage.registrar.production.whitelist.remove('127.0.0.1');
      const tlds = ['com', 'net', 'org', 'cn', 'co.uk', 'dev', 'de', 'fr'];
      expect(await told(tlds)).toBe('registrar_access_refused');
      expect(stage.registrar.calls()).toBeLessThanOrEqual(20);
      stage.registrar.production.whitelist.add('127.0.0.1');
      expect(await told(['com', 'net'])).toEqual({ prices: { com: 15.99, net: 17.25 }, missing: {} });
    },
  );

  test('a request for fewer calls ends the reading', async () => {
    stage.registrar.faults.add({ kind: 'rate-limit', retryAfterSeconds: 60 }, { action: 'get_price' });
    const tlds = ['com', 'net', 'org', 'cn', 'co.uk', 'dev', 'de'];
    // By the third failure the answer is either 429 or that nothing is sent after it.
    expect(['registrar_unavailable', 'registrar_held_back']).toContain(await told(tlds));
    expect(asked()).toBeLessThanOrEqual(3);
  });
});

describe('by schedule', () => {
  test('what the shop uses is read again after a day', async () => {
    await ask(['com', 'net']);
    await refresh();
    expect(asked()).toBe(2);
    stage.clock.offset += DAY;
    await refresh();
    expect(asked()).toBe(4);
  });

  test('what failed is tried again after a quarter of an hour', async () => {
    stage.registrar.faults.add({ kind: 'html' }, { action: 'get_price', times: 1 });
    expect(await told(['com'])).toBe('registrar_unavailable');
    stage.clock.offset += 14 * MINUTE;
    await refresh();
    expect(asked()).toBe(1);
    stage.clock.offset += 2 * MINUTE;
    await refresh();
    expect(await told(['com'])).toMatchObject({ prices: { com: 15.99 } });
    expect(asked()).toBe(2);
  });

  test('what nobody has asked for in a month is left alone', async () => {
    await ask(['com']);
    stage.clock.offset += 31 * DAY;
    await refresh();
    expect(asked()).toBe(1);
  });

  test('TLDs that only a search has met are left alone', async () => {
    await stage.sidecar.act('CheckAvailability', { searchTerm: 'ada', tldsToInclude: ['.dev'] });
    const before = asked();
    stage.clock.offset += DAY;
    await refresh();
    expect(asked()).toBe(before);
  });

  test('nothing is asked when nothing is known', async () => {
    await refresh();
    expect(stage.registrar.calls()).toBe(0);
  });
});
