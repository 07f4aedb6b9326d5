import { describe, expect, test } from '@jest/globals';
import { differenceOf, findFlaw, locate, type Whereabouts } from '../../sidecar/portfolio/judge-pages.js';

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
    else expect(found).toMatch(flaw);
  });

  test('is told apart from another one by either number', () => {
    expect(differenceOf({ total: 3, totalPages: 1 }, { total: 3, totalPages: 1 })).toBeNull();
    expect(differenceOf({ total: 3, totalPages: 1 }, { total: 2, totalPages: 1 })).not.toBeNull();
    expect(differenceOf({ total: 3, totalPages: 1 }, { total: 3, totalPages: 2 })).not.toBeNull();
  });
});

describe('where a name is', () => {
  test.each<[name: string, names: string, page: number, total: number, pages: number, where: Whereabouts]>([
    ['c', 'b c d', 2, 9, 3, 'here'],
    ['c', 'b d', 2, 6, 3, 'nowhere'],
    ['a', 'b d', 2, 6, 3, 'before'],
    ['a', 'b d', 1, 6, 3, 'nowhere'],
    ['e', 'b d', 2, 6, 3, 'after'],
    ['e', 'b d', 3, 6, 3, 'nowhere'],
    ['e', 'b d', 4, 6, 3, 'nowhere'],
    ['a', '', 1, 0, 0, 'nowhere'],
    ['a', '', 1, 0, 1, 'nowhere'],
    ['a', '', 3, 6, 2, 'before'],
    ['a', '', 1, 6, 2, 'unclear'],
    ['a', '', 2, 6, 2, 'unclear'],
    // An order of the registrar's own says nothing, unless the name is there.
    ['c', 'd b', 2, 6, 3, 'unclear'],
    ['b', 'd b', 2, 6, 3, 'here'],
    ['c', 'b b d', 2, 6, 3, 'unclear'],
  ])('%s, with "%s" on page %i of %i domains on %i pages: %s', (name, names, number, total, pages, where) => {
    expect(locate(name, { ...page(names, total, pages), page: number })).toBe(where);
  });
});
