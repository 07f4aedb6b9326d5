import type { CheckOutcome } from './check-result.js';
import type { MonitorState } from './monitor.js';

/** What is known when it is decided whether the admin is told something. Times are milliseconds since 1970-01-01 UTC. */
export interface TellingFacts {
  readonly now: number;
  /** What the last check came to. */
  readonly outcome: CheckOutcome;
  readonly state: MonitorState;
  /** Since when it is in this state. */
  readonly since: number;
  /** What the last check changed for the admin; null for nothing. */
  readonly event: 'opened' | 'cause_changed' | 'recovered' | null;
  /** Outages that began in the last {@link FLAPPING_MILLISECONDS}, one that begins now among them. */
  readonly openings: number;
  /** Whether the admin knows that it comes and goes, and has not heard that it no longer does. */
  readonly flapping: boolean;
  /** Alerts of the open outage; null without one. */
  readonly outage: { readonly toldAt: number | null; readonly reminders: number } | null;
}

/** What the admin is told: the event itself, something in its place, or nothing. */
export type Telling = 'event' | 'flapping' | 'settled' | 'reminder' | null;

const HOUR = 60 * 60_000;

/** So many outages in a day are one piece of news: that it comes and goes (monitors.md section 2, item 10). */
export const FLAPPING_OPENINGS = 4;
export const FLAPPING_MILLISECONDS = 24 * HOUR;

/** In one state for so long it no longer comes and goes. */
const SETTLED_MILLISECONDS = 2 * HOUR;

/** An outage that goes on is told again once a day, for a week (monitors.md section 7, item 7). */
const REMINDER_MILLISECONDS = 24 * HOUR;
export const MOST_REMINDERS = 7;

/** Whether and how the admin hears of a check. Pure. */
export function decideTelling(facts: TellingFacts): Telling {
  const { event, flapping, now, openings, outage, outcome, since, state } = facts;
  // Maintenance is silent.
  if (state === 'paused') return null;
  // A result that speaks against the state, or says nothing, is no time to tell how long the state has lasted.
  if (event === null && outcome !== (state === 'failing' ? 'bad' : 'good')) return null;
  if (flapping) {
    const stable = state === 'healthy' || state === 'failing';
    return event === null && stable && hasPassed(SETTLED_MILLISECONDS, since, now) ? 'settled' : null;
  }
  if (event === 'opened' && openings >= FLAPPING_OPENINGS) return 'flapping';
  if (event !== null) return 'event';
  if (state !== 'failing' || outage?.toldAt == null || outage.reminders >= MOST_REMINDERS) return null;
  return hasPassed(REMINDER_MILLISECONDS, outage.toldAt, now) ? 'reminder' : null;
}

/** A start after now comes from a clock that was set back: nobody shall wait until it is reached again. */
function hasPassed(milliseconds: number, since: number, now: number): boolean {
  return since > now || now - since >= milliseconds;
}
