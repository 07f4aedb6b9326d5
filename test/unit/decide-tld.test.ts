import { describe, expect, test } from '@jest/globals';
import { isDue, VALID_MILLISECONDS, verdictOn } from '../../sidecar/pricing/decide-tld.js';
import { readTld } from '../../sidecar/pricing/read-tld.js';
import type { PriceAnswer } from '../../sidecar/pricing/price-name.js';
import type { TldKnowledge, TldOutcome } from '../../sidecar/pricing/tld-price-store.js';
import { failure, NOON } from '../support/evidence.js';

const price = { register: 15.99, renew: 15.99, transfer: null, currency: 'USD' };
const priced = (readAt: number): TldKnowledge => ({
  price: { ...price, readAt },
  last: { outcome: 'priced', at: readAt },
});
const tried = (outcome: TldOutcome, at: number): TldKnowledge => ({ price: null, last: { outcome, at } });

describe('a TLD is read again', () => {
  test.each<[string, TldKnowledge | undefined, boolean]>([
    ['of which nothing is known', undefined, true],
    ['that was only asked for', { price: null, last: null }, true],
    ['that was priced just now', priced(NOON), false],
    ['that was priced a moment less than a day ago', priced(NOON - VALID_MILLISECONDS + 1), false],
    ['that was priced a day ago', priced(NOON - VALID_MILLISECONDS), true],
    ['that was priced in the future', priced(NOON + 1), true],
    ['that was not sold an hour ago', tried('not_sold', NOON - 3_600_000), false],
    ['that was not sold a day ago', tried('not_sold', NOON - VALID_MILLISECONDS), true],
    ['that failed before', tried('failed', NOON - 1_001), true],
    ['that failed since then', tried('failed', NOON - 1_000), false],
  ])('%s: %j', (_what, known, due) => {
    expect(isDue(known, NOON, NOON - 1_000)).toBe(due);
  });
});

describe('the verdict on a TLD', () => {
  test('is its price, out of date after a day', () => {
    expect(verdictOn(priced(NOON - 1), NOON)).toEqual({
      price: { ...price, readAt: NOON - 1 },
      outOfDate: false,
    });
    expect(verdictOn(priced(NOON - VALID_MILLISECONDS), NOON)).toMatchObject({ outOfDate: true });
    expect(verdictOn(priced(NOON + 1), NOON)).toMatchObject({ outOfDate: true });
  });

  test('is an old price where reading it again failed', () => {
    const known = { ...priced(NOON - 1), last: { outcome: 'failed' as const, at: NOON } };
    expect(verdictOn(known, NOON)).toMatchObject({ price: { register: 15.99 } });
  });

  test.each<[TldKnowledge | undefined, string]>([
    [undefined, 'not_read_yet'],
    [{ price: null, last: null }, 'not_read_yet'],
    [tried('failed', NOON), 'failed'],
    [tried('not_sold', NOON), 'not_sold'],
  ])('of %j is that it is missing: %s', (known, missing) => {
    expect(verdictOn(known, NOON)).toEqual({ missing });
  });
});

describe('a TLD is read by names that nobody has', () => {
  const normal: PriceAnswer = {
    kind: 'priced',
    price: { ...price, isPremium: false },
  };
  const premium: PriceAnswer = { kind: 'priced', price: { ...price, isPremium: true } };
  const unpriced: PriceAnswer = { kind: 'unpriced' };
  const failed: PriceAnswer = { kind: 'failed', failure: failure() };

  test.each<[string, PriceAnswer[], string, number]>([
    ['the first is priced', [normal], 'priced', 1],
    ['the first is premium', [premium, normal], 'priced', 2],
    ['the first is refused', [unpriced, normal], 'priced', 2],
    ['both are premium', [premium, premium], 'failed', 2],
    ['both are refused', [unpriced, unpriced], 'not_sold', 2],
    ['one is refused and one premium', [unpriced, premium], 'failed', 2],
    ['the first cannot be read', [failed], 'failed', 1],
    ['the second cannot be read', [unpriced, failed], 'failed', 2],
  ])('%s', async (_what, answers, kind, asked) => {
    const names: string[] = [];
    const left = [...answers];
    let label = 0;
    const reading = await readTld(
      'co.uk',
      () => `q${(label += 1)}`,
      (name) => {
        names.push(name);
        return Promise.resolve(left.shift() ?? failed);
      },
    );
    expect(reading.kind).toBe(kind);
    expect(names).toEqual(['q1.co.uk', 'q2.co.uk'].slice(0, asked));
  });
});
