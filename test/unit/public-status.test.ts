import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { MonitorState } from '../../sidecar/checks/monitor.js';
import type { Counted } from '../../sidecar/history/history-store.js';
import { PublicStatusReader } from '../../sidecar/public-status/public-status.js';
import { renderBadge } from '../../sidecar/public-status/public-view.js';
import { translatorFor } from '../../sidecar/texts/translator.js';
import { inEnglish } from '../support/in-english.js';

const NOW = Date.parse('2026-11-22T10:35:38Z');
const DAY = 24 * 3_600_000;
const FOLDER = join(import.meta.dirname, '../../sidecar/public-status');

function reader(
  state: MonitorState,
  days: readonly Counted[] = [],
): { read: PublicStatusReader['read']; asked: () => number; pass: (time: number) => void } {
  let asked = 0;
  let now = NOW;
  const made = new PublicStatusReader({
    monitor: () => {
      asked += 1;
      return Promise.resolve({ state, since: NOW - 3_000, badSince: NOW - 9_000 });
    },
    history: { counts: () => Promise.resolve([...days]) },
    clock: () => now,
  });
  return {
    read: () => made.read(),
    asked: () => asked,
    pass: (time) => {
      now += time;
    },
  };
}

test.each([
  ['healthy', 'good', NOW - 3_000],
  ['failing', 'bad', NOW - 9_000],
  ['pending', 'unknown', NOW - 9_000],
  ['paused', 'unknown', NOW - 3_000],
  ['unknown', 'unknown', NOW - 3_000],
] as const)('%s is told as %s', async (state, told, since) => {
  expect(await reader(state).read()).toMatchObject({ state: told, since, asOf: NOW });
});

test('uptime over 7, 30 and 90 days with its counts; checks that learnt nothing do not count', async () => {
  const today = Math.floor(NOW / DAY) * DAY;
  const day = (ago: number, good: number, bad: number): Counted => ({
    startsAt: today - ago * DAY,
    good,
    bad,
    indeterminate: 5,
  });
  const { uptime } = await reader('healthy', [day(89, 0, 10), day(29, 10, 0), day(0, 19, 1)]).read();
  expect(uptime).toEqual([
    { days: 7, good: 19, checks: 20, percentGood: 95 },
    { days: 30, good: 29, checks: 30, percentGood: 96.66 },
    { days: 90, good: 29, checks: 40, percentGood: 72.5 },
  ]);
  expect((await reader('healthy').read()).uptime[0]).toEqual({
    days: 7,
    good: 0,
    checks: 0,
    percentGood: null,
  });
});

test('many visitors cost one look in ten seconds; a clock that was set back does not hold that up', async () => {
  const { read, asked, pass } = reader('healthy');
  await Promise.all([read(), read(), read()]);
  pass(9_999);
  await read();
  expect(asked()).toBe(1);
  pass(1);
  await read();
  expect(asked()).toBe(2);
  pass(-60_000);
  await read();
  expect(asked()).toBe(3);
});

test('a look that failed is not kept', async () => {
  let broken = true;
  const failing = new PublicStatusReader({
    monitor: () =>
      broken
        ? Promise.reject(new Error('locked'))
        : Promise.resolve({ state: 'healthy', since: NOW, badSince: null }),
    history: { counts: () => Promise.resolve([]) },
    clock: () => NOW,
  });
  await expect(failing.read()).rejects.toThrow('locked');
  broken = false;
  expect((await failing.read()).state).toBe('good');
});

test('a badge is as wide as its words', () => {
  const width = (svg: string): number => Number(/width="(?<width>\d+)"/.exec(svg)?.groups?.['width']);
  const badge = renderBadge('bad', inEnglish);
  expect(badge).toContain('<title>domain service: disturbed</title>');
  expect(width(badge)).toBe(14 * 7 + 9 * 7 + 4 * 8);
  expect(width(renderBadge('bad', translatorFor('zh')))).toBeGreaterThan(0);
});

describe('what it is made from', () => {
  /** Modules that know nothing but states, counts, times, words and files of the pages. */
  const ALLOWED = [
    '../checks/monitor.js',
    '../history/buckets.js',
    '../history/history-store.js',
    '../http/iso-time.js',
    '../http/route.js',
    '../status-page/page-assets.js',
    '../status-page/templates.js',
    '../store/clock.js',
    '../texts/language.js',
    '../texts/translator.js',
    'express',
    'node:crypto',
    'zod',
  ];

  test.each(readdirSync(FOLDER))('%s uses nothing of the private page', (file) => {
    const source = readFileSync(join(FOLDER, file), 'utf8');
    const used = [...source.matchAll(/from '(?<module>[^']+)'/g)].map(
      ({ groups }) => groups?.['module'] ?? '',
    );
    expect(used.filter((module) => !module.startsWith('./') && !ALLOWED.includes(module))).toEqual([]);
  });

  test('its template includes the languages and the icons alone', () => {
    const templates = join(FOLDER, '../status-page/templates');
    const source = readFileSync(join(templates, 'public-page.eta'), 'utf8');
    expect([...source.matchAll(/include\('(?<name>[^']+)'/g)].map(({ groups }) => groups?.['name'])).toEqual([
      './icons',
      './icon',
      './languages',
    ]);
    expect(source).not.toContain('layout(');
  });
});
