import { describe, expect, test } from '@jest/globals';
import { NameSearch, type Whereabouts } from '../../sidecar/portfolio/name-search.js';

const page = (names: string, number: number, total: number, totalPages: number) => ({
  page: number,
  total,
  totalPages,
  domains: names
    .split(' ')
    .filter(Boolean)
    .map((domain) => ({ domain })),
});

describe('one page', () => {
  test.each<[name: string, names: string, page: number, total: number, pages: number, where: Whereabouts]>([
    ['c', 'b c d', 2, 9, 3, 'here'],
    ['c', 'b d', 2, 6, 3, 'missing'],
    ['a', 'b d', 2, 6, 3, 'before'],
    ['a', 'b d', 1, 6, 3, 'missing'],
    ['e', 'b d', 2, 6, 3, 'after'],
    ['e', 'b d', 3, 6, 3, 'missing'],
    ['e', 'b d', 4, 6, 3, 'missing'],
    ['a', '', 1, 0, 0, 'missing'],
    ['a', '', 1, 0, 1, 'missing'],
    ['a', '', 3, 6, 2, 'before'],
    ['a', '', 1, 6, 2, 'unclear'],
    ['a', '', 2, 6, 2, 'unclear'],
    // An order of the registrar's own says nothing, unless the name is there.
    ['c', 'd b', 2, 6, 3, 'unclear'],
    ['b', 'd b', 2, 6, 3, 'here'],
    ['c', 'b b d', 2, 6, 3, 'unclear'],
    // Letter by letter it comes before the page, in a dictionary behind it, or on it.
    ['a-z.com', 'aa.com ab.com', 1, 6, 3, 'after'],
    ['a-z.com', 'aa.com ab.com', 2, 6, 3, 'unclear'],
    ['a-z.com', 'aa.com b.com', 2, 6, 3, 'before'],
    ['ab-c.com', 'aa.com az.com', 2, 6, 3, 'missing'],
    ['a-z.com', 'b.com c.com', 2, 6, 3, 'before'],
    // The page shows that hyphens count.
    ['a-z.com', 'a-b.com aa.com', 2, 6, 3, 'missing'],
    // By labels "shop" comes before "shop-a", letter by letter behind it.
    ['shop.com', 'shop-a.com shop-b.com', 2, 6, 3, 'unclear'],
    ['shop.com', 'shop-a.com shop.net', 2, 6, 3, 'missing'],
    // Alike in a dictionary: on this page or the one before.
    ['a-b.com', 'ab.com b.com', 2, 6, 3, 'unclear'],
    // By its other form it comes behind "z".
    ['xn--tda.com', 'w.com y.com', 2, 6, 3, 'unclear'],
    ['xn--tda.com', 'w.com xn--tda.com', 2, 6, 3, 'here'],
    ['w.com', 't.com xn--tda.com', 2, 6, 3, 'after'],
    ['w.com', 'v.com xn--tda.com y.com', 2, 6, 3, 'missing'],
    ['w.com', 'xn--tda.com', 2, 6, 3, 'unclear'],
  ])(
    'tells of %s, with "%s" on page %i of %i domains on %i pages: %s',
    (name, names, number, total, pages, where) => {
      expect(new NameSearch(name).look(page(names, number, total, pages))).toBe(where);
    },
  );
});

describe('neighbouring pages', () => {
  test.each<[what: string, name: string, pages: readonly string[], where: readonly Whereabouts[]]>([
    ['with the name between them', 'c', ['b', 'd'], ['after', 'missing']],
    ['with the name on the second', 'c', ['a b', 'c d'], ['after', 'here']],
    ['with the name further on', 'c', ['a', 'b'], ['after', 'after']],
    // Without dots it comes before "aa.com", otherwise behind it.
    ['that some orders need both of', 'aaa.com', ['a.com aa.com', 'b.com'], ['after', 'missing']],
    ['of which the second is in no order', 'c', ['b', 'e d'], ['after', 'unclear']],
  ])('%s', (_what, name, pages, where) => {
    const search = new NameSearch(name);
    expect(pages.map((names, index) => search.look(page(names, index + 2, 9, 6)))).toEqual(where);
  });

  test('are read backwards as well', () => {
    const search = new NameSearch('c');
    expect([search.look(page('d', 3, 9, 6)), search.look(page('b', 2, 9, 6))]).toEqual(['before', 'missing']);
  });
});
