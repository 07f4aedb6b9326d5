import { describe, expect, test } from '@jest/globals';
import {
  asOf,
  backOffAfter,
  confirmationDelay,
  newMonitor,
  LONGEST_PAUSE_MILLISECONDS,
  observe,
  pause,
  resume,
  type Monitor,
  type MonitorEvent,
  type MonitorState,
  type Observation,
} from '../../sidecar/checks/monitor.js';
import { seededRandom } from '../support/seeded-random.js';

const AT = 5_000;
const BEFORE = 1_000;

/** A monitor in the given state since {@link BEFORE}, in the plainest form of that state. */
function monitorIn(state: MonitorState, changes: Partial<Monitor> = {}): Monitor {
  const failing = { bad: 2, badSince: 500, cause: 'ip_not_whitelisted' } as const;
  const pending = { bad: 1, badSince: 500 };
  return {
    ...newMonitor(BEFORE),
    state,
    ...(state === 'failing' ? failing : {}),
    ...(state === 'pending' ? pending : {}),
    ...(state === 'paused' ? { pause: { until: AT + 1, wasFailing: false } } : {}),
    ...changes,
  };
}

const good: Observation = { at: AT, outcome: 'good', cause: null, definite: false };
const refused: Observation = { at: AT, outcome: 'bad', cause: 'ip_not_whitelisted', definite: true };
const broken: Observation = { at: AT, outcome: 'bad', cause: 'api_outage', definite: false };
const offline: Observation = {
  at: AT,
  outcome: 'indeterminate',
  cause: 'network_unreachable',
  definite: false,
};

/** The table: state, what is seen, state afterwards, event. */
const TRANSITIONS: readonly (readonly [
  from: MonitorState,
  seen: string,
  observation: Observation,
  to: MonitorState,
  event: MonitorEvent['kind'] | null,
])[] = [
  ['unknown', 'good', good, 'healthy', null],
  ['unknown', 'a refusal', refused, 'pending', null],
  ['unknown', 'an outage', broken, 'pending', null],
  ['unknown', 'no own network', offline, 'unknown', null],
  ['healthy', 'good', good, 'healthy', null],
  ['healthy', 'a refusal', refused, 'pending', null],
  ['healthy', 'an outage', broken, 'pending', null],
  ['healthy', 'no own network', offline, 'unknown', null],
  ['pending', 'good', good, 'healthy', null],
  ['pending', 'a refusal', refused, 'failing', 'opened'],
  ['pending', 'an outage', broken, 'pending', null],
  ['pending', 'no own network', offline, 'unknown', null],
  ['failing', 'good', good, 'failing', null],
  ['failing', 'a refusal', refused, 'failing', null],
  ['failing', 'an outage', broken, 'failing', null],
  ['failing', 'no own network', offline, 'failing', null],
  ['paused', 'good', good, 'paused', null],
  ['paused', 'a refusal', refused, 'paused', null],
  ['paused', 'an outage', broken, 'paused', null],
  ['paused', 'no own network', offline, 'paused', null],
];

describe('the transition table', () => {
  test.each(TRANSITIONS)('%s, seeing %s', (from, _seen, observation, to, event) => {
    const before = monitorIn(from);
    const step = observe(before, observation);
    expect(step.monitor.state).toBe(to);
    expect(step.transition).toEqual(from === to ? null : { from, to });
    expect(step.monitor.since).toBe(from === to ? BEFORE : AT);
    expect(step.event?.kind ?? null).toBe(event);
  });

  test('a paused monitor forgets and learns nothing', () => {
    const paused = monitorIn('paused', { bad: 1, badSince: 7, cause: 'wrong_secret' });
    for (const observation of [good, refused, broken, offline]) {
      expect(observe(paused, observation)).toEqual({ monitor: paused, transition: null, event: null });
    }
  });

  test('the monitor that is observed stays as it was', () => {
    const monitor = Object.freeze(monitorIn('pending'));
    expect(() => observe(monitor, refused)).not.toThrow();
  });
});

