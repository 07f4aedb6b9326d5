import type { z } from 'zod';
import type { Verdict } from '../envelope.js';
import type { World } from '../world.js';

/** What an action may look at besides its own parameters. */
export interface ActionContext {
  readonly world: World;
  readonly username: string;
  readonly checkDeaddate: boolean;
  /** Register and renew are accepted with 201 and wait for the test to complete them. */
  readonly ordersWait: boolean;
}

/** One documented operation of the API. */
export interface Action {
  readonly category: string;
  readonly name: string;
  /** Checks the parameters and does the work; a violated limit is a `parameter_error`. */
  readonly handle: (query: Readonly<Record<string, string>>, context: ActionContext) => Verdict;
}

/** Binds a parameter schema to the code that may rely on it. Parameters that the schema does not name are ignored. */
export function defineAction<Parameters>(
  category: string,
  name: string,
  parameters: z.ZodType<Parameters>,
  run: (parameters: Parameters, context: ActionContext) => Verdict,
): Action {
  return {
    category,
    name,
    handle: (query, context) => {
      const parsed = parameters.safeParse(query);
      return parsed.success ? run(parsed.data, context) : { kind: 'parameter_error' };
    },
  };
}
