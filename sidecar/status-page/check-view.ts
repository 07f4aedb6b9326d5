import type { CheckOutcome, StoredCheck } from '../checks/check-result.js';
import { causeText } from '../causes/cause-catalogue.js';
import type { Attempt } from '../nicenic/registrar-client.js';
import { translatorFor } from '../texts/translator.js';
import { utc } from '../texts/format-time.js';
import { moment, type Moment } from './moment.js';
import type { Tone } from './tone.js';
import { CHECK_SOURCE, OUTCOME } from './words.js';

/** As many as a phone can show side by side. */
export const CHECKS_IN_BAR = 100;
const CHECKS_IN_TABLE = 20;

export interface CheckRow {
  readonly at: Moment;
  readonly source: string;
  readonly tone: Tone;
  readonly outcome: string;
  /** Title of the likeliest cause; null unless it failed. */
  readonly cause: string | null;
  /** What came back, word for word; null unless it failed. */
  readonly answer: string | null;
  readonly took: string;
}

/** The last checks: all of them as a bar, the newest in words. */
export interface HistoryView {
  /** Oldest first, always as many; null where there was no check yet. */
  readonly bar: readonly ({ readonly tone: Tone; readonly title: string } | null)[];
  /** The bar in words. */
  readonly summary: string;
  /** Newest first. */
  readonly rows: readonly CheckRow[];
}

/** `checks` are the newest ones, newest first. */
export function historyView(checks: readonly StoredCheck[], now: number): HistoryView {
  const blocks = checks
    .slice(0, CHECKS_IN_BAR)
    .map((check) => ({ tone: OUTCOME[check.outcome].tone, title: blockTitle(check) }))
    .reverse();
  const missing = Array.from({ length: CHECKS_IN_BAR - blocks.length }, () => null);
  return {
    bar: [...missing, ...blocks],
    summary: summaryOf(checks.slice(0, CHECKS_IN_BAR)),
    rows: checks.slice(0, CHECKS_IN_TABLE).map((check) => checkRow(check, now)),
  };
}

export function checkRow(check: StoredCheck, now: number): CheckRow {
  const { tone, word } = OUTCOME[check.outcome];
  return {
    at: moment(check.at, now),
    source: CHECK_SOURCE[check.source],
    tone,
    outcome: word,
    cause: causeOf(check),
    answer: check.outcome !== 'good' && check.attempt !== null ? answerText(check.attempt) : null,
    took: tookText(check),
  };
}

function blockTitle(check: StoredCheck): string {
  const outcome = OUTCOME[check.outcome].word.toLowerCase();
  const parts = [`${utc(check.at)}: ${outcome}`, tookText(check), causeOf(check)];
  return parts.filter((part) => part !== null).join(', ');
}

function causeOf({ outcome, causeCode }: StoredCheck): string | null {
  return outcome !== 'good' && causeCode !== null
    ? translatorFor('en').say(causeText(causeCode, null).title)
    : null;
}

function tookText({ attempt, milliseconds }: StoredCheck): string {
  return attempt === null ? 'no call made' : `${Math.round(milliseconds)} ms`;
}

function answerText({ httpStatus, code, msg }: Attempt): string {
  if (httpStatus === null) return 'No answer';
  const parts = [
    `HTTP ${httpStatus}`,
    code === null ? null : `code ${code}`,
    msg === null ? null : `“${msg}”`,
  ];
  return parts.filter((part) => part !== null).join(', ');
}

const OUTCOMES: readonly CheckOutcome[] = ['good', 'bad', 'indeterminate'];

function summaryOf(checks: readonly StoredCheck[]): string {
  const oldest = checks.at(-1);
  if (oldest === undefined) return 'No checks yet.';
  const counts = OUTCOMES.map((outcome) => ({
    number: checks.filter((check) => check.outcome === outcome).length,
    word: OUTCOME[outcome].word.toLowerCase(),
  }));
  const told = counts.filter(({ number }) => number > 0).map(({ number, word }) => `${number} ${word}`);
  const noun = checks.length === 1 ? 'check' : 'checks';
  return `${checks.length} ${noun} since ${utc(oldest.at)}: ${told.join(', ')}`;
}
