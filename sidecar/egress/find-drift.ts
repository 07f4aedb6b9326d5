import type { EgressContext } from './egress-address.js';
import type { IpFamily } from '../config/environment.js';
import type { SeenAddress } from './egress-store.js';

/** An outbound address that took the place of another. */
export interface Drift {
  readonly context: EgressContext;
  readonly family: IpFamily;
  readonly before: string;
  readonly now: string;
  /** When the new one was first seen, in milliseconds since 1970-01-01 UTC. */
  readonly at: number;
}

/** How long a change is worth a warning while nothing else is wrong. Milliseconds. */
export const WARNED_MILLISECONDS = 7 * 24 * 60 * 60_000;

/** How long an address is kept at least where it is no exit of a pool. Milliseconds. */
const SHORTEST_STAY_MILLISECONDS = 60 * 60_000;

/**
 * Which outbound addresses changed lately, told by the same echo service each: what two services disagree about is no
 * change. One entry for each context and family, the latest change. Pure.
 */
export function findDrift(seen: readonly SeenAddress[], now: number): Drift[] {
  const drifts = new Map<string, Drift>();
  for (const present of seen) {
    const { context, family, source, since, lastSeen } = present;
    const others = seen.filter(
      (other) =>
        other.context === context &&
        other.family === family &&
        other.source === source &&
        other.address !== present.address,
    );
    const isLatest = others.every((other) => other.lastSeen < lastSeen);
    const [before] = others
      .filter((other) => other.lastSeen <= since)
      .sort((a, b) => b.lastSeen - a.lastSeen);
    if (!isLatest || before === undefined || now - since > WARNED_MILLISECONDS) continue;
    // Back at a known address after a moment at another: exits that take turns, no change.
    if (present.firstSeen < since && before.lastSeen - before.since < SHORTEST_STAY_MILLISECONDS) continue;
    const key = `${context} ${family}`;
    const known = drifts.get(key);
    if (known === undefined || known.at < since)
      drifts.set(key, { context, family, before: before.address, now: present.address, at: since });
  }
  return [...drifts.values()];
}

/** Services that were asked at the same time and told different addresses of one family: a pool of exits. Pure. */
export function findDisagreement(
  addresses: readonly { context: EgressContext; family: IpFamily; address: string }[],
): { context: EgressContext; family: IpFamily; addresses: string[] }[] {
  const told = new Map<string, { context: EgressContext; family: IpFamily; addresses: string[] }>();
  for (const { context, family, address } of addresses) {
    const key = `${context} ${family}`;
    const entry = told.get(key) ?? { context, family, addresses: [] };
    if (!entry.addresses.includes(address)) entry.addresses.push(address);
    told.set(key, entry);
  }
  return [...told.values()].filter((entry) => entry.addresses.length > 1);
}
