import { CALL_LIMITS, type CallLimits } from '../../sidecar/nicenic/registrar-client.js';
import type { Simulator } from '../simulator/simulator.js';

/** Long against the few milliseconds of an answer on this machine, short for a test that waits for it to pass. */
export const SHORT_PATIENCE = 1_000;

/**
 * The product's own limits, cut short for as long as the simulator is told to be silent. A limit that is always short
 * would take a machine that stands still for a moment for a silent registrar.
 */
export function impatientWithSilence({ faults }: Simulator): CallLimits {
  const cut = (milliseconds: number): number =>
    faults.plans('hang') ? Math.min(milliseconds, SHORT_PATIENCE) : milliseconds;
  return {
    get readMilliseconds() {
      return cut(CALL_LIMITS.readMilliseconds);
    },
    get paidMilliseconds() {
      return cut(CALL_LIMITS.paidMilliseconds);
    },
    orderWaitMilliseconds: CALL_LIMITS.orderWaitMilliseconds,
  };
}
