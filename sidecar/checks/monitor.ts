import type { CauseCode } from '../causes/cause-catalogue.js';

/**
 * `unknown` is a state of its own: before the first check, and while this server itself has no network. It is neither
 * green nor red (monitors.md section 1).
 */
export const MONITOR_STATES = ['healthy', 'pending', 'failing', 'paused', 'unknown'] as const;
export type MonitorState = (typeof MONITOR_STATES)[number];

/** What the monitor remembers between two results. Survives restarts. Times are milliseconds since 1970 UTC. */
export interface Monitor {
  readonly state: MonitorState;
  /** Since when it is in this state. */
  readonly since: number;
  /** Bad results in a row. */
  readonly bad: number;
  /** Good results in a row while failing. */
  readonly good: number;
  /** First bad result of the present run of bad results. */
  readonly badSince: number | null;
  /** Cause that the admin was told last. */
  readonly cause: CauseCode | null;
  /** A cause other than that one, seen once; seen again it counts as changed. */
  readonly otherCause: CauseCode | null;
  /** While paused: until when, and whether it was failing before. */
  readonly pause: { readonly until: number; readonly wasFailing: boolean } | null;
}

/** One result, from a check or from a real domain action. */
export interface Observation {
  readonly at: number;
  /** `indeterminate`: this server's own network is down, so nothing was learned about the registrar. */
  readonly outcome: 'good' | 'bad' | 'indeterminate';
  readonly cause: CauseCode | null;
  /** True for a clear refusal of credentials, address or account: one confirmation is enough. */
  readonly definite: boolean;
}

/** What the admin is told. */
export type MonitorEvent =
  | { readonly kind: 'opened'; readonly failingSince: number; readonly cause: CauseCode }
  | { readonly kind: 'cause_changed'; readonly before: CauseCode; readonly cause: CauseCode }
  | { readonly kind: 'recovered'; readonly failingSince: number };

export interface Step {
  readonly monitor: Monitor;
  /** Null when the state stayed. */
  readonly transition: { readonly from: MonitorState; readonly to: MonitorState } | null;
  readonly event: MonitorEvent | null;
}

/** Three bad results make a failure (monitors.md section 2, item 1) … */
const BAD_TO_FAIL = 3;
/** … two when the verdict is definite: the first and one confirmation (item 2). */
const BAD_TO_FAIL_DEFINITE = 2;
/** A single good result may be luck when an address comes from a pool. */
const GOOD_TO_RECOVER = 2;

/**
 * A failure that nobody looked after for longer says nothing of the next one. Two and a half days, so that also the third
 * look of who checks once a day, by a crontab line and without the sidecar's schedule, still counts. Milliseconds.
 */
const CONFIRMED_WITHIN = 60 * 60 * 60_000;

export function newMonitor(at: number): Monitor {
  return {
    state: 'unknown',
    since: at,
    bad: 0,
    good: 0,
    badSince: null,
    cause: null,
    otherCause: null,
    pause: null,
  };
}

/** The whole transition table: what one result makes of the monitor. While paused it makes nothing of it. Pure. */
export function observe(remembered: Monitor, observation: Observation): Step {
  const monitor = notAfter(remembered, observation.at);
  if (monitor.state !== 'paused') return judge(monitor, observation);
  if (!isOver(monitor, observation.at)) return stay(monitor);
  const resumed = resume(monitor, observation.at).monitor;
  const step = judge(resumed, observation);
  return { ...step, transition: { from: 'paused', to: step.monitor.state } };
}

/** Times after now come from a clock that was set back; nothing lasts for less than no time. */
function notAfter(monitor: Monitor, now: number): Monitor {
  const { since, badSince } = monitor;
  return {
    ...monitor,
    since: Math.min(since, now),
    badSince: badSince === null ? null : Math.min(badSince, now),
  };
}

/** The longest maintenance; a longer one is a mistake, or comes from a clock that was set back. */
export const LONGEST_PAUSE_MILLISECONDS = 30 * 24 * 60 * 60_000;

/** Maintenance: results are kept, but neither state nor admin hears of them. A second one replaces the first. Pure. */
export function pause(remembered: Monitor, at: number, until: number): Step {
  const monitor = asOf(remembered, at);
  const wasFailing = monitor.pause?.wasFailing ?? monitor.state === 'failing';
  return move(monitor, 'paused', at, { pause: { until, wasFailing } });
}

/** The end of maintenance: an outage goes on, anything else has to show itself anew. Pure. */
export function resume(monitor: Monitor, at: number): Step {
  if (monitor.state !== 'paused') return stay(monitor);
  return monitor.pause?.wasFailing === true
    ? move(monitor, 'failing', at, { pause: null, good: 0 })
    : move(monitor, 'unknown', at, { pause: null, bad: 0, badSince: null });
}

/**
 * The monitor as it is to be told at this time: a maintenance whose time is over is none, also before the first result
 * after it. Pure.
 */
export function asOf(monitor: Monitor, at: number): Monitor {
  if (monitor.state !== 'paused' || !isOver(monitor, at)) return monitor;
  return resume(monitor, Math.min(monitor.pause?.until ?? at, at)).monitor;
}

