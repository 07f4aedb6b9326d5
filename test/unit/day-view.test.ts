import { describe, expect, test } from '@jest/globals';
import type { Counted } from '../../sidecar/history/history-store.js';
import { daysView } from '../../sidecar/status-page/day-view.js';
import { inEnglish } from '../support/in-english.js';

const DAY = 24 * 3_600_000;
const FIRST = Date.parse('2026-08-25T00:00:00Z');

/** Ninety days without a check but for these, by how many days ago. */
function days(
  known: Readonly<Record<number, readonly [good: number, bad: number, indeterminate: number]>>,
): Counted[] {
  return Array.from({ length: 90 }, (_, place) => {
    const [good, bad, indeterminate] = known[89 - place] ?? [0, 0, 0];
    return { startsAt: FIRST + place * DAY, good, bad, indeterminate };
  });
}

test('before the first check there is nothing to show', () => {
  expect(daysView(days({}), inEnglish)).toBeNull();
});

test('each day has a block; one without checks stays a gap', () => {
  const view = daysView(
    days({ 4: [288, 0, 0], 3: [287, 1, 0], 2: [0, 30, 0], 1: [0, 0, 12], 80: [259, 29, 0] }),
    inEnglish,
  );
  expect(view?.bar).toHaveLength(90);
  expect(view?.bar.slice(-5)).toEqual([
    { tone: 'good', title: '2026-11-18: 100 % accepted, 288 of 288 checks' },
    { tone: 'waiting', title: '2026-11-19: 99.65 % accepted, 287 of 288 checks' },
    { tone: 'bad', title: '2026-11-20: 0 % accepted, 0 of 30 checks' },
    { tone: 'unknown', title: '2026-11-21: no verdict, 0 of 0 checks, 12 without verdict' },
    null,
  ]);
  expect(view?.bar[9]?.tone).toBe('bad');
});

describe('in words', () => {
  const view = daysView(days({ 0: [10, 0, 1], 6: [287, 1, 0], 7: [1_200, 0, 0], 40: [0, 2, 0] }), inEnglish);

  test('shares stand beside their counts', () => {
    expect(view?.spans).toEqual([
      { term: 'Last 7 days', share: '99.66 % accepted', counts: '297 of 298 checks, 1 without verdict' },
      { term: 'Last 30 days', share: '99.93 % accepted', counts: '1,497 of 1,498 checks, 1 without verdict' },
      { term: 'Last 90 days', share: '99.8 % accepted', counts: '1,497 of 1,500 checks, 1 without verdict' },
    ]);
  });

  test('days with failures are named, newest first', () => {
    expect(view?.failed.map(({ date, tone }) => [date, tone])).toEqual([
      ['2026-11-16', 'waiting'],
      ['2026-10-13', 'bad'],
    ]);
  });

  test('of many such days the newest ten are named', () => {
    const many = daysView(
      days(Object.fromEntries(Array.from({ length: 20 }, (_, ago) => [ago, [9, 1, 0]]))),
      inEnglish,
    );
    expect(many?.failedDays).toBe(20);
    expect(many?.failed.map(({ date }) => date)).toHaveLength(10);
    expect(many?.failed[0]?.date).toBe('2026-11-22');
  });

  test('a span without checks says so', () => {
    expect(daysView(days({ 50: [1, 0, 0] }), inEnglish)?.spans[0]).toEqual({
      term: 'Last 7 days',
      share: 'no verdict',
      counts: 'no checks',
    });
  });
});
