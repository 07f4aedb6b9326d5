import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { CheckSchedule } from '../../sidecar/checks/check-schedule.js';
import type { CheckService, FinishedCheck } from '../../sidecar/checks/check-service.js';
import type { CheckSource } from '../../sidecar/checks/check-result.js';
import { newMonitor, type Monitor } from '../../sidecar/checks/monitor.js';
import { diagnosisOf } from '../../sidecar/diagnosis/diagnosis-service.js';
import type { FaultInput } from '../simulator/faults.js';
import { startSimulator, type Simulator } from '../simulator/simulator.js';
import { evidence, probe } from '../support/evidence.js';
import {
  settingsFor,
  startSidecar,
  temporaryFolder,
  testClock,
  type RunningSidecar,
  type TestClock,
} from '../support/running-sidecar.js';
import { until } from '../support/until.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const EVERY_SECOND = '* * * * * *';
const EVERY_FIVE_MINUTES = '*/5 * * * *';

describe('the schedule', () => {
  let clock: TestClock;
  let ran: CheckSource[];
  let heldBack: number;
  let schedule: CheckSchedule;

  /** A schedule whose checks only note who asked for them. */
  function schedules(expression: string, run?: () => Promise<void>): CheckSchedule {
    const checks = {
      run: async (source: CheckSource) => {
        ran.push(source);
        await run?.();
      },
    };
    const silent = pino({ level: 'silent' });
    schedule = new CheckSchedule(
      expression,
      clock.now,
      silent,
      () => checks as unknown as CheckService,
      () => {
        heldBack += 1;
      },
    );
    schedule.start();
    return schedule;
  }

  beforeEach(() => {
    clock = testClock();
    ran = [];
    heldBack = 0;
  });

  afterEach(async () => {
    await schedule.stop();
  });

  const accepted = diagnosisOf(evidence({ probe: probe(null) }));
  const refusal = diagnosisOf(evidence());

  /** A check that ended just now; `refused` tells whether NiceNIC said no. */
  function finished(
    changes: Partial<Monitor>,
    diagnosis = refusal,
    refused = !diagnosis.healthy,
  ): FinishedCheck {
    const check = {
      id: 1,
      at: clock.now(),
      source: 'schedule',
      apiEnvironment: 'production',
      outcome: diagnosis.healthy ? 'good' : 'bad',
      causeCode: null,
      milliseconds: 5,
      stages: { body: 5 },
      attempt: diagnosis.attempts[0] ?? null,
      balance: null,
      referenceId: 'reference',
    } as const;
    return { check, monitor: { ...newMonitor(0), ...changes }, diagnosis, refused, brokenOffAt: null };
  }

  test('checks by its expression', async () => {
    schedules(EVERY_SECOND);
    await until('two checks', () => ran.length >= 2);
    expect(new Set(ran)).toEqual(new Set(['schedule']));
  });

  test('does not check before it is started nor after it is stopped', async () => {
    schedules(EVERY_SECOND);
    await schedule.stop();
    const before = ran.length;
    const other = new CheckSchedule(EVERY_SECOND, clock.now, pino({ level: 'silent' }), () => {
      throw new Error('A schedule that was not started must not check');
    });
    expect([other.nextCheckAt(), schedule.nextCheckAt()]).toEqual([null, null]);
    const end = Date.now() + 1_500;
    await until('a second and a half', () => Date.now() > end);
    expect(ran).toHaveLength(before);
  });

  test('goes on after a check that could not run', async () => {
    schedules(EVERY_SECOND, () => Promise.reject(new Error('the disk is full')));
    await until('two checks', () => ran.length >= 2);
  });

  test('tells the next check of the expression', () => {
    schedules(EVERY_FIVE_MINUTES);
    const next = schedule.nextCheckAt() ?? 0;
    expect(next % (5 * MINUTE)).toBe(0);
    expect(next - Date.now()).toBeGreaterThan(0);
    expect(next - Date.now()).toBeLessThanOrEqual(5 * MINUTE);
  });

  test('confirms a first failure in a minute when its own next check is later', () => {
    schedules('0 0 1 1 *');
    schedule.finished(finished({ state: 'pending', bad: 1 }));
    expect(minutesUntilNext()).toBe(1);
  });

  test('confirms a first failure in a minute also when it was restarted since', async () => {
    schedules('0 0 1 1 *');
    await schedule.stop();
    schedule.remember({ ...newMonitor(0), state: 'pending', bad: 1 }, true, clock.now());
    schedule.start();
    expect(minutesUntilNext()).toBe(1);
  });

  test('confirms another cause of an outage in a minute', () => {
    schedules('0 0 1 1 *');
    schedule.finished(finished({ state: 'failing', bad: 9, otherCause: 'rate_limited' }));
    expect(minutesUntilNext()).toBe(1);
  });

  test('confirms a first success during an outage in a minute', () => {
    schedules('0 0 1 1 *');
    schedule.finished(finished({ state: 'failing', bad: 5, good: 1 }, accepted));
    expect(minutesUntilNext()).toBe(1);
  });

  test('leaves the confirmation to a check that comes anyway', () => {
    schedules(EVERY_SECOND);
    schedule.finished(finished({ state: 'pending', bad: 1 }));
    expect((schedule.nextCheckAt() ?? 0) - Date.now()).toBeLessThanOrEqual(SECOND);
  });

  test('needs no confirmation any more after the next check, whoever asked for it', () => {
    schedules('0 0 1 1 *');
    schedule.finished(finished({ state: 'pending', bad: 1 }));
    schedule.finished(finished({ state: 'healthy' }, accepted));
    expect(minutesUntilNext()).toBeGreaterThan(1);
  });

  test.each([
    [2, 5],
    [4, 10],
    [5, 20],
    [6, 30],
    [7, 60],
  ])('after %i refusals in a row the next check comes in about %i minutes', (bad, minutes) => {
    schedules(EVERY_FIVE_MINUTES);
    schedule.finished(finished({ state: 'failing', bad }));
    // A tick of the schedule: not before the pause is over but for a moment, and at most one tick after it.
    const wait = ((schedule.nextCheckAt() ?? 0) - Date.now()) / MINUTE;
    expect(wait).toBeGreaterThan(minutes - 0.6);
    expect(wait).toBeLessThanOrEqual(minutes + 5);
  });

  test('a check that ends a moment after its tick does not lose the tick at the end of the pause', () => {
    schedules(EVERY_FIVE_MINUTES);
    const tick = Math.ceil(Date.now() / (5 * MINUTE)) * 5 * MINUTE;
    clock.offset = tick + 2 * SECOND - Date.now();
    schedule.finished(finished({ state: 'failing', bad: 2 }));
    expect(schedule.nextCheckAt()).toBe(tick + 5 * MINUTE);
  });

  test('holds its ticks back until the pause is over', async () => {
    schedules(EVERY_SECOND);
    schedule.finished(finished({ state: 'failing', bad: 7 }));
    expect(minutesUntilNext()).toBeGreaterThan(58);
    await until('two ticks', () => heldBack >= 2);
    expect(ran).toEqual([]);
    clock.offset = HOUR;
    await until('a check after the pause', () => ran.length > 0);
  });

  test('does not hold back when there was no answer to be refused with', async () => {
    schedules(EVERY_SECOND);
    schedule.finished(finished({ state: 'failing', bad: 7 }, refusal, false));
    await until('a check', () => ran.length > 0);
  });

  test('does not hold back beyond the end of a maintenance', async () => {
    schedules(EVERY_SECOND);
    const end = clock.now() + 10 * MINUTE;
    schedule.finished(finished({ state: 'paused', pause: { until: end, wasFailing: false } }));
    expect(minutesUntilNext()).toBe(10);
    await until('a tick', () => heldBack > 0);
    clock.offset = 10 * MINUTE;
    await until('a check', () => ran.length > 0);
  });

  test('does not hold back once released', async () => {
    schedules(EVERY_SECOND);
    schedule.finished(finished({ state: 'failing', bad: 7 }));
    schedule.release();
    await until('a check', () => ran.length > 0);
  });

  test('is not delayed by a clock that is set back by a day during a pause', async () => {
    schedules(EVERY_SECOND);
    clock.offset = 24 * HOUR;
    schedule.finished(finished({ state: 'failing', bad: 7 }));
    clock.offset = 0;
    expect((schedule.nextCheckAt() ?? 0) - Date.now()).toBeLessThanOrEqual(SECOND);
    await until('a check', () => ran.length > 0);
  });

  test('is not delayed by a clock that is set back by minutes when it does not hold back', async () => {
    schedules(EVERY_SECOND);
    clock.offset = 30 * MINUTE;
    schedule.finished(finished({ state: 'healthy' }, accepted));
    clock.offset = 0;
    expect((schedule.nextCheckAt() ?? 0) - Date.now()).toBeLessThanOrEqual(SECOND);
    await until('a check', () => ran.length > 0);
  });

  test('misses its checks after three runs without one, but not while it holds back', () => {
    schedules(EVERY_FIVE_MINUTES);
    const now = clock.now();
    expect(schedule.isOverdue(now - 14 * MINUTE)).toBe(false);
    expect(schedule.isOverdue(now - 16 * MINUTE)).toBe(true);
    schedule.finished(finished({ state: 'failing', bad: 7 }));
    expect(schedule.isOverdue(now - 16 * MINUTE)).toBe(false);
  });

  function minutesUntilNext(): number {
    return Math.round(((schedule.nextCheckAt() ?? 0) - Date.now()) / MINUTE);
  }
});

