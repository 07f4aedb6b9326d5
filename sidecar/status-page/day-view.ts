import { shareOfGood } from '../history/buckets.js';
import type { Counted } from '../history/history-store.js';
import { phrase, type Phrase } from '../texts/phrase.js';
import type { Translator } from '../texts/translator.js';
import type { Tone } from './tone.js';

/** Days in the bar: a quarter of a year. */
export const DAYS_IN_BAR = 90;

/** Spans that are told in words, in days up to today. */
const SPANS_TOLD = [7, 30, DAYS_IN_BAR];

/** A day with a larger share of accepted checks is not a bad one as a whole. Percent. */
const MOSTLY_GOOD = 90;

/** Of the days on which a check failed so many are told in words. */
const DAYS_TOLD = 10;

/** Days as a bar and in words. */
export interface DaysView {
  /** Oldest first; null where nothing was checked. */
  readonly bar: readonly ({ readonly tone: Tone; readonly title: string } | null)[];
  /** The bar in words. */
  readonly summary: string;
  readonly spans: readonly { readonly term: string; readonly share: string; readonly counts: string }[];
  /** How many days there were on which a check failed. */
  readonly failedDays: number;
  /** The newest of them, newest first. */
  readonly failed: readonly {
    readonly date: string;
    readonly tone: Tone;
    readonly share: string;
    readonly counts: string;
  }[];
}

/** Null before the first check. `days` are in a row, oldest first, up to today. Pure. */
export function daysView(days: readonly Counted[], texts: Translator): DaysView | null {
  if (days.every(isEmpty)) return null;
  const failed = days.filter(({ bad }) => bad > 0);
  const inWords = (counts: Counts): Words => ({
    share: texts.say(shareText(counts)),
    counts: texts.say(countsText(counts)),
  });
  const spans = SPANS_TOLD.map((count) => ({ days: count, ...inWords(sumOf(days.slice(-count))) }));
  const summary = spans.map((span) => phrase('page:days.bar_span', span));
  return {
    bar: days.map((day) =>
      isEmpty(day)
        ? null
        : {
            tone: toneOf(day),
            title: texts.t('page:days.block', { date: texts.date(day.startsAt), ...inWords(day) }),
          },
    ),
    summary: texts.t('page:days.bar', { days: days.length, spans: summary }),
    spans: spans.map(({ days: count, share, counts }) => ({
      term: texts.t('page:days.title', { days: count }),
      share,
      counts,
    })),
    failedDays: failed.length,
    failed: failed
      .slice(-DAYS_TOLD)
      .map((day) => ({
        date: texts.date(day.startsAt),
        tone: toneOf(day),
        ...inWords(day),
      }))
      .reverse(),
  };
}

interface Words {
  readonly share: string;
  readonly counts: string;
}

type Counts = Pick<Counted, 'good' | 'bad' | 'indeterminate'>;

function isEmpty({ good, bad, indeterminate }: Counts): boolean {
  return good + bad + indeterminate === 0;
}

function sumOf(days: readonly Counts[]): Counts {
  return days.reduce(
    (sum, day) => ({
      good: sum.good + day.good,
      bad: sum.bad + day.bad,
      indeterminate: sum.indeterminate + day.indeterminate,
    }),
    { good: 0, bad: 0, indeterminate: 0 },
  );
}

function toneOf(day: Counts): Tone {
  const share = shareOfGood(day);
  if (share === null) return 'unknown';
  if (day.bad === 0) return 'good';
  return share >= MOSTLY_GOOD ? 'waiting' : 'bad';
}

function shareText(counts: Counts): Phrase {
  const share = shareOfGood(counts);
  return share === null ? phrase('page:days.no_verdict') : phrase('page:days.accepted', { share });
}

function countsText(counts: Counts): Phrase {
  const { good, bad, indeterminate } = counts;
  if (isEmpty(counts)) return phrase('page:days.no_checks');
  const verdicts = { good, all: good + bad };
  return indeterminate === 0
    ? phrase('page:days.counts', verdicts)
    : phrase('page:days.counts_and_unclear', { ...verdicts, unclear: indeterminate });
}
