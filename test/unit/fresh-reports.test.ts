import { expect, test } from '@jest/globals';
import { freshReports } from '../../sidecar/egress/fresh-reports.js';
import type { SeenAddress } from '../../sidecar/egress/egress-store.js';
import { ADDRESS, NOON, seenAt } from '../support/evidence.js';

const HOUR = 60 * 60_000;

function seen(context: SeenAddress['context'], hoursAgo: number): SeenAddress {
  const at = NOON - hoursAgo * HOUR;
  return { ...seenAt(ADDRESS, { context }), firstSeen: at, since: at, lastSeen: at };
}

const contexts = (...given: Parameters<typeof freshReports>): string[] =>
  freshReports(...given).map(({ context }) => context);

test('what an environment told counts for a day; the own addresses stay', () => {
  const all = [seen('sidecar', 200), seen('web', 25), seen('cron', 24)];
  expect(contexts(all, [], NOON)).toEqual(['sidecar', 'cron']);
});

test('what was told before the host got another address is old', () => {
  const moved = {
    context: 'sidecar',
    family: 4,
    before: '198.51.100.9',
    now: ADDRESS,
    at: NOON - HOUR,
  } as const;
  const all = [seen('web', 2), seen('cron', 1)];
  expect(contexts(all, [moved], NOON)).toEqual(['cron']);
  expect(contexts(all, [{ ...moved, family: 6 }], NOON)).toEqual(['web', 'cron']);
  expect(contexts(all, [{ ...moved, context: 'cron' }], NOON)).toEqual(['web', 'cron']);
});
