import { beforeAll, describe, expect, test } from '@jest/globals';
import { play, type Played } from '../bench/orders/play.js';
import { figuresOf } from '../bench/orders/print-report.js';

/** Every fault with every kind once, and each kind once without. */
const ORDERS = 63;

describe('paid orders under every fault, repeated and killed', () => {
  let played: Played;

  beforeAll(async () => {
    played = await play({ orders: ORDERS, seed: 7, phpEvery: 4 });
  });

  test('are all charged once, told as they are and settled', () => {
    expect(figuresOf(played).filter(({ domains }) => domains.length > 0)).toEqual([]);
    expect(played.charged).toBe(ORDERS + played.secondRenewals);
  });

  test('would prove nothing without kills, lost answers and orders that nobody knows of', () => {
    expect(played.kills).toBeGreaterThan(0);
    expect(played.untold).toBeGreaterThan(0);
    expect(played.unknown[0]).toBeGreaterThan(ORDERS / 10);
    expect(played.secondRenewals).toBeGreaterThan(0);
  });
});
