import type { ListPage } from './list-page.js';

type Told = Pick<ListPage, 'total' | 'totalPages'>;
type Named = Told & { readonly domains: readonly { readonly domain: string }[] };

/** Why two pages of one pass do not belong to the same list; null when nothing speaks against it. Pure. */
export function differenceOf(first: Told, other: Told): string | null {
  if (first.total === other.total && first.totalPages === other.totalPages) return null;
  return `the list changed from ${first.total} to ${other.total} domains while it was read`;
}

/**
 * Why the pages of one pass need not be the whole list; null when the pass is clean. Pages shift while they are read:
 * a domain that comes in pushes the ones behind it onto the next page, where they are seen twice; one that goes draws
 * them onto a page that has been read, where they are not seen at all. Pure.
 */
export function findFlaw(pages: readonly Named[]): string | null {
  const [first] = pages;
  if (first === undefined) return 'nothing was read';
  for (const page of pages) {
    const difference = differenceOf(first, page);
    if (difference !== null) return difference;
  }
  const names = pages.flatMap(({ domains }) => domains.map(({ domain }) => domain));
  const twice = names.length - new Set(names).size;
  if (twice > 0) return `${twice} names came twice, so the pages shifted while they were read`;
  if (names.length !== first.total) return `the list says ${first.total} domains and shows ${names.length}`;
  return null;
}

/** Where a name is, by one page of the list in the order of names. */
export type Whereabouts =
  | 'here'
  /** On an earlier page, or nowhere. */
  | 'before'
  /** On a later page, or nowhere. */
  | 'after'
  /** It would have to be on this page, and is not. */
  | 'nowhere'
  /** The page is not in the order that was asked for, or contradicts itself: it says nothing about other pages. */
  | 'unclear';

/** Pure. Names are compared in their ASCII form. */
export function locate(
  name: string,
  { page, total, totalPages, domains }: Named & { page: number },
): Whereabouts {
  const names = domains.map(({ domain }) => domain);
  if (names.includes(name)) return 'here';
  const first = names[0];
  const last = names.at(-1);
  if (first === undefined || last === undefined) {
    if (total === 0) return 'nowhere';
    // Past the end of a list that has become shorter.
    return page > totalPages && page > 1 ? 'before' : 'unclear';
  }
  if (names.some((one, index) => index > 0 && one <= (names[index - 1] ?? ''))) return 'unclear';
  if (name < first) return page === 1 ? 'nowhere' : 'before';
  if (name > last) return page >= totalPages ? 'nowhere' : 'after';
  return 'nowhere';
}
