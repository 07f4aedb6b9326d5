import { expect, test } from '@jest/globals';
import { ClockWatch } from '../../sidecar/timing/clock-watch.js';

/** A watch over a clock and a passing time that the test sets; the jumps it has told of. */
function watch() {
  const time = { wall: 1_000_000, passed: 0 };
  const jumps: number[] = [];
  const clockWatch = new ClockWatch(
    () => time.wall,
    () => time.passed,
    (milliseconds) => jumps.push(milliseconds),
  );
  /** So much time passes, and the clock goes on by so much. */
  const go = (passed: number, wall: number): void => {
    time.passed += passed;
    time.wall += wall;
    clockWatch.look();
  };
  return { jumps, go };
}

test('a clock that goes as time passes does not jump', () => {
  const { jumps, go } = watch();
  for (let minute = 0; minute < 1_000; minute += 1) go(60_000, 60_000 + (minute % 3) * 20);
  expect(jumps).toEqual([]);
});

test.each([
  ['sleeps for an hour', 15_000, 3_615_000, 3_600_000],
  ['is set ahead by a minute', 15_000, 75_000, 60_000],
  ['is set back by an hour', 15_000, -3_585_000, -3_600_000],
])('one that %s is told once', (_what, passed, wall, jump) => {
  const { jumps, go } = watch();
  go(passed, wall);
  go(15_000, 15_000);
  expect(jumps).toEqual([jump]);
});

test('small steps never add up to a jump', () => {
  const { jumps, go } = watch();
  for (let step = 0; step < 50; step += 1) go(15_000, 15_000 + 59_000);
  expect(jumps).toEqual([]);
});
