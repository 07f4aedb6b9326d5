import { describe, expect, test } from '@jest/globals';
import type { SeenAddress } from '../../sidecar/egress/egress-store.js';
import { findDisagreement, findDrift } from '../../sidecar/egress/find-drift.js';
import { ADDRESS, NOON, seenAt } from '../support/evidence.js';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
const OTHER = '198.51.100.9';

/** An address seen from and to these hours before noon. */
function seen(address: string, from: number, to: number, changes: Partial<SeenAddress> = {}): SeenAddress {
  const since = NOON - from * HOUR;
  return { ...seenAt(address), firstSeen: since, since, lastSeen: NOON - to * HOUR, ...changes };
}

describe('a change of address', () => {
  test('is told with both addresses and its time', () => {
    expect(findDrift([seen(OTHER, 48, 3), seen(ADDRESS, 2, 0)], NOON)).toEqual([
      { context: 'sidecar', family: 4, before: OTHER, now: ADDRESS, at: NOON - 2 * HOUR },
    ]);
  });

  test('is told once where two services saw it, and for each environment and family apart', () => {
    const two = [seen(OTHER, 48, 3), seen(ADDRESS, 2, 0)].flatMap((one) => [
      one,
      { ...one, source: 'echo2.example' },
    ]);
    expect(findDrift(two, NOON)).toHaveLength(1);
    const cron = [seen(OTHER, 48, 3), seen(ADDRESS, 1, 0)].map((one) => ({
      ...one,
      context: 'cron' as const,
    }));
    const six = [seen('2001:db8::1', 48, 3), seen('2001:db8::2', 1, 0)];
    expect(
      findDrift([...two, ...cron, ...six], NOON).map(({ context, family }) => [context, family]),
    ).toEqual([
      ['sidecar', 4],
      ['cron', 4],
      ['sidecar', 6],
    ]);
  });

  test.each<[string, SeenAddress[]]>([
    ['one address', [seen(ADDRESS, 48, 0)]],
    ['two services that disagree', [seen(ADDRESS, 48, 0), seen(OTHER, 48, 0, { source: 'echo2.example' })]],
    [
      'a pool whose exits take turns',
      [
        seen(ADDRESS, 48, 0, { since: NOON - 0.5 * HOUR }),
        seen(OTHER, 47, 0.5, { since: NOON - 0.6 * HOUR }),
      ],
    ],
    ['another environment', [seen(OTHER, 48, 3, { context: 'cron' }), seen(ADDRESS, 2, 0)]],
    ['a change of last month', [seen(OTHER, 60 * 24, 40 * 24), seen(ADDRESS, 39 * 24, 0)]],
  ])('is not seen in %s', (_what, history) => {
    expect(findDrift(history, NOON)).toEqual([]);
  });

  test('back to an earlier address is told as well', () => {
    const history = [seen(ADDRESS, 72, 0, { since: NOON - HOUR }), seen(OTHER, 24, 1)];
    expect(findDrift(history, NOON)).toMatchObject([{ before: OTHER, now: ADDRESS, at: NOON - HOUR }]);
  });

  test('is worth a warning for a week', () => {
    const history = [seen(OTHER, 48, 3), seen(ADDRESS, 2, 0)];
    expect(findDrift(history, NOON + 6 * DAY)).toHaveLength(1);
    expect(findDrift(history, NOON + 7 * DAY)).toEqual([]);
  });
});

test('services disagree where one environment has several addresses of one family at once', () => {
  expect(findDisagreement([seenAt(ADDRESS), seenAt(OTHER, { source: 'echo2.example' })])).toEqual([
    { context: 'sidecar', family: 4, addresses: [ADDRESS, OTHER] },
  ]);
  expect(
    findDisagreement([
      seenAt(ADDRESS),
      seenAt(ADDRESS, { source: 'echo2.example' }),
      seenAt('2001:db8::7'),
      seenAt(OTHER, { context: 'cron' }),
    ]),
  ).toEqual([]);
});
