import { expect, test } from '@jest/globals';
import { pageOf } from '../../sidecar/store/page.js';

const rows = (...ids: number[]): { id: number }[] => ids.map((id) => ({ id }));

test.each([
  ['no rows', rows(), 2, [], null],
  ['fewer rows than the page holds', rows(9), 2, [9], null],
  ['exactly one page', rows(9, 8), 2, [9, 8], null],
  ['one row beyond the page', rows(9, 8, 7), 2, [9, 8], 8],
  ['pages of one', rows(9, 8), 1, [9], 9],
])('%s', (_what, read, limit, ids, nextCursor) => {
  const page = pageOf(read, { limit });
  expect(page.items.map(({ id }) => id)).toEqual(ids);
  expect(page.nextCursor).toBe(nextCursor);
});
