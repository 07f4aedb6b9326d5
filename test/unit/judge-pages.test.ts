import { describe, expect, test } from '@jest/globals';
import { differenceOf, findFlaw } from '../../sidecar/portfolio/judge-pages.js';
import { inEnglish } from '../support/in-english.js';

const page = (names: string, total: number, totalPages = 2) => ({
  total,
  totalPages,
  domains: names
    .split(' ')
    .filter(Boolean)
    .map((domain) => ({ domain })),
});

describe('a pass', () => {
  test.each<[string, ReturnType<typeof page>[], RegExp | null]>([
    ['that shows each name once', [page('a b', 3), page('c', 3)], null],
    ['whose pages came in another order', [page('c', 3), page('a b', 3)], null],
    ['over an empty list', [page('', 0, 0)], null],
    ['over an empty list of one page', [page('', 0, 1)], null],
    ['that read nothing', [], /nothing was read/],
    ['during which a domain came in', [page('a b', 3), page('b c', 4)], /from 3 to 4 domains/],
    ['during which the number of pages changed', [page('a b', 3), page('c', 3, 3)], /changed/],
    ['that saw a name twice, though the sum fits', [page('a b', 3), page('b', 3)], /1 names came twice/],
    ['that saw a name twice on one page', [page('a a', 2, 1)], /came twice/],
    ['that lacks a page', [page('a b', 3)], /says 3 domains and shows 2/],
    ['that shows more than it says', [page('a b', 1), page('c', 1)], /says 1 domains and shows 3/],
  ])('%s', (_what, pages, flaw) => {
    const found = findFlaw(pages);
    if (flaw === null) expect(found).toBeNull();
    else expect(found === null ? '' : inEnglish.say(found)).toMatch(flaw);
  });

  test('is told apart from another one by either number', () => {
    expect(differenceOf({ total: 3, totalPages: 1 }, { total: 3, totalPages: 1 })).toBeNull();
    expect(differenceOf({ total: 3, totalPages: 1 }, { total: 2, totalPages: 1 })).not.toBeNull();
    expect(differenceOf({ total: 3, totalPages: 1 }, { total: 3, totalPages: 2 })).not.toBeNull();
  });
});