describe('in the sidecar', () => {
  let registrar: Simulator;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let clock: TestClock;
  let sidecar: RunningSidecar;

  beforeEach(async () => {
    registrar = await startSimulator({ dialect: 'http-html' });
    folder = await temporaryFolder();
    clock = testClock();
    sidecar = await start();
  });

  const start = (): Promise<RunningSidecar> =>
    startSidecar(registrar, {
      dataDir: folder.path,
      clock: clock.now,
      env: { COMPANION_CHECK_SCHEDULE: EVERY_SECOND },
    });

  afterEach(async () => {
    await sidecar.stop();
    await registrar.close();
    await folder.remove();
  });

  const put = (changes: object = {}): Promise<unknown> =>
    sidecar.ask('PUT', '/v1/settings', { settings: settingsFor(registrar, changes) });
  const state = async (): Promise<string> =>
    ((await sidecar.ask('GET', '/v1/status')).body as { state: string }).state;
  const balanceCalls = (): number => registrar.calls({ action: 'balance', environment: 'production' });

  test('waits for settings, finds the outage, holds back, and goes on with other settings', async () => {
    await until('a tick without settings', () => sidecar.log.some((line) => line.includes('no settings')));
    expect(registrar.calls()).toBe(0);

    await put({ apiSecret: 'mistyped-secret' });
    await until('the outage', async () => (await state()) === 'failing');
    await until('a tick that is held back', () => sidecar.log.some((line) => line.includes('held back')));
    const refusals = balanceCalls();
    const { nextCheckAt } = (await sidecar.ask('GET', '/v1/status')).body as { nextCheckAt: string };
    expect(Date.parse(nextCheckAt) - clock.now()).toBeGreaterThan(4 * MINUTE);
    expect(balanceCalls()).toBe(refusals);

    await put();
    await until('the recovery', async () => (await state()) === 'healthy');
  });

  test('holds back when asked for fewer requests', async () => {
    registrar.faults.add({ kind: 'rate-limit', retryAfterSeconds: 1 }, { action: 'balance' });
    await put();
    await until('the outage', async () => (await state()) === 'failing');
    await until('a tick that is held back', () => sidecar.log.some((line) => line.includes('held back')));
  });

  test.each<[string, FaultInput]>([
    ['answers with an error of its own', { kind: 'status', status: 503, when: 'before' }],
    ['gives no answer', { kind: 'reset', when: 'before' }],
  ])('goes on while NiceNIC %s', async (_what, fault) => {
    registrar.faults.add(fault, { action: 'balance' });
    await put();
    await until('the outage', async () => (await state()) === 'failing');
    const calls = balanceCalls();
    await until('two further checks', () => balanceCalls() >= calls + 2);
    expect(sidecar.log.filter((line) => line.includes('held back'))).toEqual([]);
  });

  test('goes on when the pause is over', async () => {
    await put({ apiSecret: 'mistyped-secret' });
    await until('the outage', async () => (await state()) === 'failing');
    const refusals = balanceCalls();
    clock.offset = 6 * MINUTE;
    await until('a further check', () => balanceCalls() > refusals);
  });

  test('holds back also after a restart', async () => {
    await put({ apiSecret: 'mistyped-secret' });
    await until('the outage', async () => (await state()) === 'failing');
    await sidecar.stop();
    const refusals = balanceCalls();
    sidecar = await start();
    await until('a tick that is held back', () => sidecar.log.some((line) => line.includes('held back')));
    expect(balanceCalls()).toBe(refusals);
    clock.offset = 6 * MINUTE;
    await until('a further check', () => balanceCalls() > refusals);
  });

  test('does not hold back after a restart when there was no answer to be refused with', async () => {
    registrar.faults.add({ kind: 'reset', when: 'before' }, { action: 'balance' });
    await put();
    await until('the outage', async () => (await state()) === 'failing');
    await sidecar.stop();
    const calls = balanceCalls();
    sidecar = await start();
    await until('two further checks', () => balanceCalls() >= calls + 2);
  });

  test('looks again at once when maintenance is ended, although NiceNIC refused meanwhile', async () => {
    await sidecar.ask('PUT', '/v1/maintenance', { until: new Date(clock.now() + HOUR).toISOString() });
    await put({ apiSecret: 'mistyped-secret' });
    await until('a tick that is held back', () => sidecar.log.some((line) => line.includes('held back')));
    await sidecar.ask('PUT', '/v1/maintenance', { until: null });
    await until('the outage', async () => (await state()) === 'failing');
  });

  test('lets "test now" through while it holds back', async () => {
    await put({ apiSecret: 'mistyped-secret' });
    await until('the outage', async () => (await state()) === 'failing');
    const refusals = balanceCalls();
    await sidecar.ask('POST', '/v1/checks');
    expect(balanceCalls()).toBeGreaterThan(refusals);
  });
});
