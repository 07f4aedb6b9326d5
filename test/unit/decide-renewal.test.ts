import { describe, expect, test } from '@jest/globals';
import { decideRenewal, isRenewedFrom, type RenewalDecision } from '../../sidecar/orders/decide-renewal.js';
import { renewalIntent, type Order } from '../../sidecar/orders/order.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const SENT = Date.parse('2026-11-22T10:00:00Z');

/** Renewed from one to the other for a year. */
const FROM = '2027-03-01';
const TO = '2028-03-01';

/** The renewal before; WHMCS was told unless `toldAt` is null. */
function last(changes: Partial<Order> = {}): Order {
  const account = { apiEnvironment: 'production', username: 'shop' } as const;
  return {
    id: 'order-1',
    intent: renewalIntent(account, { domain: 'example.com', whmcsDomainId: 7, years: 1 }, FROM),
    state: 'done',
    attempts: 1,
    result: { createdDate: null, expiryDate: TO },
    registrarCode: 0,
    registrarMessage: null,
    reply: 'final',
    referenceId: 'reference-1',
    createdAt: SENT,
    sentAt: SENT,
    updatedAt: SENT,
    toldAt: SENT,
    settledBy: 'answer',
    settledAt: SENT,
    note: null,
    ...changes,
  };
}

const untold = { toldAt: null };
const undated = { result: { createdDate: null, expiryDate: null } };

interface Case {
  readonly last: Order | null;
  readonly listed: string;
  readonly whmcs: string | null;
  /** After the last renewal. */
  readonly later: number;
  readonly decision: RenewalDecision;
}

const CASES: readonly (readonly [what: string, given: Case])[] = [
  ['the first one', { last: null, listed: FROM, whmcs: FROM, later: 0, decision: 'send' }],
  [
    'the first one, WHMCS a day off',
    { last: null, listed: FROM, whmcs: '2027-02-28', later: 0, decision: 'send' },
  ],
  [
    'the first one, WHMCS some months off',
    { last: null, listed: FROM, whmcs: '2026-11-30', later: 0, decision: 'send' },
  ],
  [
    'the first one, WHMCS tells no date',
    { last: null, listed: FROM, whmcs: null, later: 0, decision: 'send' },
  ],
  ['the first one, WHMCS further on', { last: null, listed: FROM, whmcs: TO, later: 0, decision: 'send' }],
  [
    'renewed by nobody knows whom',
    { last: null, listed: TO, whmcs: FROM, later: 0, decision: 'refuse_expiry_differs' },
  ],
  [
    'again with the date from before',
    { last: last(), listed: TO, whmcs: FROM, later: MINUTE, decision: 'repeat_outcome' },
  ],
  [
    'again with the date from before, the list lags behind',
    { last: last(), listed: FROM, whmcs: FROM, later: MINUTE, decision: 'repeat_outcome' },
  ],
  [
    'again with the date from before, told late',
    { last: last(untold), listed: TO, whmcs: FROM, later: 29 * DAY, decision: 'repeat_outcome' },
  ],
  [
    'a second one after WHMCS has the date',
    { last: last(), listed: TO, whmcs: TO, later: 1, decision: 'send' },
  ],
  [
    'a second one, WHMCS a day off',
    { last: last(), listed: TO, whmcs: '2028-02-29', later: MINUTE, decision: 'send' },
  ],
  [
    'with the new date although WHMCS was never told: Sync was faster than the repetition',
    { last: last(untold), listed: TO, whmcs: TO, later: DAY, decision: 'repeat_outcome' },
  ],
  [
    'with the new date, never told, but long ago: the next year',
    { last: last(untold), listed: TO, whmcs: TO, later: 31 * DAY, decision: 'send' },
  ],
  [
    'with the date from before long ago: somebody has to look',
    { last: last(), listed: TO, whmcs: FROM, later: 31 * DAY, decision: 'refuse_expiry_differs' },
  ],
  [
    'a second one while the list lags behind',
    { last: last(), listed: FROM, whmcs: TO, later: MINUTE, decision: 'refuse_not_listed_yet' },
  ],
  [
    'no date, soon',
    { last: last(), listed: TO, whmcs: null, later: 60 * MINUTE, decision: 'repeat_outcome' },
  ],
  ['no date, later', { last: last(), listed: TO, whmcs: null, later: 60 * MINUTE + 1, decision: 'send' }],
  [
    'no date, never told',
    { last: last(untold), listed: TO, whmcs: null, later: 29 * DAY, decision: 'repeat_outcome' },
  ],
  [
    'again where the registrar told no date',
    { last: last(undated), listed: TO, whmcs: FROM, later: MINUTE, decision: 'repeat_outcome' },
  ],
  [
    'a second one where the registrar told no date',
    { last: last(undated), listed: TO, whmcs: TO, later: MINUTE, decision: 'send' },
  ],
];

describe('a click on a renewal', () => {
  test.each(CASES)('%s', (_what, given) => {
    const click = {
      whmcsDomainId: 7,
      listedExpiry: given.listed,
      whmcsExpiry: given.whmcs,
      now: SENT + given.later,
    };
    expect(decideRenewal(given.last, click)).toBe(given.decision);
  });

  test('for another domain record does not get the outcome of the first', () => {
    const click = { whmcsDomainId: 8, listedExpiry: TO, whmcsExpiry: FROM, now: SENT + MINUTE };
    expect(decideRenewal(last(), click)).toBe('refuse_other_owner');
  });
});

test.each<[string | null, string | null, boolean]>([
  [FROM, TO, true],
  [FROM, '2037-03-01', true],
  [FROM, FROM, false],
  [FROM, '2027-08-30', false],
  [FROM, '2027-08-31', true],
  [TO, FROM, false],
  [null, TO, false],
  [FROM, null, false],
])('from %s to %s is a renewal: %s', (from, listed, renewed) => {
  expect(isRenewedFrom(from, listed)).toBe(renewed);
});
