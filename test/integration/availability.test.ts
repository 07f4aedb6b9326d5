import { beforeEach, describe, expect, test } from '@jest/globals';
import type { FaultInput } from '../simulator/faults.js';
import { settingsFor, type Envelope } from '../support/running-sidecar.js';
import { useSidecar } from '../support/use-sidecar.js';

const MINUTE = 60_000;

const GOLD = { register: 900, renew: 90, transfer: 80 };

const stage = useSidecar();

const ask = (tldsToInclude: readonly string[], changes: object = {}, settings?: object): Promise<Envelope> =>
  stage.sidecar.act('CheckAvailability', { searchTerm: 'ada', tldsToInclude, ...changes }, settings);

/** The status of each TLD, or the code of the error. */
async function statuses(tldsToInclude: readonly string[], changes: object = {}): Promise<unknown> {
  const answer = await ask(tldsToInclude, changes);
  if (!answer.ok) return answer.error.code;
  const results = answer.result['results'] as readonly { tld: string; status: string }[];
  return Object.fromEntries(results.map(({ tld, status }) => [tld, status]));
}

const priced = (): string[] =>
  stage.registrar.log.list({ action: 'get_price' }).map(({ query }) => query['domain'] ?? '');

/** The names of others: probes of a TLD. */
const probes = (): string[] => priced().filter((name) => !name.startsWith('ada.'));

describe('a premium name', () => {
  beforeEach(() => {
    stage.registrar.production.prices.setPremium('ada.com', GOLD);
  });

  test('comes with its price where the shop sells premium names', async () => {
    expect(await ask(['.com', '.net'], { premiumEnabled: true })).toMatchObject({
      ok: true,
      result: {
        results: [
          { sld: 'ada', tld: 'com', status: 'available', premium: { ...GOLD, currency: 'USD' } },
          { sld: 'ada', tld: 'net', status: 'available' },
        ],
      },
    });
  });

  test('is reserved where it does not, and never offered at the normal price', async () => {
    expect(await statuses(['.com', '.net'])).toEqual({ com: 'reserved', net: 'available' });
  });

  test('that is taken is not priced', async () => {
    stage.registrar.production.setAvailability('ada.com', 'unavailable');
    expect(await statuses(['.com'], { premiumEnabled: true })).toEqual({ com: 'registered' });
    expect(priced()).toEqual([]);
  });
});

describe('the price of a name', () => {
  test('is kept for ten minutes, for its account alone', async () => {
    await ask(['.com', '.net']);
    await ask(['.com', '.net', '.org']);
    expect(priced().sort()).toEqual(['ada.com', 'ada.net', 'ada.org']);
    stage.clock.offset += 10 * MINUTE;
    await ask(['.com']);
    expect(priced()).toHaveLength(4);
    const sandbox = settingsFor(stage.registrar, {
      apiSecret: stage.registrar.account.sandboxSecret,
      testMode: true,
    });
    expect((await ask(['.com'], {}, sandbox)).ok).toBe(true);
    expect(priced()).toHaveLength(5);
  });

  test('that was kept in the future is not trusted', async () => {
    await ask(['.com']);
    stage.clock.offset -= MINUTE;
    await ask(['.com']);
    expect(priced()).toHaveLength(2);
  });

  test.each<[string, FaultInput]>([
    ['fails', { kind: 'status', status: 500 }],
    ['is a page', { kind: 'html' }],
    ['is lost', { kind: 'reset' }],
    ['is cut in half', { kind: 'truncated' }],
  ])('that %s makes its name unknown, not the others', async (_what, fault) => {
    stage.registrar.production.setAvailability('ada.net', 'unavailable');
    stage.registrar.faults.add(fault, { action: 'get_price', times: 1 });
    expect(await statuses(['.com', '.net'])).toEqual({ com: 'unknown', net: 'registered' });
    expect(await statuses(['.com', '.net'])).toEqual({ com: 'available', net: 'registered' });
  });

  test('that never comes leaves its name unknown, in time for WHMCS', async () => {
    stage.registrar.production.setAvailability('ada.net', 'unavailable');
    stage.registrar.faults.add({ kind: 'hang' }, { action: 'get_price' });
    const started = performance.now();
    expect(await statuses(['.com', '.net', '.org'])).toEqual({
      com: 'unknown',
      net: 'registered',
      org: 'unknown',
    });
    expect(performance.now() - started).toBeLessThan(8_000);
  });

  test('is not asked for any further when the registrar asks for fewer calls', async () => {
    stage.registrar.faults.add({ kind: 'rate-limit', retryAfterSeconds: 30 }, { action: 'get_price' });
    const tlds = ['com', 'net', 'org', 'cn', 'de', 'fr', 'nl', 'at'];
    for (const tld of tlds)
      stage.registrar.production.prices.setTld(tld, { register: 9, renew: 9, transfer: 9 });
    const found = await statuses(tlds.map((tld) => `.${tld}`));
    expect(found).toEqual(Object.fromEntries(tlds.map((tld) => [tld, 'unknown'])));
    expect(priced().length).toBeLessThanOrEqual(4);
  });

  test('that is refused together with access is an error', async () => {
    stage.registrar.configure({ dialect: 'http-html' });
    stage.registrar.faults.add({ kind: 'strip-authorization' }, { action: 'get_price' });
    const tlds = ['com', 'net', 'org', 'cn', 'de', 'fr', 'nl', 'at'];
    for (const tld of tlds)
      stage.registrar.production.prices.setTld(tld, { register: 9, renew: 9, transfer: 9 });
    expect(await statuses(tlds)).toBe('registrar_access_refused');
    expect(priced().length).toBeLessThanOrEqual(4);
  });
});

