import { beforeAll, describe, expect, test } from '@jest/globals';
import { play, type Played } from '../bench/alerts/play.js';
import { figuresOf, holds } from '../bench/alerts/print-report.js';

describe('alerts amid deaths of sidecar and cron', () => {
  let played: Played;

  beforeAll(async () => {
    played = await play({ transitions: 1_000, seed: 7 });
  });

  test('are neither lost nor sent twice without reason', () => {
    expect(figuresOf(played).filter((figure) => !holds(figure))).toEqual([]);
  });

  test('would prove nothing without deaths at every place, and messages sent twice', () => {
    expect(Math.min(...Object.values(played.crashes))).toBeGreaterThan(0);
    expect(played.channels.every(({ alerts, duplicates }) => alerts > 20 && duplicates > 0)).toBe(true);
  });
});
