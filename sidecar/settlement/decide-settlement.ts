import type { Order } from '../orders/order.js';

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
export function whyOpen({ state, reply, registrarCode }: Order): string | null {
  switch (state) {
    case 'sent':
      return 'It is on its way, or the sidecar was stopped while it was.';
    case 'pending':
      return 'NiceNIC accepted it and has not finished it; its list will show when it does.';
    case 'unknown':
      if (registrarCode === 201)
        return 'NiceNIC accepted it, and its list should show it by now and does not. It may have failed there unseen.';
      if (reply === 'final')
        return 'NiceNIC refused it, and its list could not be read since to make sure that nothing happened.';
      return reply === 'worded'
        ? 'NiceNIC answered with a code that no document explains, and neither its list nor its transactions tell what happened.'
        : 'No usable answer came, and neither the list nor the transactions of NiceNIC tell yet what happened.';
    default:
      return null;
  }
}
