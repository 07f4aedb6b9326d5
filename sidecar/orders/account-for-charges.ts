import type { Charge } from '../nicenic/read-charges.js';

/** An order that was sent. `sentAt` in milliseconds since 1970-01-01 UTC. */
export interface SentOrder {
  readonly domain: string;
  readonly sentAt: number;
}

/** One that went through, so that there is a charge for it. */
export interface PaidOrder extends SentOrder {
  /** False while it waits: whether the money is taken at its start or at its end is not documented. */
  readonly surelyCharged: boolean;
}

/**
 * A lost answer may belong to a request that the registrar is still working on, so that a name missing from the list
 * says nothing before this time has passed since it was sent. Longer than any registry is known to take.
 */
export const IN_THE_WORKS_MILLISECONDS = 15 * 60_000;

/** How far the clocks of registrar and sidecar may differ. */
const CLOCK_TOLERANCE_MILLISECONDS = 5 * 60_000;

/**
 * How far around an order charges and other orders are looked at: whoever accounts for a charge near it may account
 * for another one instead, and that one's charge be its own.
 */
export const LOOKED_AROUND_MILLISECONDS = 24 * 60 * 60_000;

/**
 * - `none`: every charge that could be for the order belongs to others.
 * - `possible`: there is one more than the others account for.
 * - `named`: there is one that names the order's domain.
 * - `unclear`: the charges cannot be relied on.
 */
export type ChargeFinding = 'none' | 'possible' | 'named' | 'unclear';

/**
 * Whether a charge may be for this order, given all charges since {@link LOOKED_AROUND_MILLISECONDS} before it and the
 * account's other orders that went through. A charge fits an order when it lies between the time of sending and the
 * end of the time that an order may be in the works, and its text names no other domain. An order sent about the same
 * time that went through and has none makes all of them unclear. Pure.
 */
export function findCharge(
  order: SentOrder,
  charges: readonly Charge[],
  paid: readonly PaidOrder[],
): ChargeFinding {
  const from = order.sentAt - LOOKED_AROUND_MILLISECONDS;
  const to = order.sentAt + LOOKED_AROUND_MILLISECONDS;
  // Of one whose charges lie partly outside of what is looked at, none may be taken for granted.
  const others = paid.filter(({ sentAt }) => firstFit(sentAt) >= from && lastFit(sentAt) <= to);
  if (charges.some(({ at, names }) => at === null && mayName(names, order.domain))) return 'possible';
  const near = charges.flatMap(({ at, names }) =>
    at !== null && at >= from && at <= to ? [{ at, names }] : [],
  );
  const naming = (domain: string): number[] =>
    near.filter(({ names }) => names.includes(domain)).map(({ at }) => at);

  const before = others.filter(({ domain }) => domain === order.domain);
  const named = naming(order.domain);
  if (match([...before, order], named).matched > match(before, named).matched) return 'named';

  const unexplained = [...new Set(others.map(({ domain }) => domain))].flatMap(
    (domain) =>
      match(
        others.filter((other) => other.domain === domain),
        naming(domain),
      ).unmatched,
  );
  const unnamed = near.filter(({ names }) => names.length === 0).map(({ at }) => at);
  const explained = match(unexplained, unnamed);
  if (match<SentOrder>([...unexplained, order], unnamed).matched > explained.matched) return 'possible';
  return explained.unmatched.some((other) => other.surelyCharged && overlaps(other, order))
    ? 'unclear'
    : 'none';
}

function mayName(names: readonly string[], domain: string): boolean {
  return names.length === 0 || names.includes(domain);
}

function firstFit(sentAt: number): number {
  return sentAt - CLOCK_TOLERANCE_MILLISECONDS;
}

function lastFit(sentAt: number): number {
  return sentAt + IN_THE_WORKS_MILLISECONDS;
}

/** Whether one charge could be for either. */
function overlaps(one: SentOrder, other: SentOrder): boolean {
  return Math.abs(one.sentAt - other.sentAt) <= CLOCK_TOLERANCE_MILLISECONDS + IN_THE_WORKS_MILLISECONDS;
}

/**
 * As many pairs of an order and a charge that fits it as there can be. All orders have spans of one length, so that
 * giving each charge to the oldest order that it fits finds the most.
 */
function match<Sent extends SentOrder>(
  sent: readonly Sent[],
  charged: readonly number[],
): { readonly matched: number; readonly unmatched: readonly Sent[] } {
  const orders = sent.toSorted((a, b) => a.sentAt - b.sentAt);
  const unmatched: Sent[] = [];
  let matched = 0;
  let next = 0;
  for (const at of charged.toSorted((a, b) => a - b)) {
    for (
      let oldest = orders[next];
      oldest !== undefined && lastFit(oldest.sentAt) < at;
      oldest = orders[next]
    ) {
      unmatched.push(oldest);
      next += 1;
    }
    const oldest = orders[next];
    if (oldest !== undefined && firstFit(oldest.sentAt) <= at) {
      matched += 1;
      next += 1;
    }
  }
  return { matched, unmatched: [...unmatched, ...orders.slice(next)] };
}
