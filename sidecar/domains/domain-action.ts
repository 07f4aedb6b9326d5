import type { z } from 'zod';
import type { CallContext } from '../egress/call-context.js';
import type { Settings } from '../settings/settings.js';

/** What every action may need besides its own parameters. */
export interface ActionCall {
  readonly settings: Settings;
  readonly referenceId: string;
  /** Where in WHMCS the call comes from; null when it does not say. */
  readonly environment: CallContext['environment'] | null;
  /** Whether the caller still waits for the answer; WHMCS's side gives up earlier than the sidecar does. */
  readonly isAnswerable: () => boolean;
}

/** One WHMCS function that the sidecar serves. `name` is the function's name without the module prefix. */
export interface DomainAction<Params = unknown> {
  readonly name: string;
  readonly params: z.ZodType<Params>;
  /** @throws {CompanionError} when the action did not succeed */
  readonly run: (params: Params, call: ActionCall) => Promise<object>;
}

/** Keeps the type of the parameters together with the code that uses them. */
export function domainAction<Params>(action: DomainAction<Params>): DomainAction {
  return action as unknown as DomainAction;
}
