import { describe, expect, test } from '@jest/globals';
import type { FaultInput } from '../simulator/faults.js';
import { renewal } from '../support/registration.js';
import { settingsFor, startSidecar, type Envelope, type RunningSidecar } from '../support/running-sidecar.js';
import { until } from '../support/until.js';
import { impatientWithSilence } from '../support/patience.js';
import { useSidecar } from '../support/use-sidecar.js';

/** After this an order that was never answered and shows nowhere has surely not happened. */
const LATER = 16 * 60_000;
const DAY = 24 * 60 * 60_000;

const NAME = 'shop-of-ada.com';
const FIRST = '2027-03-01';
const SECOND = '2028-03-01';
const THIRD = '2029-03-01';

const stage = useSidecar({
  sidecar: (registrar) => ({ callLimits: impatientWithSilence(registrar) }),
  arrange: ({ production }) => {
    production.portfolio.put({ domain: NAME, createdDate: '2020-03-01', expiredDate: FIRST });
  },
});

/** A click while WHMCS believes in this expiry date. */
const click = (expiryDate?: string, changes: object = {}): Promise<Envelope> =>
  stage.sidecar.act('RenewDomain', renewal(NAME, expiryDate, changes));

const charges = (): number => stage.registrar.ledger().length;
const expiry = (): string | undefined => stage.registrar.production.portfolio.get(NAME)?.expiredDate;

function told(answer: Envelope): string {
  if (!answer.ok) return `${answer.error.code}${answer.error.mayHaveExecuted ? '?' : ''}`;
  if (answer.result['pending'] === true) return 'pending';
  return answer.result['renewed'] === true ? `until ${String(answer.result['expiryDate'])}` : 'nothing';
}

const message = (answer: Envelope): string => (answer.ok ? '' : answer.error.message);

describe('a renewal', () => {
  test('starts from the date in the list and is told with both dates', async () => {
    const answer = await click('2027-02-28', { regperiod: 2 });
    expect(answer).toMatchObject({
      ok: true,
      result: { renewed: true, domain: NAME, oldExpiryDate: FIRST, expiryDate: THIRD },
    });
    const [request, ...more] = stage.registrar.log.list({ action: 'renew' });
    expect(more).toEqual([]);
    expect(request?.query).toEqual({
      category: 'domain',
      action: 'renew',
      domain: NAME,
      deaddate: FIRST,
      year: '2',
    });
  });

  test('that WHMCS repeats is the same one, also after a restart', async () => {
    for (const restarts of [false, false, true]) {
      if (restarts) await stage.restart();
      expect(told(await click(FIRST))).toBe(`until ${SECOND}`);
    }
    expect([charges(), expiry()]).toEqual([1, SECOND]);
  });

  test('after another one that WHMCS knows of goes through', async () => {
    expect(told(await click(FIRST))).toBe(`until ${SECOND}`);
    expect(told(await click(SECOND))).toBe(`until ${THIRD}`);
    expect(told(await click(SECOND))).toBe(`until ${THIRD}`);
    expect([charges(), expiry()]).toEqual([2, THIRD]);
  });

  test('of twenty clicks at once is one order, and all are told the same', async () => {
    stage.registrar.faults.add({ kind: 'delay', when: 'before', milliseconds: 100 }, { action: 'renew' });
    const answers = await Promise.all(Array.from({ length: 20 }, () => click(FIRST)));
    expect(new Set(answers.map(told))).toEqual(new Set([`until ${SECOND}`]));
    expect([charges(), stage.registrar.calls({ action: 'renew' })]).toEqual([1, 1]);
  });

  test('of two crons and a click at once, in two processes, is one order', async () => {
    stage.registrar.faults.add({ kind: 'delay', when: 'before', milliseconds: 100 }, { action: 'renew' });
    const other = await startSidecar(stage.registrar, {
      dataDir: stage.sidecar.companion.folder.path,
      clock: stage.clock.now,
      callLimits: impatientWithSilence(stage.registrar),
    });
    try {
      const act = (at: RunningSidecar): Promise<Envelope> => at.act('RenewDomain', renewal(NAME, FIRST));
      const answers = (await Promise.all([act(stage.sidecar), act(other), act(other)])).map(told);
      expect(answers).toContain(`until ${SECOND}`);
      for (const answer of answers) expect([`until ${SECOND}`, 'order_unknown?']).toContain(answer);
    } finally {
      await other.stop();
    }
    expect(told(await click(FIRST))).toBe(`until ${SECOND}`);
    expect([charges(), stage.registrar.calls({ action: 'renew' })]).toEqual([1, 1]);
  });

  test('that waits at the registrar is pending until the list shows the new date', async () => {
    stage.registrar.faults.add({ kind: 'pending' }, { action: 'renew', times: 1 });
    expect(told(await click(FIRST))).toBe('pending');
    expect(told(await click(FIRST))).toBe('pending');
    stage.registrar.production.completeOrder(NAME);
    expect(told(await click(FIRST))).toBe(`until ${SECOND}`);
    expect(charges()).toBe(1);
  });

  test('that waits holds a second one up, which is sent afterwards', async () => {
    stage.registrar.faults.add({ kind: 'pending' }, { action: 'renew', times: 1 });
    expect(told(await click(FIRST))).toBe('pending');
    // WHMCS has moved its date: this is not the same click again.
    expect(told(await click(SECOND))).toBe('renewal_dates_differ');
    stage.registrar.production.completeOrder(NAME);
    expect(told(await click(SECOND))).toBe(`until ${THIRD}`);
    expect(charges()).toBe(2);
  });

  test('in sandbox and production are two orders', async () => {
    stage.registrar.sandbox.portfolio.put({ domain: NAME, expiredDate: FIRST });
    await click(FIRST);
    const sandbox = settingsFor(stage.registrar, {
      apiSecret: stage.registrar.account.sandboxSecret,
      testMode: true,
    });
    expect(told(await stage.sidecar.act('RenewDomain', renewal(NAME, FIRST), sandbox))).toBe(
      `until ${SECOND}`,
    );
    expect([stage.registrar.ledger('production').length, stage.registrar.ledger('sandbox').length]).toEqual([
      1, 1,
    ]);
  });

  test('of a name in its grace period is an ordinary one', async () => {
    stage.registrar.production.portfolio.put({ domain: NAME, expiredDate: '2026-11-01' });
    expect(told(await click('2026-11-01', { isInGracePeriod: true }))).toBe('until 2027-11-01');
  });
});

