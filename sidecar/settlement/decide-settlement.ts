import type { Order } from '../orders/order.js';
import { phrase, type Phrase } from '../texts/phrase.js';

/** Milliseconds. A call for a paid order ends earlier: what is still `sent` then was left by a killed sidecar. */
const LEFT_BEHIND_MILLISECONDS = 2 * 60_000;

/** Between two looks at the same order at most; the first ones come with every run of the schedule. */
const LONGEST_PAUSE_MILLISECONDS = 6 * 60 * 60_000;

/** An order that is older is looked at this share of its age after the last look: what stays open stays open longer. */
const SHARE_OF_AGE = 0.1;

/** The admin is told of what stays unknown for this long. */
const ALERT_MILLISECONDS = 60 * 60_000;

/** Before this time the orders were sent that the schedule looks at. */
export function sentBefore(now: number): number {
  return now - LEFT_BEHIND_MILLISECONDS;
}

/** Whether the schedule should look at an open order again. Pure; times in milliseconds since 1970-01-01 UTC. */
export function isDue({ sentAt, createdAt, updatedAt }: Order, now: number): boolean {
  const age = now - (sentAt ?? createdAt);
  const pause = Math.min(age * SHARE_OF_AGE, LONGEST_PAUSE_MILLISECONDS);
  const since = now - updatedAt;
  // A clock that was set back must not make an order wait for it.
  return since < 0 || since >= pause;
}

/** Whether the admin should be told of an open order. Pure. */
export function needsAlert({ state, sentAt, createdAt }: Order, now: number): boolean {
  return state !== 'pending' && now - (sentAt ?? createdAt) > ALERT_MILLISECONDS;
}

/** Why the outcome of an open order is not known, in one sentence; null for one that is not open. Pure. */
export function whyOpen({ state, reply, registrarCode }: Order): Phrase | null {
  switch (state) {
    case 'sent':
    case 'pending':
      return phrase(`orders:why_open.${state}`);
    case 'unknown':
      if (registrarCode === 201) return phrase('orders:why_open.accepted_not_listed');
      if (reply === 'final') return phrase('orders:why_open.refused_not_looked');
      return phrase(reply === 'worded' ? 'orders:why_open.unexplained_code' : 'orders:why_open.no_answer');
    default:
      return null;
  }
}
