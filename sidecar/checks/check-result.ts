import type { CauseCode } from '../causes/cause-catalogue.js';
import type { Balance } from '../diagnosis/collect-evidence.js';
import type { ApiEnvironment, Attempt } from '../nicenic/registrar-client.js';
import type { Stage } from '../outbound/exchange.js';

/**
 * What made a check run: the schedule, the confirmation of a first result, someone who pressed "test now", or a real
 * domain action that went otherwise than the last check promised.
 */
export type CheckSource = 'schedule' | 'confirmation' | 'manual' | 'action';

export type CheckOutcome = 'good' | 'bad' | 'indeterminate';

/** One check as it is kept. Times are milliseconds since 1970-01-01 UTC. */
export interface CheckResult {
  readonly at: number;
  readonly source: CheckSource;
  readonly apiEnvironment: ApiEnvironment;
  readonly outcome: CheckOutcome;
  /** Likeliest cause of a bad result. */
  readonly causeCode: CauseCode | null;
  readonly milliseconds: number;
  /** Milliseconds since the start at which each stage of the connection was passed. */
  readonly stages: Readonly<Partial<Record<Stage, number>>>;
  readonly attempt: Attempt | null;
  readonly balance: Balance | null;
  readonly referenceId: string;
}

/** A kept check with its number. */
export interface StoredCheck extends CheckResult {
  readonly id: number;
}
