import type { ListedDomain } from '../nicenic/listed-domain.js';

/** One page of the account's list as it was read, in the order `name_asc`. */
export interface ListPage {
  /** From 1. */
  readonly page: number;
  /** Domains of the whole list, by the page's own word. */
  readonly total: number;
  readonly totalPages: number;
  readonly domains: readonly ListedDomain[];
  /** When the page was asked for: nothing in it is older. Milliseconds since 1970-01-01 UTC. */
  readonly readAt: number;
}
