import { SPANS, startOf, type Counted, type Span } from './history-store.js';

/**
 * The newest buckets in a row, oldest first; the last one is not over yet. `read` gives those that there are, and where
 * nothing was checked `empty` stands.
 */
export async function lastBuckets<Kept extends Counted>(
  read: (span: Span, from: number, to: number) => Promise<readonly Kept[]>,
  empty: (none: Counted) => Kept,
  range: { readonly span: Span; readonly buckets: number },
  now: number,
): Promise<Kept[]> {
  const { span, buckets } = range;
  const last = startOf(span, now);
  const from = last - (buckets - 1) * SPANS[span];
  const known = new Map((await read(span, from, last + 1)).map((kept) => [kept.startsAt, kept]));
  return Array.from({ length: buckets }, (_, place) => {
    const startsAt = from + place * SPANS[span];
    return known.get(startsAt) ?? empty({ startsAt, good: 0, bad: 0, indeterminate: 0 });
  });
}

/**
 * Good checks among those that learnt something, in percent with two digits; null without any. Rounded down, so that
 * 100 means all of them. Pure.
 */
export function shareOfGood({ good, bad }: Pick<Counted, 'good' | 'bad'>): number | null {
  return good + bad === 0 ? null : Math.floor((good / (good + bad)) * 10_000) / 100;
}
