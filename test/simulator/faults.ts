import { z } from 'zod';
import { ENVIRONMENTS, type Environment } from './account.js';

/** Before the request is processed (nothing happened) or after (it happened, an order is charged). */
const when = z.enum(['before', 'after']).default('after');

/**
 * What can go wrong with one request. `when` is `after` unless told otherwise.
 * - `delay`: waits, then goes on as usual;
 * - `reset`: the connection is reset without an answer;
 * - `hang`: no answer ever comes, the connection stays open;
 * - `truncated`: processed; HTTP 200 with the first half of the JSON;
 * - `html`, `empty`: HTTP 200 with an HTML page or with nothing;
 * - `status`: a 5xx page;
 * - `redirect`: not processed; 3xx to `location`;
 * - `strip-authorization`: a proxy took the Authorization header away;
 * - `rate-limit`: not processed; HTTP 429 with Retry-After;
 * - `unknown-code`: well-formed JSON with a code that is documented nowhere;
 * - `oversized`: processed; the valid JSON is followed by blanks up to `bytes`;
 * - `pending`: register and renew are accepted with 201 and wait; on any other action the answer becomes a 201.
 */
export const faultSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('delay'), when, milliseconds: z.int().min(0) }),
  z.strictObject({ kind: z.literal('reset'), when }),
  z.strictObject({ kind: z.literal('hang'), when }),
  z.strictObject({ kind: z.literal('truncated') }),
  z.strictObject({ kind: z.literal('html'), when }),
  z.strictObject({ kind: z.literal('empty'), when }),
  z.strictObject({ kind: z.literal('status'), when, status: z.int().min(500).max(599) }),
  z.strictObject({
    kind: z.literal('redirect'),
    status: z.literal([301, 302, 307, 308]),
    location: z.string(),
  }),
  z.strictObject({ kind: z.literal('strip-authorization') }),
  z.strictObject({ kind: z.literal('rate-limit'), retryAfterSeconds: z.int().min(0) }),
  z.strictObject({ kind: z.literal('unknown-code'), when, code: z.int().default(777) }),
  z.strictObject({ kind: z.literal('oversized'), bytes: z.int().min(1) }),
  z.strictObject({ kind: z.literal('pending') }),
]);
export type FaultInput = z.input<typeof faultSchema>;
export type Fault = z.output<typeof faultSchema>;

/** Which requests a fault meets; what is left out means every one. */
export const faultScopeSchema = z.strictObject({
  /** Action name such as `register`, or `ip` for the address echo. */
  action: z.string().optional(),
  environment: z.enum(ENVIRONMENTS).optional(),
  /** How many requests it meets; left out: until cleared. */
  times: z.int().min(1).optional(),
});
export type FaultScope = z.output<typeof faultScopeSchema>;

interface PlannedFault {
  readonly fault: Fault;
  readonly scope: FaultScope;
  left: number;
}

/** The faults that are switched on. A request meets one: the first that fits, in the order they were added. */
export class FaultPlan {
  #planned: PlannedFault[] = [];

  /** Throws a ZodError for a fault that does not exist. */
  add(fault: FaultInput, scope: FaultScope = {}): void {
    this.#planned.push({ fault: faultSchema.parse(fault), scope, left: scope.times ?? Infinity });
  }

  /** Switches off the faults of one action, or all. Faults without an action go only with all. */
  clear(action?: string): void {
    this.#planned =
      action === undefined ? [] : this.#planned.filter((planned) => planned.scope.action !== action);
  }

  /** Whether some request is to meet a fault of this kind. */
  plans(kind: Fault['kind']): boolean {
    return this.#planned.some(({ fault }) => fault.kind === kind);
  }

  /** The fault that meets this request; it is used up by one. */
  take(environment: Environment, action: string): Fault | null {
    const planned = this.#planned.find(
      ({ scope }) =>
        (scope.action === undefined || scope.action === action) &&
        (scope.environment === undefined || scope.environment === environment),
    );
    if (planned === undefined) return null;
    planned.left -= 1;
    if (planned.left <= 0) this.#planned = this.#planned.filter((other) => other !== planned);
    return planned.fault;
  }
}
