import type { Stage } from '../outbound/exchange.js';

/** The stages of a call in the order in which they are passed. */
export const STAGES = ['dns', 'connect', 'proxy', 'tls', 'http', 'body'] as const satisfies readonly Stage[];

/**
 * How long each stage took, in milliseconds, from when each was passed since the start. A stage that was not passed
 * has no time; what it took until the call broke off is not counted. Pure.
 */
export function stageDurations(passed: Readonly<Partial<Record<Stage, number>>>): ReadonlyMap<Stage, number> {
  const times = STAGES.flatMap((stage) => {
    const at = passed[stage];
    return at === undefined ? [] : [{ stage, at }];
  });
  return new Map(times.map(({ stage, at }, index) => [stage, Math.max(0, at - (times[index - 1]?.at ?? 0))]));
}
