import { phrase, type Phrase } from '../texts/phrase.js';
import type { ListPage } from './list-page.js';

type Told = Pick<ListPage, 'total' | 'totalPages'>;
export type NamedPage = Told & { readonly domains: readonly { readonly domain: string }[] };

/** Why two pages of one pass do not belong to the same list; null when nothing speaks against it. Pure. */
export function differenceOf(first: Told, other: Told): Phrase | null {
  if (first.total === other.total && first.totalPages === other.totalPages) return null;
  return phrase('answers:list.changed', { before: first.total, now: other.total });
}

/**
 * Why the pages of one pass need not be the whole list; null when the pass is clean. Pages shift while they are read:
 * a domain that comes in pushes the ones behind it onto the next page, where they are seen twice; one that goes draws
 * them onto a page that has been read, where they are not seen at all. Pure.
 */
export function findFlaw(pages: readonly NamedPage[]): Phrase | null {
  const [first] = pages;
  if (first === undefined) return phrase('answers:list.nothing_read');
  for (const page of pages) {
    const difference = differenceOf(first, page);
    if (difference !== null) return difference;
  }
  const names = pages.flatMap(({ domains }) => domains.map(({ domain }) => domain));
  const twice = names.length - new Set(names).size;
  if (twice > 0) return phrase('answers:list.shifted', { names: twice });
  if (names.length !== first.total)
    return phrase('answers:list.short', { total: first.total, shown: names.length });
  return null;
}
