import { SPANS, startOf, type Bucket, type HistoryStore, type Span } from './history-store.js';

/** The newest buckets in a row, oldest first; the last one is not over yet. */
export async function lastBuckets(
  history: Pick<HistoryStore, 'read'>,
  span: Span,
  count: number,
  now: number,
): Promise<Bucket[]> {
  const last = startOf(span, now);
  const from = last - (count - 1) * SPANS[span];
  return fillGaps(await history.read(span, from, last + 1), span, from, count);
}

/** So many buckets in a row from that time on; where nothing was checked, empty ones. Pure. */
function fillGaps(known: readonly Bucket[], span: Span, from: number, count: number): Bucket[] {
  const byStart = new Map(known.map((bucket) => [bucket.startsAt, bucket]));
  return Array.from({ length: count }, (_, place) => {
    const startsAt = from + place * SPANS[span];
    return byStart.get(startsAt) ?? { startsAt, good: 0, bad: 0, indeterminate: 0, times: {} };
  });
}

/**
 * Good checks among those that learnt something, in percent with two digits; null without any. Rounded down, so that
 * 100 means all of them. Pure.
 */
export function shareOfGood({ good, bad }: Pick<Bucket, 'good' | 'bad'>): number | null {
  return good + bad === 0 ? null : Math.floor((good / (good + bad)) * 10_000) / 100;
}
