import { describe, expect, test } from '@jest/globals';
import type { RegistrarFailure } from '../../sidecar/nicenic/classify-answer.js';
import {
  decideQuestion,
  FRESH_MILLISECONDS as FRESH,
  LOOK_PAGES,
  MOST_LOOKS,
  setbackAfter,
  type QuestionDecision,
  type QuestionFacts,
} from '../../sidecar/portfolio/decide-question.js';

const NOW = Date.parse('2026-06-01T12:00:00Z');
const ago = (milliseconds: number): number => NOW - milliseconds;
const OLD = FRESH + 1;

const pass = (age: number, pages = 100): QuestionFacts['pass'] => ({ startedAt: ago(age), pages });

const NOTHING: QuestionFacts = {
  seenAt: null,
  changedAt: null,
  pass: null,
  looks: 0,
  oneOfMany: false,
  now: NOW,
};

describe('a question about one name', () => {
  test.each<[string, Partial<QuestionFacts>, QuestionDecision]>([
    ['nothing is known', {}, 'pass'],
    ['it was seen just now', { seenAt: NOW }, 'listed'],
    ['it was seen at the limit', { seenAt: ago(FRESH), pass: pass(OLD) }, 'listed'],
    ['it was seen during a pass that was not clean', { seenAt: ago(1), pass: null }, 'listed'],
    ['it was seen too long ago', { seenAt: ago(OLD), pass: pass(OLD) }, 'look'],
    ['it was seen too long ago, and no pass was clean', { seenAt: ago(OLD) }, 'pass'],
    ['the clock was set back since', { seenAt: NOW + 1, pass: pass(-1) }, 'look'],
    ['a fresh pass did not show it', { pass: pass(0) }, 'missing'],
    ['a pass at the limit did not show it', { pass: pass(FRESH) }, 'missing'],
    ['an old pass did not show it', { pass: pass(OLD) }, 'look'],
    ['a fresh pass did not show what was known', { seenAt: ago(OLD), pass: pass(0) }, 'look'],
    [
      'a fresh pass did not show what was known, and many were looked for',
      { seenAt: ago(OLD), pass: pass(0), looks: MOST_LOOKS },
      'missing',
    ],
    ['an order came after it was seen', { seenAt: ago(2), changedAt: ago(1), pass: pass(2) }, 'look'],
    ['it was seen at the moment of the order', { seenAt: ago(1), changedAt: ago(1), pass: pass(2) }, 'look'],
    ['it was seen after the order', { seenAt: ago(1), changedAt: ago(2), pass: pass(3) }, 'listed'],
    ['an order came after the pass', { changedAt: ago(1), pass: pass(2) }, 'look'],
    ['the pass after the order did not show it yet', { changedAt: ago(2), pass: pass(1) }, 'look'],
    [
      'the pass after the order did not show it yet, and many were looked for',
      { changedAt: ago(2), pass: pass(1), looks: MOST_LOOKS },
      'missing',
    ],
    [
      'an order came after the pass, and many were looked for',
      { changedAt: ago(1), pass: pass(2), looks: MOST_LOOKS },
      'pass',
    ],
    ['the list is short', { pass: pass(OLD, LOOK_PAGES) }, 'pass'],
    ['the list is just not short', { pass: pass(OLD, LOOK_PAGES + 1) }, 'look'],
    ['one look is left', { pass: pass(OLD), looks: MOST_LOOKS - 1 }, 'look'],
    ['no look is left', { pass: pass(OLD), looks: MOST_LOOKS }, 'pass'],
    ['many will be asked', { pass: pass(OLD), oneOfMany: true }, 'pass'],
    ['many are asked and the index is fresh', { seenAt: ago(1), pass: pass(1), oneOfMany: true }, 'listed'],
    ['many are asked and one was ordered', { changedAt: ago(1), pass: pass(2), oneOfMany: true }, 'look'],
  ])('when %s', (_what, facts, decision) => {
    expect(decideQuestion({ ...NOTHING, ...facts })).toBe(decision);
  });

  test('of fifty in a row, each as slow as can be, needs one pass', () => {
    const slowest = 15_000;
    expect(50 * slowest).toBeLessThan(FRESH);
  });
});

const failure = (kind: RegistrarFailure['kind'], retryAfterSeconds: number | null = null) => ({
  kind: 'failed' as const,
  failure: { kind, retryAfterSeconds } as RegistrarFailure,
});

describe('after a pass', () => {
  test.each([
    ['that was clean', { kind: 'clean', startedAt: 1, pages: 1 } as const, null],
    [
      'that was not clean, only passes wait',
      { kind: 'unclean', because: { key: 'answers:list.restless' } } as const,
      { milliseconds: 60_000, silent: false },
    ],
    ['whose first call got lost, nothing waits', { ...failure('unreachable'), pages: 0 }, null],
    [
      'that got lost half-way, only passes wait',
      { ...failure('server_error'), pages: 7 },
      { milliseconds: 60_000, silent: false },
    ],
    [
      'that was refused, everything waits',
      { ...failure('access_refused'), pages: 0 },
      { milliseconds: 30_000, silent: true },
    ],
    [
      'that was refused in other words, everything waits',
      { ...failure('request_refused'), pages: 0 },
      { milliseconds: 30_000, silent: true },
    ],
    [
      'that was refused with an unknown code, everything waits',
      { ...failure('unknown_code'), pages: 0 },
      { milliseconds: 30_000, silent: true },
    ],
    [
      'that was too much, everything waits as long as told',
      { ...failure('rate_limited', 90), pages: 3 },
      { milliseconds: 90_000, silent: true },
    ],
    [
      'that was too much, nothing waits for hours',
      { ...failure('rate_limited', 86_400), pages: 3 },
      { milliseconds: FRESH, silent: true },
    ],
  ])('%s', (_what, outcome, setback) => {
    expect(setbackAfter(outcome)).toEqual(setback);
  });
});
