import { expect, test } from '@jest/globals';
import { RefusalBudget } from '../../sidecar/diagnosis/refusal-budget.js';
import { NOON } from '../support/evidence.js';

const MINUTE = 60_000;

function budget(): { refusals: RefusalBudget; pass: (milliseconds: number) => void } {
  let now = NOON;
  const refusals = new RefusalBudget(() => now);
  return {
    refusals,
    pass: (milliseconds) => {
      now += milliseconds;
    },
  };
}

test('refused calls use it up, a minute each gives one back, an accepted call all', () => {
  const { refusals, pass } = budget();
  const full = refusals.left();
  expect(full).toBeGreaterThanOrEqual(12);
  refusals.spend(full + 5);
  expect(refusals.left()).toBe(0);
  expect(refusals.untilNext()).toBe(MINUTE);
  pass(MINUTE - 1);
  expect([refusals.left(), refusals.untilNext()]).toEqual([0, 1]);
  pass(1);
  expect(refusals.left()).toBe(1);
  pass(2.5 * MINUTE);
  expect([refusals.left(), refusals.untilNext()]).toEqual([3, MINUTE / 2]);
  refusals.fill();
  expect(refusals.left()).toBe(full);
});

test('never holds more than at the start', () => {
  const { refusals, pass } = budget();
  const full = refusals.left();
  pass(24 * 60 * MINUTE);
  expect(refusals.left()).toBe(full);
});

test('a clock that is set back neither grants nor locks', () => {
  const { refusals, pass } = budget();
  refusals.spend(1_000);
  pass(-60 * MINUTE);
  expect([refusals.left(), refusals.untilNext()]).toEqual([0, MINUTE]);
  pass(MINUTE);
  expect(refusals.left()).toBe(1);
});