describe('a TLD', () => {
  test.each(['specific', 'generic', 'bad-request', 'non-english'] as const)(
    'that the account does not sell is not supported, and probed once, in the dialect %s',
    async (dialect) => {
      stage.registrar.configure({ dialect });
      expect(await statuses(['.com', '.dev'])).toEqual({ com: 'available', dev: 'tld_not_supported' });
      expect(probes()).toHaveLength(2);
      expect(probes().every((name) => /^q[\da-f]{24}\.dev$/.test(name))).toBe(true);
      expect(await statuses(['.com', '.dev'])).toEqual({ com: 'available', dev: 'tld_not_supported' });
      expect(probes()).toHaveLength(2);
    },
  );

  test('is probed again after a day', async () => {
    await ask(['.dev']);
    stage.clock.offset += 24 * 60 * MINUTE;
    stage.registrar.production.prices.setTld('dev', { register: 12, renew: 13, transfer: 12 });
    stage.registrar.production.setAvailability('ada.dev', 'error');
    expect(await statuses(['.dev'])).toEqual({ dev: 'unknown' });
    expect(probes()).toHaveLength(3);
  });

  test('that is sold leaves a name that cannot be checked unknown', async () => {
    stage.registrar.production.setAvailability('ada.com', 'error');
    expect(await statuses(['.com'])).toEqual({ com: 'unknown' });
    expect(await statuses(['.com'])).toEqual({ com: 'unknown' });
    expect(priced()).toEqual([expect.stringMatching(/^q[\da-f]{24}\.com$/)]);
  });

  test('that is sold leaves a name that is not priced unknown', async () => {
    stage.registrar.faults.add({ kind: 'unknown-code' }, { action: 'get_price', times: 1 });
    expect(await statuses(['.com'])).toEqual({ com: 'unknown' });
    expect(priced()).toHaveLength(2);
  });

  test('whose names are all refused is not supported', async () => {
    stage.registrar.faults.add({ kind: 'unknown-code' }, { action: 'get_price', times: 3 });
    expect(await statuses(['.com'])).toEqual({ com: 'tld_not_supported' });
  });

  test('that could not be probed leaves its name unknown', async () => {
    stage.registrar.faults.add({ kind: 'status', status: 503 }, { action: 'get_price', times: 1 });
    expect(await statuses(['.dev'])).toEqual({ dev: 'unknown' });
    expect(await statuses(['.dev'])).toEqual({ dev: 'tld_not_supported' });
  });

  test('is probed once for many who search at the same time', async () => {
    await Promise.all(Array.from({ length: 10 }, () => ask(['.dev'])));
    expect(probes()).toHaveLength(2);
  });
});

test('the log has no names that customers look for', async () => {
  await ask(['.com', '.dev']);
  expect(stage.sidecar.log.join('')).not.toContain('ada.com');
});