describe('WHMCS whose call ended before the answer', () => {
  /** WHMCS hangs up while the registrar works. */
  async function hangUp(): Promise<void> {
    stage.registrar.faults.add(
      { kind: 'delay', when: 'after', milliseconds: 300 },
      { action: 'renew', times: 1 },
    );
    const hangsUp = new AbortController();
    const asked = fetch(`${stage.sidecar.url}/v1/actions/RenewDomain`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${stage.sidecar.companion.folder.token.reveal()}`,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify({ settings: settingsFor(stage.registrar), params: renewal(NAME, FIRST) }),
      signal: hangsUp.signal,
    }).catch(() => null);
    await until('the order is processed', () => charges() === 1);
    hangsUp.abort();
    await asked;
    await stage.restart();
  }

  test.each([
    ['before Sync has told it the new date', FIRST],
    ['after Sync has told it the new date', SECOND],
    ['without a date', undefined],
  ])('repeats it %s and gets the stored outcome', async (_when, believed) => {
    await hangUp();
    stage.clock.offset += 2 * DAY;
    expect(told(await click(believed))).toBe(`until ${SECOND}`);
    expect(charges()).toBe(1);
    // It knows now: what comes next is another renewal.
    expect(told(await click(SECOND))).toBe(`until ${THIRD}`);
    expect(charges()).toBe(2);
  });
});

const LOST = {
  first: ['order_unknown?', 0],
  soon: ['order_unknown?', 0],
  late: [`until ${SECOND}`, 1],
} as const;
const FOUND = {
  first: [`until ${SECOND}`, 1],
  soon: [`until ${SECOND}`, 1],
  late: [`until ${SECOND}`, 1],
} as const;
const refusedAs = (code: string): Omit<Trouble, 'fault'> => ({
  first: [code, 0],
  soon: [`until ${SECOND}`, 1],
  late: [`until ${SECOND}`, 1],
});

/** `first` is what the first click is told, `soon` each of the next minutes, `late` one after the works; with charges. */
interface Trouble {
  readonly fault: FaultInput;
  readonly first: readonly [outcome: string, charges: number];
  readonly soon: readonly [outcome: string, charges: number];
  readonly late: readonly [outcome: string, charges: number];
}

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
    { fault: { kind: 'redirect', status: 302, location: 'https://elsewhere.example/' }, ...LOST },
  ],
  [
    'a proxy takes the header away',
    { fault: { kind: 'strip-authorization' }, ...refusedAs('registrar_refused') },
  ],
];

describe('when with the order', () => {
  test.each(TROUBLES)('%s, it is charged once at most and told as it is', async (_what, trouble) => {
    stage.registrar.faults.add(trouble.fault, { action: 'renew', times: 1 });
    const step = async (): Promise<[string, number]> => [told(await click(FIRST)), charges()];
    expect(await step()).toEqual(trouble.first);
    expect(await step()).toEqual(trouble.soon);
    await stage.restart();
    expect(await step()).toEqual(trouble.soon);
    stage.clock.offset += LATER;
    expect(await step()).toEqual(trouble.late);
    expect(await step()).toEqual(trouble.late);
    expect([charges(), expiry()]).toEqual([1, SECOND]);
  });

  test.each(TROUBLES)('%s while the list cannot be read either, nobody guesses', async (_what, trouble) => {
    // The list that tells the date comes before the order; the one that settles it does not come.
    stage.registrar.faults.add({ kind: 'delay', milliseconds: 0 }, { action: 'domain_list', times: 1 });
    stage.registrar.faults.add(trouble.fault, { action: 'renew', times: 1 });
    stage.registrar.faults.add({ kind: 'status', status: 503, when: 'before' }, { action: 'domain_list' });
    for (let clicks = 0; clicks < 3; clicks += 1) expect(told(await click(FIRST))).toBe('order_unknown?');
    expect(stage.registrar.calls({ action: 'renew' })).toBe(1);
    stage.clock.offset += LATER;
    expect(told(await click(FIRST))).toBe('order_unknown?');
    stage.registrar.faults.clear();
    expect(told(await click(FIRST))).toBe(`until ${SECOND}`);
    expect([charges(), expiry()]).toEqual([1, SECOND]);
  });
});

describe('what is not ordered', () => {
  test('while the list cannot be read: nothing is sent and nothing is uncertain', async () => {
    stage.registrar.faults.add({ kind: 'status', status: 503, when: 'before' }, { action: 'domain_list' });
    expect(told(await click(FIRST))).toBe('registrar_unavailable');
    expect(stage.registrar.calls({ action: 'renew' })).toBe(0);
  });

  test('a name that is not in the account', async () => {
    stage.registrar.production.portfolio.remove(NAME);
    expect(told(await click(FIRST))).toBe('domain_not_found');
  });

  test('a name that seems to be renewed already, as both dates say', async () => {
    stage.registrar.production.portfolio.put({ domain: NAME, expiredDate: SECOND });
    const answer = await click(FIRST);
    expect(told(answer)).toBe('renewal_dates_differ');
    expect(message(answer)).toContain(`expires on ${SECOND} at NiceNIC, on ${FIRST} in WHMCS`);
  });

  test('for another domain record of WHMCS, the outcome of the first', async () => {
    await click(FIRST);
    const answer = await click(FIRST, { domainid: 8 });
    expect(told(answer)).toBe('order_taken_by_other');
    expect(message(answer)).toContain('renewal of shop-of-ada.com was ordered for WHMCS domain id 7');
    expect(charges()).toBe(1);
  });

  test('a restore out of the redemption period, before any call', async () => {
    expect(told(await click(FIRST, { isInRedemptionGracePeriod: true }))).toBe('restore_not_supported');
    expect(stage.registrar.calls()).toBe(0);
  });

  test.each([0, 11, 0.5, 'two', ''])('%p years, before any call', async (regperiod) => {
    const answer = await click(FIRST, { regperiod });
    expect(told(answer)).toBe('invalid_parameter');
    expect(message(answer)).toContain('regperiod:');
    expect(stage.registrar.calls()).toBe(0);
  });

  test.each<[string, object, string]>([
    ['at another price', { premiumCost: '80.00' }, 'premium_cost_differs'],
    ['for more than one year', { premiumCost: '90.00', regperiod: 2 }, 'premium_cost_differs'],
    ['at a price that is none', { premiumCost: 'cheap' }, 'invalid_parameter'],
  ])('a premium name %s', async (_what, changes, code) => {
    stage.registrar.production.prices.setPremium(NAME, { register: 900, renew: 90, transfer: 80 });
    expect(told(await click(FIRST, changes))).toBe(code);
    expect(charges()).toBe(0);
  });

  test('but a premium name at its price is', async () => {
    stage.registrar.production.prices.setPremium(NAME, { register: 900, renew: 90, transfer: 80 });
    expect(told(await click(FIRST, { premiumCost: '90.00' }))).toBe(`until ${SECOND}`);
    expect(stage.registrar.ledger().map(({ amount }) => amount)).toEqual([90]);
  });
});

test.each(['0000-00-00', '-0001-11-30', '', null])(
  'a date that is none (%p) counts as not told',
  async (date) => {
    expect(told(await click(undefined, { expiryDate: date }))).toBe(`until ${SECOND}`);
  },
);
