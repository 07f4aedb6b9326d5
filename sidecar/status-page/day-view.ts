import { shareOfGood } from '../history/buckets.js';
import type { Counted } from '../history/history-store.js';
import { utc } from '../texts/format-time.js';
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
export function daysView(days: readonly Counted[]): DaysView | null {
  if (days.every(isEmpty)) return null;
  const failed = days.filter(({ bad }) => bad > 0);
  return {
    bar: days.map((day) =>
      isEmpty(day)
        ? null
        : { tone: toneOf(day), title: `${dateOf(day)}: ${shareText(day)}, ${countsText(day)}` },
    ),
    spans: SPANS_TOLD.map((count) => {
      const all = sumOf(days.slice(-count));
      return { term: `Last ${count} days`, share: shareText(all), counts: countsText(all) };
    }),
    failedDays: failed.length,
    failed: failed
      .slice(-DAYS_TOLD)
      .map((day) => ({
        date: dateOf(day),
        tone: toneOf(day),
        share: shareText(day),
        counts: countsText(day),
      }))
      .reverse(),
  };
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

function shareText(counts: Counts): string {
  const share = shareOfGood(counts);
  return share === null ? 'no verdict' : `${share} % accepted`;
}

const number = new Intl.NumberFormat('en');

function countsText(counts: Counts): string {
  const { good, bad, indeterminate } = counts;
  if (isEmpty(counts)) return 'no checks';
  const verdicts = `${number.format(good)} of ${number.format(good + bad)} checks`;
  return indeterminate === 0 ? verdicts : `${verdicts}, ${number.format(indeterminate)} without verdict`;
}

function dateOf({ startsAt }: Counted): string {
  return utc(startsAt).slice(0, 'YYYY-MM-DD'.length);
}
