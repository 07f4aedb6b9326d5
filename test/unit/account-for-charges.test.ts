import { describe, expect, test } from '@jest/globals';
import { findCharge, type ChargeFinding, type PaidOrder } from '../../sidecar/orders/account-for-charges.js';

const MINUTE = 60_000;
const NOON = Date.parse('2026-11-22T12:00:00Z');

/** Sent at noon. */
const OURS = { domain: 'ours.com', sentAt: NOON };

const charge = (minute: number | null, ...names: string[]): { at: number | null; names: string[] } => ({
  at: minute === null ? null : NOON + minute * MINUTE,
  names,
});
const order = (minute: number, domain = 'other.com', surelyCharged = true): PaidOrder => ({
  domain,
  sentAt: NOON + minute * MINUTE,
  surelyCharged,
});

type Case = readonly [
  what: string,
  charges: ReturnType<typeof charge>[],
  others: PaidOrder[],
  finding: ChargeFinding,
];

const CASES: readonly Case[] = [
  ['nothing', [], [], 'none'],
  ['one at the time', [charge(0)], [], 'possible'],
  ['one of a clock that is slow', [charge(-5)], [], 'possible'],
  ['one from before', [charge(-6)], [], 'none'],
  ['one at the end of the works', [charge(15)], [], 'possible'],
  ['one after it', [charge(16)], [], 'none'],
  ['one that another order accounts for', [charge(1)], [order(0)], 'none'],
  ['two, one of another order', [charge(0), charge(1)], [order(0)], 'possible'],
  ['one of a later order', [charge(13)], [order(12)], 'none'],
  ['one of an earlier order that was slow', [charge(2)], [order(-12)], 'none'],
  [
    'ours taken by an earlier order whose own charge is out of our span',
    [charge(-9), charge(1)],
    [order(-10)],
    'possible',
  ],
  [
    'a chain of orders, each with its charge, and one more',
    [charge(-19), charge(-9), charge(1)],
    [order(-20), order(-10)],
    'possible',
  ],
  [
    'a chain of orders, each with its charge',
    [charge(-19), charge(-9), charge(13)],
    [order(-20), order(-10), order(12)],
    'none',
  ],
  ['an order that went through without one', [], [order(0)], 'unclear'],
  ['an order that waits without one', [], [order(0, 'other.com', false)], 'none'],
  ['an order that waits with one', [charge(0)], [order(0, 'other.com', false)], 'none'],
  ['an order that went through before without one', [], [order(-21)], 'none'],
  [
    'an order at the edge of what is read, which may have its charge beyond',
    [charge(-24 * 60 + 5)],
    [order(-24 * 60)],
    'none',
  ],
  ['one that names ours', [charge(3, 'ours.com')], [], 'named'],
  ['one that names ours beside an order of another name', [charge(3, 'ours.com')], [order(0)], 'named'],
  [
    'one that names ours and another order with its own',
    [charge(3, 'ours.com'), charge(3)],
    [order(0)],
    'named',
  ],
  ['one that names another', [charge(3, 'elsewhere.com')], [], 'none'],
  ['one that names the other order', [charge(3, 'other.com')], [order(0)], 'none'],
  [
    'one that names the other order, and one without a name',
    [charge(3, 'other.com'), charge(4)],
    [order(0)],
    'possible',
  ],
  [
    'one that names ours, of an earlier order for it',
    [charge(-9, 'ours.com')],
    [order(-10, 'ours.com')],
    'none',
  ],
  ['one that names ours out of the span of its order', [charge(-30, 'ours.com')], [], 'none'],
  ['one whose time cannot be read', [charge(null)], [], 'possible'],
  ['one whose time cannot be read and that names another', [charge(null, 'other.com')], [], 'none'],
];

describe('of the charges of the account', () => {
  test.each(CASES)('%s', (_what, charges, others, finding) => {
    expect(findCharge(OURS, charges, others)).toBe(finding);
    expect(findCharge(OURS, charges.toReversed(), others.toReversed())).toBe(finding);
  });

  test('a thousand that are accounted for hide none', () => {
    const others = Array.from({ length: 1_000 }, (_unused, place) =>
      order(place / 60 - 8, `order-${place}.com`),
    );
    const charges = others.map(({ sentAt }) => ({ at: sentAt + 1_000, names: [] }));
    expect(findCharge(OURS, charges, others)).toBe('none');
    expect(findCharge(OURS, [...charges, charge(1)], others)).toBe('possible');
  });
});
