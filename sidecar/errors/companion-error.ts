import type { RankedCause } from '../causes/ranked-cause.js';
import { isPhrase, phrase, type Phrase } from '../texts/phrase.js';
import { translatorFor, type Translator } from '../texts/translator.js';
import { ERROR_CATALOGUE, errorText, type ErrorCode } from './error-catalogue.js';

interface ErrorDetails {
  /** What is special about this case, for the admin; free of secrets and of registrants' personal data. */
  readonly detail?: Phrase | readonly Phrase[];
  /** True when a paid order may have reached NiceNIC. */
  readonly mayHaveExecuted?: boolean;
  readonly causes?: readonly RankedCause[];
  readonly cause?: unknown;
}

/** The one error that leaves a service. `code` is from the closed list; texts come from the catalogue. */
export class CompanionError extends Error {
  readonly mayHaveExecuted: boolean;
  readonly causes: readonly RankedCause[] | undefined;
  /** One sentence each. */
  readonly detail: readonly Phrase[];

  constructor(
    readonly code: ErrorCode,
    details: ErrorDetails = {},
  ) {
    super(translatorFor('en').say(errorText(code).title), { cause: details.cause });
    this.name = 'CompanionError';
    this.detail = sentencesOf(details.detail);
    this.mayHaveExecuted = details.mayHaveExecuted ?? false;
    this.causes = details.causes;
  }

  get status(): number {
    return ERROR_CATALOGUE[this.code].status;
  }

  /** Title, detail and next step in one text, for the admin. */
  adminMessage(texts: Translator): string {
    const { title } = errorText(this.code);
    return texts.sentences([phrase('words:title_as_sentence', { title }), ...this.whatNext()]);
  }

  /** What is special about this case, and what to do next. */
  whatNext(): readonly Phrase[] {
    return [...this.detail, errorText(this.code).next];
  }
}

function sentencesOf(detail: ErrorDetails['detail']): readonly Phrase[] {
  if (detail === undefined) return [];
  return isPhrase(detail) ? [detail] : detail;
}