describe('maintenance', () => {
  const overdue = { until: AT, wasFailing: false };

  test.each(['unknown', 'healthy', 'pending', 'failing'] as const)('begins in %s', (state) => {
    const step = pause(monitorIn(state), AT, AT + 60_000);
    expect(step).toMatchObject({
      monitor: {
        state: 'paused',
        since: AT,
        pause: { until: AT + 60_000, wasFailing: state === 'failing' },
      },
      transition: { from: state, to: 'paused' },
      event: null,
    });
  });

  test('a second one replaces the first, and an outage from before is not forgotten', () => {
    const first = pause(monitorIn('failing'), AT, AT + 1_000).monitor;
    const second = pause(first, AT + 1, AT + 9_000);
    expect(second.monitor).toMatchObject({
      since: AT,
      pause: { until: AT + 9_000, wasFailing: true },
      cause: 'ip_not_whitelisted',
    });
    expect(second.transition).toBeNull();
  });

  test.each<[string, Observation, MonitorState]>([
    ['good', good, 'healthy'],
    ['a refusal', refused, 'pending'],
    ['no own network', offline, 'unknown'],
  ])('ends with the first result after its time: %s', (_seen, observation, to) => {
    const step = observe(monitorIn('paused', { bad: 2, badSince: 3, pause: overdue }), observation);
    expect(step).toMatchObject({
      monitor: { state: to, since: AT, pause: null },
      transition: { from: 'paused', to },
      event: null,
    });
  });

  test.each<[string, boolean, MonitorState]>([
    ['not known', false, 'unknown'],
    ['an outage from before', true, 'failing'],
  ])('is told of to its end, and then as %s, also before the next result', (_what, wasFailing, state) => {
    const paused = monitorIn('paused', { pause: { until: AT, wasFailing } });
    expect(asOf(paused, AT - 1)).toBe(paused);
    expect(asOf(paused, AT + 100)).toMatchObject({ state, since: AT, pause: null });
    expect(asOf(paused, AT - LONGEST_PAUSE_MILLISECONDS - 1)).toMatchObject({ state, pause: null });
  });

  test('an outage from before goes on afterwards, and ends as any other', () => {
    const paused = monitorIn('paused', {
      bad: 3,
      badSince: 500,
      cause: 'ip_not_whitelisted',
      pause: { until: AT, wasFailing: true },
    });
    const bad = observe(paused, refused);
    expect(bad).toMatchObject({ monitor: { state: 'failing', badSince: 500 }, event: null });
    const first = observe(paused, good);
    expect(first.monitor.state).toBe('failing');
    expect(observe(first.monitor, good).event).toEqual({ kind: 'recovered', failingSince: 500 });
  });

  test('one that lasts too long comes from a clock that was set back, and is over', () => {
    const until = AT + LONGEST_PAUSE_MILLISECONDS;
    const within = monitorIn('paused', { pause: { until, wasFailing: false } });
    expect(observe(within, good).monitor.state).toBe('paused');
    const beyond = monitorIn('paused', { pause: { until: until + 1, wasFailing: false } });
    expect(observe(beyond, good).monitor.state).toBe('healthy');
  });

  test('can be ended before its time; without one nothing happens', () => {
    expect(resume(monitorIn('paused', { bad: 2, badSince: 1 }), AT)).toMatchObject({
      monitor: { state: 'unknown', bad: 0, badSince: null, pause: null },
      transition: { from: 'paused', to: 'unknown' },
    });
    const healthy = monitorIn('healthy');
    expect(resume(healthy, AT)).toEqual({ monitor: healthy, transition: null, event: null });
  });
});

