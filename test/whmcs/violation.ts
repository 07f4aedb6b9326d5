import { z } from 'zod';

/** Something that a module did and that WHMCS's contract does not allow. */
export const violationSchema = z.object({
  /** Such as `warning`, `output`, `exit`, `shape`, `exception`, `time`, `secret`. */
  kind: z.string(),
  message: z.string(),
  /** The function, hook point or file that was running; empty when none was. */
  function: z.string(),
});

export type Violation = z.infer<typeof violationSchema>;

/** Thrown by every command whose module broke the contract, unless the caller asked for the violations. */
export class WhmcsViolationError extends Error {
  readonly violations: readonly Violation[];

  constructor(command: string, violations: readonly Violation[]) {
    const lines = violations.map((found) => `  ${found.kind} in ${found.function || '?'}: ${found.message}`);
    super([`WHMCS's contract was broken during ${command}:`, ...lines].join('\n'));
    this.name = 'WhmcsViolationError';
    this.violations = violations;
  }
}
