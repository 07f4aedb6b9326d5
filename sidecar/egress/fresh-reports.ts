import type { SeenAddress } from './egress-store.js';
import type { Drift } from './find-drift.js';

/** The web reports at saves and from the admin page only, so that its word may be old. Milliseconds. */
const OLDEST_MILLISECONDS = 24 * 60 * 60_000;

/**
 * What WHMCS's environments told lately enough to be compared with what the sidecar sees now: not longer ago than a
 * day, and after the sidecar's own address changed last, because the whole host may have moved with it. The sidecar's
 * own addresses stay. Pure; times in milliseconds since 1970-01-01 UTC.
 */
export function freshReports(
  seen: readonly SeenAddress[],
  drift: readonly Drift[],
  now: number,
): SeenAddress[] {
  return seen.filter(({ context, family, lastSeen }) => {
    if (context === 'sidecar') return true;
    const moved = drift.find((change) => change.context === 'sidecar' && change.family === family);
    return now - lastSeen <= OLDEST_MILLISECONDS && lastSeen >= (moved?.at ?? Number.NEGATIVE_INFINITY);
  });
}