/** Feeds observations one minute apart and gives back every step. */
function feed(...observations: readonly Observation[]): ReturnType<typeof observe>[] {
  let monitor = newMonitor(0);
  return observations.map((observation, index) => {
    const step = observe(monitor, { ...observation, at: (index + 1) * 60_000 });
    ({ monitor } = step);
    return step;
  });
}

const states = (steps: readonly ReturnType<typeof observe>[]): MonitorState[] =>
  steps.map(({ monitor }) => monitor.state);

describe('thresholds', () => {
  test('a refusal needs one confirmation', () => {
    const steps = feed(refused, refused);
    expect(states(steps)).toEqual(['pending', 'failing']);
    expect(steps[1]?.event).toEqual({
      kind: 'opened',
      failingSince: 60_000,
      cause: 'ip_not_whitelisted',
    });
  });

  test('anything else needs three in a row', () => {
    const steps = feed(broken, broken, broken);
    expect(states(steps)).toEqual(['pending', 'pending', 'failing']);
    expect(steps[2]?.event).toEqual({ kind: 'opened', failingSince: 60_000, cause: 'api_outage' });
  });

  test('a refusal confirms what began as an outage', () => {
    expect(states(feed(broken, refused))).toEqual(['pending', 'failing']);
  });

  test('an outage after a refusal still needs the third', () => {
    expect(states(feed(refused, broken, broken))).toEqual(['pending', 'pending', 'failing']);
  });

  test('a good result in between starts the count anew', () => {
    expect(states(feed(broken, broken, good, broken, broken))).toEqual([
      'pending',
      'pending',
      'healthy',
      'pending',
      'pending',
    ]);
  });

  test('so does the loss of the own network, and the outage begins after it', () => {
    const steps = feed(refused, offline, refused, refused);
    expect(states(steps)).toEqual(['pending', 'unknown', 'pending', 'failing']);
    expect(steps[3]?.event).toMatchObject({ kind: 'opened', failingSince: 3 * 60_000 });
  });

  test('a failure without a cause is told as unknown', () => {
    const nameless: Observation = { ...refused, cause: null };
    expect(feed(nameless, nameless)[1]?.event).toMatchObject({ kind: 'opened', cause: 'unknown' });
  });
});

describe('recovery', () => {
  test('needs two good results in a row and tells since when it failed', () => {
    const steps = feed(refused, refused, refused, good, good);
    expect(states(steps)).toEqual(['pending', 'failing', 'failing', 'failing', 'healthy']);
    expect(steps[3]?.event).toBeNull();
    expect(steps[4]?.event).toEqual({ kind: 'recovered', failingSince: 60_000 });
    expect(steps[4]?.monitor).toEqual({ ...newMonitor(5 * 60_000), state: 'healthy' });
  });

  test('one good result between bad ones is luck', () => {
    const steps = feed(refused, refused, good, refused, good, refused);
    expect(states(steps).slice(1)).toEqual(['failing', 'failing', 'failing', 'failing', 'failing']);
    expect(steps.map(({ event }) => event?.kind ?? null)).toEqual([null, 'opened', null, null, null, null]);
  });

  test('the loss of the own network neither counts nor undoes a first good result', () => {
    const steps = feed(refused, refused, good, offline, good);
    expect(steps[4]?.event).toMatchObject({ kind: 'recovered' });
  });
});

describe('a changed cause', () => {
  const other: Observation = { ...refused, cause: 'wrong_secret' };
  const third: Observation = { ...refused, cause: 'rate_limited' };

  test('is told when the same new one is seen twice', () => {
    const steps = feed(refused, refused, other, other);
    expect(steps.map(({ event }) => event?.kind ?? null)).toEqual([null, 'opened', null, 'cause_changed']);
    expect(steps[3]?.event).toEqual({
      kind: 'cause_changed',
      before: 'ip_not_whitelisted',
      cause: 'wrong_secret',
    });
    expect(steps[3]?.monitor).toMatchObject({ state: 'failing', cause: 'wrong_secret', otherCause: null });
  });

  test.each([
    ['two different ones', [other, third]],
    ['the old one in between', [other, refused, other]],
    ['one without a name in between', [other, { ...refused, cause: null }, other]],
  ])('is not told for %s', (_what, more) => {
    expect(
      feed(refused, refused, ...more)
        .slice(2)
        .map(({ event }) => event),
    ).toEqual(more.map(() => null));
  });

  test('is told each time anew', () => {
    const kinds = feed(refused, refused, other, other, refused, refused).map(({ event }) => event?.kind);
    expect(kinds.filter((kind) => kind === 'cause_changed')).toHaveLength(2);
  });
});