function isOver({ pause: paused }: Monitor, at: number): boolean {
  return paused === null || at >= paused.until || paused.until - at > LONGEST_PAUSE_MILLISECONDS;
}

function judge(monitor: Monitor, observation: Observation): Step {
  switch (observation.outcome) {
    case 'indeterminate':
      return monitor.state === 'failing'
        ? stay(monitor)
        : move(monitor, 'unknown', observation.at, { bad: 0, badSince: null });
    case 'good':
      return monitor.state === 'failing'
        ? goodWhileFailing(monitor, observation.at)
        : move(monitor, 'healthy', observation.at, { bad: 0, badSince: null });
    case 'bad':
      return monitor.state === 'failing'
        ? badWhileFailing(monitor, observation)
        : badBeforeFailing(monitor, observation);
  }
}

/** Since when things are as they are: a failure begins at its first sign, not when it was confirmed. Pure. */
export function standsSince({
  state,
  since,
  badSince,
}: Pick<Monitor, 'state' | 'since' | 'badSince'>): number {
  return state === 'failing' || state === 'pending' ? (badSince ?? since) : since;
}

function goodWhileFailing(monitor: Monitor, at: number): Step {
  const good = monitor.good + 1;
  if (good < GOOD_TO_RECOVER) return stay({ ...monitor, good });
  const failingSince = standsSince(monitor);
  const healthy = { bad: 0, good: 0, badSince: null, cause: null, otherCause: null };
  return { ...move(monitor, 'healthy', at, healthy), event: { kind: 'recovered', failingSince } };
}

function badWhileFailing(monitor: Monitor, { cause }: Observation): Step {
  const next = { ...monitor, bad: monitor.bad + 1, good: 0 };
  if (cause === null || monitor.cause === null || cause === monitor.cause)
    return stay({ ...next, otherCause: null });
  if (cause !== monitor.otherCause) return stay({ ...next, otherCause: cause });
  return {
    monitor: { ...next, cause, otherCause: null },
    transition: null,
    event: { kind: 'cause_changed', before: monitor.cause, cause },
  };
}

function badBeforeFailing(monitor: Monitor, { at, cause, definite }: Observation): Step {
  const first =
    monitor.badSince !== null && at - monitor.badSince <= CONFIRMED_WITHIN ? monitor.badSince : null;
  const bad = first === null ? 1 : monitor.bad + 1;
  const badSince = first ?? at;
  if (bad < (definite ? BAD_TO_FAIL_DEFINITE : BAD_TO_FAIL))
    return move(monitor, 'pending', at, { bad, badSince });
  const told = cause ?? 'unknown';
  return {
    ...move(monitor, 'failing', at, { bad, badSince, good: 0, cause: told, otherCause: null }),
    event: { kind: 'opened', failingSince: badSince, cause: told },
  };
}

function stay(monitor: Monitor): Step {
  return { monitor, transition: null, event: null };
}

function move(monitor: Monitor, to: MonitorState, at: number, changes: Partial<Monitor>): Step {
  if (monitor.state === to) return stay({ ...monitor, ...changes });
  return {
    monitor: { ...monitor, ...changes, state: to, since: at },
    transition: { from: monitor.state, to },
    event: null,
  };
}

/** While a first failure or another cause waits for its confirmation, and after a success that might end an outage. */
const CONFIRM_MILLISECONDS = 60_000;

/**
 * Pauses after each further refusal: whether NiceNIC locks accounts or addresses after failed logins is not known
 * (auth-guide.md section 4.2), and a stale password has got an address blocked elsewhere (peers.md section 5, item 6).
 */
const BACK_OFF_MILLISECONDS = [5, 5, 10, 20, 30, 60].map((minutes) => minutes * 60_000);

/** During maintenance nobody counts refusals. */
const PAUSED_BACK_OFF_MILLISECONDS = 30 * 60_000;

/** The end of the scale. */
export const LONGEST_BACK_OFF_MILLISECONDS = Math.max(...BACK_OFF_MILLISECONDS);

/** How soon the next check should come by itself: null leaves it to the schedule. Pure. */
export function confirmationDelay(monitor: Monitor): number | null {
  const { good, otherCause, state } = monitor;
  const unconfirmed = state === 'pending' || (state === 'failing' && (good > 0 || otherCause !== null));
  return unconfirmed ? CONFIRM_MILLISECONDS : null;
}

/**
 * For how long after the last check the schedule holds back while access is refused: 0 when it does not. Someone
 * pressing "test now" and changed settings are not held back. Pure.
 */
export function backOffAfter(monitor: Monitor, refusal: boolean): number {
  if (monitor.state === 'paused') return refusal ? PAUSED_BACK_OFF_MILLISECONDS : 0;
  if (monitor.state !== 'failing' || monitor.good > 0 || !refusal) return 0;
  const step = Math.min(monitor.bad - BAD_TO_FAIL_DEFINITE, BACK_OFF_MILLISECONDS.length - 1);
  return BACK_OFF_MILLISECONDS[Math.max(step, 0)] ?? 0;
}
