import { ERROR_CATALOGUE, type ErrorCode } from './error-catalogue.js';
import type { RankedCause } from '../causes/ranked-cause.js';

interface ErrorDetails {
  /** What is special about this case, for the admin; free of secrets and of registrants' personal data. */
  readonly detail?: string;
  /** True when a paid order may have reached NiceNIC. */
  readonly mayHaveExecuted?: boolean;
  readonly causes?: readonly RankedCause[];
  readonly cause?: unknown;
}

/** The one error that leaves a service. `code` is from the closed list; texts come from the catalogue. */
export class CompanionError extends Error {
  readonly mayHaveExecuted: boolean;
  readonly causes: readonly RankedCause[] | undefined;
  readonly detail: string | undefined;

  constructor(
    readonly code: ErrorCode,
    details: ErrorDetails = {},
  ) {
    super(ERROR_CATALOGUE[code].title, { cause: details.cause });
    this.name = 'CompanionError';
    this.detail = details.detail;
    this.mayHaveExecuted = details.mayHaveExecuted ?? false;
    this.causes = details.causes;
  }

  get status(): number {
    return ERROR_CATALOGUE[this.code].status;
  }

  /** Title, detail and next step in one text, for the admin. */
  get adminMessage(): string {
    const { title, next } = ERROR_CATALOGUE[this.code];
    return [`${title}.`, this.detail, next].filter((part) => part !== undefined).join(' ');
  }
}