test('a random walk opens before it recovers, and never opens twice', () => {
  const random = seededRandom(20_261_122);
  const causes = ['ip_not_whitelisted', 'wrong_secret', 'api_outage', null] as const;
  let told = 0;
  for (let walk = 0; walk < 100; walk += 1) {
    let monitor = newMonitor(0);
    let open = false;
    let badSince: number | null = null;
    for (let at = 1; at <= 60; at += 1) {
      const outcome = random.pick(['good', 'bad', 'bad', 'good', 'indeterminate'] as const);
      const step = observe(monitor, {
        at,
        outcome,
        cause: outcome === 'bad' ? random.pick(causes) : null,
        definite: random.next() < 0.5,
      });
      if (step.event?.kind === 'opened') {
        expect(open).toBe(false);
        open = true;
        badSince = step.event.failingSince;
      }
      if (step.event?.kind === 'recovered') {
        expect(open).toBe(true);
        expect(step.event.failingSince).toBe(badSince);
        open = false;
      }
      if (step.event?.kind === 'cause_changed') {
        expect(open).toBe(true);
        expect(step.event.cause).not.toBe(step.event.before);
      }
      expect(step.monitor.state === 'failing').toBe(open);
      if (step.transition !== null)
        expect(step.transition).toEqual({ from: monitor.state, to: step.monitor.state });
      if (step.event !== null) told += 1;
      ({ monitor } = step);
    }
  }
  // The walk would prove nothing if it hardly ever got anywhere.
  expect(told).toBeGreaterThan(300);
});

describe('when the next check comes', () => {
  const MINUTE = 60_000;

  test.each<[string, Monitor, number | null]>([
    ['before the first check', newMonitor(0), null],
    ['healthy', monitorIn('healthy'), null],
    ['a first failure waits for its confirmation', monitorIn('pending'), MINUTE],
    ['failing', monitorIn('failing'), null],
    ['a first success during an outage', monitorIn('failing', { good: 1 }), MINUTE],
    ['paused', monitorIn('paused'), null],
  ])('confirmation: %s', (_what, monitor, delay) => {
    expect(confirmationDelay(monitor)).toBe(delay);
  });

  test.each([
    [2, 5],
    [3, 5],
    [4, 10],
    [5, 20],
    [6, 30],
    [7, 60],
    [8, 60],
    [500, 60],
  ])('after %i refusals in a row it holds back for %i minutes', (bad, minutes) => {
    expect(backOffAfter(monitorIn('failing', { bad }), true)).toBe(minutes * MINUTE);
  });

  test('during maintenance it holds back for half an hour after a refusal', () => {
    expect(backOffAfter(monitorIn('paused'), true)).toBe(30 * MINUTE);
    expect(backOffAfter(monitorIn('paused'), false)).toBe(0);
  });

  test.each<[string, Monitor, boolean]>([
    ['something else than a refusal', monitorIn('failing', { bad: 9 }), false],
    ['a first success', monitorIn('failing', { bad: 9, good: 1 }), true],
    ['a refusal that is not confirmed', monitorIn('pending'), true],
    ['a healthy monitor', monitorIn('healthy'), true],
  ])('it does not hold back for %s', (_what, monitor, refusal) => {
    expect(backOffAfter(monitor, refusal)).toBe(0);
  });
});
