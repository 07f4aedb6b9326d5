/** Part of a list, newest first: at most `limit` items older than the one numbered `before`. */
export interface PageRequest {
  readonly limit: number;
  readonly before?: number | undefined;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** `before` of the next page; null on the last one. */
  readonly nextCursor: number | null;
}

/** Cuts a page out of rows that were read one beyond the limit. */
export function pageOf<Item extends { readonly id: number }>(
  rows: readonly Item[],
  { limit }: PageRequest,
): Page<Item> {
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}
