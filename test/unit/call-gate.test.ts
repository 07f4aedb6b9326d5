import { expect, test } from '@jest/globals';
import { CallGate, MOST_CALLS, MOST_ORDERS, type Turn } from '../../sidecar/nicenic/call-gate.js';
import { until } from '../support/until.js';

const API = 'https://api.example/v2/';

/** Milliseconds: more than a test takes. */
const PATIENT = 60_000;
const IMPATIENT = 20;
const HOUR = 60 * 60_000;

/** A gate, the calls that have begun, and the means to end them. */
function gateWith({ callsPerSecond = 1_000 } = {}) {
  const clock = { offset: 0 };
  const gate = new CallGate(callsPerSecond, () => Date.now() + clock.offset);
  const begun: string[] = [];
  const ends = new Map<string, (failed?: Error) => void>();
  const pass = (name: string, turn: Turn = 'page', patience = PATIENT, address = API) =>
    gate.pass(turn, address, patience, () => {
      begun.push(name);
      return new Promise<string>((resolve, reject) => {
        ends.set(name, (failed) => {
          if (failed === undefined) resolve(name);
          else reject(failed);
        });
      });
    });
  const end = (name: string, failed?: Error): void => ends.get(name)?.(failed);
  /** Comes to its end as soon as it begins. */
  const quick = (patience = PATIENT, address = API) =>
    gate.pass('page', address, patience, () => Promise.resolve('made'));
  return { gate, clock, begun, pass, end, quick };
}

const numbered = (count: number): string[] => Array.from({ length: count }, (_, place) => String(place));

test('lets four through at once, and the next when one has ended', async () => {
  const { begun, pass, end } = gateWith();
  const calls = numbered(MOST_CALLS + 1).map((name) => pass(name));
  await until('four have begun', () => begun.length === MOST_CALLS);
  expect(await pass('impatient', 'page', IMPATIENT)).toEqual({ heldBack: { pauseLeft: null } });
  expect(begun).toEqual(['0', '1', '2', '3']);
  end('2');
  await until('the fifth has begun', () => begun.length === MOST_CALLS + 1);
  for (const name of numbered(5)) end(name);
  expect(await Promise.all(calls)).toEqual(numbered(5).map((made) => ({ made })));
  expect(begun).not.toContain('impatient');
});

test('a call that fails makes room as well', async () => {
  const { begun, pass, end } = gateWith();
  const calls = numbered(MOST_CALLS).map((name) => pass(name));
  const fifth = pass('fifth');
  await until('four have begun', () => begun.length === MOST_CALLS);
  end('0', new Error('broken'));
  await expect(calls[0]).rejects.toThrow('broken');
  await until('the fifth has begun', () => begun.includes('fifth'));
  end('fifth');
  expect(await fifth).toEqual({ made: 'fifth' });
});

test('orders that hang leave room for reads', async () => {
  const { begun, pass, end, quick } = gateWith();
  const orders = numbered(MOST_ORDERS + 1).map((name) => pass(name, 'order'));
  await until('the orders have begun', () => begun.length === MOST_ORDERS);
  expect(await quick()).toEqual({ made: 'made' });
  expect(await pass('late', 'order', IMPATIENT)).toEqual({ heldBack: { pauseLeft: null } });
  expect(begun).toHaveLength(MOST_ORDERS);
  end('0');
  await until('the last has begun', () => begun.length === MOST_ORDERS + 1);
  for (const name of numbered(MOST_ORDERS + 1)) end(name);
  await Promise.all(orders);
});

test('an order goes before a page, a page before the background', async () => {
  const { begun, pass, end } = gateWith();
  for (const name of numbered(MOST_CALLS)) void pass(name);
  await until('four have begun', () => begun.length === MOST_CALLS);
  for (const turn of ['background', 'page', 'order'] as const) void pass(turn, turn);
  for (const [place, name] of ['0', 'order', 'page'].entries()) {
    end(name);
    await until('the next has begun', () => begun.length === MOST_CALLS + place + 1);
  }
  expect(begun.slice(MOST_CALLS)).toEqual(['order', 'page', 'background']);
});

test('what has begun is not given up, however impatient', async () => {
  const { begun, pass, end } = gateWith();
  const call = pass('slow', 'page', IMPATIENT);
  for (const name of numbered(MOST_CALLS - 1)) void pass(name);
  await until('four have begun', () => begun.length === MOST_CALLS);
  // Another one that is given up later shows that the time is over.
  expect(await pass('late', 'page', IMPATIENT * 2)).toEqual({ heldBack: { pauseLeft: null } });
  end('slow');
  expect(await call).toEqual({ made: 'slow' });
});

test('while a pause is asked for, nothing goes to that address', async () => {
  const { gate, clock, quick } = gateWith();
  gate.pause(API, 60);
  expect(await quick(1_000)).toEqual({ heldBack: { pauseLeft: expect.closeTo(60_000, -3) } });
  expect(await quick(1_000, 'https://other.example/')).toEqual({ made: 'made' });
  clock.offset = 60_001;
  expect(await quick(1_000)).toEqual({ made: 'made' });
});

test('a short pause is waited out', async () => {
  const { gate, quick } = gateWith();
  gate.pause(API, 0.05);
  const started = performance.now();
  expect(await quick()).toEqual({ made: 'made' });
  expect(performance.now() - started).toBeGreaterThanOrEqual(45);
});

test('a shorter pause does not end a longer one, and one without a time lasts five seconds', async () => {
  const { gate, clock, quick } = gateWith();
  gate.pause(API, null);
  expect(await quick(1_000)).toEqual({ heldBack: { pauseLeft: expect.closeTo(5_000, -2) } });
  gate.pause(API, 1);
  clock.offset = 4_000;
  expect(await quick(100)).toMatchObject({ heldBack: {} });
  clock.offset = 5_001;
  expect(await quick(100)).toEqual({ made: 'made' });
});

test('a pause that begins while a call waits for its turn holds it back', async () => {
  const { gate, begun, pass, end } = gateWith();
  for (const name of numbered(MOST_CALLS)) void pass(name);
  await until('four have begun', () => begun.length === MOST_CALLS);
  const waiting = pass('waiting');
  gate.pause(API, 3_600);
  end('0');
  expect(await waiting).toEqual({ heldBack: { pauseLeft: expect.closeTo(HOUR, -4) } });
  expect(begun).not.toContain('waiting');
});

test('no pause is longer than an hour, nor survives a clock that is set back', async () => {
  const { gate, clock, quick } = gateWith();
  gate.pause(API, 999_999_999);
  clock.offset = HOUR + 1;
  expect(await quick(100)).toEqual({ made: 'made' });
  gate.pause(API, 60);
  clock.offset = 0;
  expect(await quick(100)).toEqual({ made: 'made' });
});

test.each([
  [0.5, 1],
  [1, 1],
  [3, 3],
])('%s calls a second: %i at once, the next has to wait', async (callsPerSecond, atOnce) => {
  const { quick } = gateWith({ callsPerSecond });
  const first = await Promise.all(numbered(atOnce).map(() => quick(IMPATIENT)));
  expect(first).toEqual(numbered(atOnce).map(() => ({ made: 'made' })));
  expect(await quick(IMPATIENT)).toEqual({ heldBack: { pauseLeft: null } });
});

test('in the long run calls go at an even pace', async () => {
  const { quick } = gateWith({ callsPerSecond: 50 });
  const started = performance.now();
  await Promise.all(numbered(60).map(() => quick()));
  // Fifty at once, the other ten 20 ms apart.
  expect(performance.now() - started).toBeGreaterThanOrEqual(190);
});
