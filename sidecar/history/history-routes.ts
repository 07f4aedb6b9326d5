import { z } from 'zod';
import { isoTime } from '../http/iso-time.js';
import { route, type Route } from '../http/route.js';
import type { Clock } from '../store/clock.js';
import { lastBuckets, shareOfGood } from './buckets.js';
import { SPANS, type Bucket, type HistoryStore, type Span } from './history-store.js';

/** How many buckets of which width make each range; the last one is not over yet. */
const RANGES = {
  '24h': { span: 'hour', buckets: 24 },
  '30d': { span: 'hour', buckets: 30 * 24 },
  '1y': { span: 'day', buckets: 365 },
} as const satisfies Record<string, { span: Span; buckets: number }>;

const timesAnswer = z.object({ count: z.int(), mean: z.number(), max: z.number() });
const bucketAnswer = z.object({
  startsAt: z.string(),
  good: z.int(),
  bad: z.int(),
  indeterminate: z.int(),
  percentGood: z.number().nullable(),
  milliseconds: z.record(z.string(), timesAnswer),
});

/** Checks over time, for bars and plots. */
export function historyRoutes(history: HistoryStore, clock: Clock): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/history',
      access: 'bearer',
      summary:
        'Checks by hour (24h, 30d) or day (1y) of UTC, oldest first; a bucket without checks has counts of 0 and no percentage',
      query: z.object({ range: z.enum(['24h', '30d', '1y']).default('24h') }),
      answer: z.object({
        range: z.string(),
        bucketSeconds: z.int(),
        buckets: z.array(bucketAnswer),
        good: z.int(),
        bad: z.int(),
        indeterminate: z.int(),
        percentGood: z.number().nullable(),
      }),
      handle: async ({ query: { range } }) => {
        const filled = await lastBuckets<Bucket>(
          (span, from, to) => history.read(span, from, to),
          (none) => ({ ...none, times: {} }),
          RANGES[range],
          clock(),
        );
        const sum = (outcome: 'good' | 'bad' | 'indeterminate'): number =>
          filled.reduce((total, bucket) => total + bucket[outcome], 0);
        const all = { good: sum('good'), bad: sum('bad'), indeterminate: sum('indeterminate') };
        return {
          range,
          bucketSeconds: SPANS[RANGES[range].span] / 1_000,
          buckets: filled.map(bucketAnswerOf),
          ...all,
          percentGood: shareOfGood(all),
        };
      },
    }),
  ];
}

function bucketAnswerOf(bucket: Bucket): z.infer<typeof bucketAnswer> {
  const { startsAt, good, bad, indeterminate, times } = bucket;
  return {
    startsAt: isoTime(startsAt),
    good,
    bad,
    indeterminate,
    percentGood: shareOfGood(bucket),
    milliseconds: Object.fromEntries(
      Object.entries(times).map(([stage, { count, sum, max }]) => [
        stage,
        { count, mean: Math.round((sum / count) * 10) / 10, max },
      ]),
    ),
  };
}
