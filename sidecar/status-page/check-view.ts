import type { CheckOutcome, StoredCheck } from '../checks/check-result.js';
import { causeText } from '../causes/cause-catalogue.js';
import { oneLine } from '../nicenic/one-line.js';
import type { Attempt } from '../nicenic/registrar-client.js';
import { phrase, type Phrase, type Text } from '../texts/phrase.js';
import type { Translator } from '../texts/translator.js';
import { moment, type Moment } from './moment.js';
import { shortened } from './shortened.js';
import { OUTCOME_TONE, type Tone } from './tone.js';

/** As many as a phone can show side by side. */
export const CHECKS_IN_BAR = 100;
const CHECKS_IN_TABLE = 20;

/** Of those so many are there at once: an outage says the same again and again. */
const CHECKS_UNFOLDED = 5;

export interface CheckRow {
  readonly at: Moment;
  readonly source: string;
  readonly tone: Tone;
  readonly outcome: string;
  /** Title of the likeliest cause; null unless it failed, and where the row above has the same. */
  readonly cause: string | null;
  /** What came back, word for word but cut short (the support report has it whole); null unless it failed. */
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
  /** Those before them, to unfold. */
  readonly older: readonly CheckRow[];
}

/** `checks` are the newest ones, newest first. */
export function historyView(checks: readonly StoredCheck[], now: number, texts: Translator): HistoryView {
  const blocks = checks
    .slice(0, CHECKS_IN_BAR)
    .map((check) => ({ tone: OUTCOME_TONE[check.outcome], title: texts.say(blockTitle(check)) }))
    .reverse();
  const rows = checks.slice(0, CHECKS_IN_TABLE).map((check) => checkRow(check, now, texts));
  const [newest, older] = [rows.slice(0, CHECKS_UNFOLDED), rows.slice(CHECKS_UNFOLDED)];
  const missing = Array.from({ length: CHECKS_IN_BAR - blocks.length }, () => null);
  return {
    bar: [...missing, ...blocks],
    summary: texts.say(summaryOf(checks.slice(0, CHECKS_IN_BAR))),
    rows: toldOnce(newest, texts),
    older: toldOnce(older, texts),
  };
}

export function checkRow(check: StoredCheck, now: number, texts: Translator): CheckRow {
  const { at, source, outcome, attempt } = check;
  const cause = causeOf(check);
  return {
    at: moment(at, now, texts),
    source: texts.t(`words:sources.${source}`),
    tone: OUTCOME_TONE[outcome],
    outcome: texts.t(`words:outcomes.${outcome}`),
    cause: cause === null ? null : texts.say(cause),
    answer: outcome !== 'good' && attempt !== null ? answerText(attempt, texts) : null,
    took: texts.say(tookText(check)),
  };
}

/** An outage has the same cause and answer in one row after the other: the first one tells them. */
function toldOnce(rows: readonly CheckRow[], texts: Translator): CheckRow[] {
  return rows.map((row, place) => {
    const above = rows[place - 1];
    const isAlike = row.cause !== null && row.cause === above?.cause && row.answer === above.answer;
    return isAlike ? { ...row, cause: null, answer: texts.t('page:checks.as_above') } : row;
  });
}

/** Without the cause, which the rows and the incidents tell: there are many blocks. */
function blockTitle(check: StoredCheck): Phrase {
  const { at, outcome } = check;
  const details = [phrase(`page:checks.block_outcomes.${outcome}`), tookText(check)];
  return phrase('page:checks.block', { at, details });
}

function causeOf({ outcome, causeCode }: StoredCheck): Phrase | null {
  return outcome !== 'good' && causeCode !== null ? causeText(causeCode, null).title : null;
}

function tookText({ attempt, milliseconds }: StoredCheck): Phrase {
  return attempt === null
    ? phrase('page:checks.no_call')
    : phrase('page:checks.milliseconds', { milliseconds: Math.round(milliseconds) });
}

function answerText({ httpStatus, code, msg }: Attempt, texts: Translator): string {
  if (httpStatus === null) return texts.t('page:checks.no_answer');
  const parts: Text[] = [phrase('page:checks.answer.http', { status: httpStatus })];
  if (code !== null) parts.push(phrase('page:checks.answer.code', { code }));
  if (msg !== null && msg !== '')
    parts.push(phrase('page:checks.answer.message', { message: shortened(oneLine(msg)) }));
  return texts.items(parts);
}

const OUTCOMES: readonly CheckOutcome[] = ['good', 'bad', 'indeterminate'];

function summaryOf(checks: readonly StoredCheck[]): Phrase {
  const oldest = checks.at(-1);
  if (oldest === undefined) return phrase('page:checks.none');
  const counts = OUTCOMES.flatMap((outcome) => {
    const alike = checks.filter((check) => check.outcome === outcome).length;
    return alike === 0 ? [] : [phrase(`page:checks.counts.${outcome}`, { checks: alike })];
  });
  return phrase('page:checks.summary', { count: checks.length, since: oldest.at, counts });
}
