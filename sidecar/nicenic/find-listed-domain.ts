import { listDomains } from './actions.js';
import type { Turn } from './call-gate.js';
import type { RegistrarFailure } from './classify-answer.js';
import { LIST_PAGE_SIZE, listedDomain, type ListedDomain } from './listed-domain.js';
import type { Credentials, RegistrarClient } from './registrar-client.js';

export type FindOutcome =
  | { readonly found: ListedDomain | null }
  | { readonly failure: RegistrarFailure }
  /** The list was not read to its end, and the name is not among what was read. Says why. */
  | { readonly incomplete: ListGap };

/** Why names that were not found may be in the list all the same. */
export type ListGap =
  /** Read only up to this page in this time. */
  | { readonly kind: 'out_of_time'; readonly page: number; readonly milliseconds: number }
  /** The number of domains changed while it was read. */
  | { readonly kind: 'changed'; readonly before: number; readonly now: number }
  /** It says more domains than it shows. */
  | { readonly kind: 'short'; readonly total: number; readonly shown: number }
  /** It has more pages than these, which is the most that is read. */
  | { readonly kind: 'too_long'; readonly pages: number };

/** What a look for several names came to. */
export type FindAllOutcome =
  /** `incomplete` says why names that are missing may be in the list all the same; null when they are not. */
  | { readonly found: ReadonlyMap<string, ListedDomain>; readonly incomplete: ListGap | null }
  | { readonly failure: RegistrarFailure };

/** How the list is read: in how much time, and whether someone waits at a page for it. */
interface Reading {
  readonly milliseconds: number;
  readonly turn: Exclude<Turn, 'order'>;
}

/** A hundred thousand domains; a list that claims more pages is not read to its end. */
const MOST_PAGES = 1_000;

/** WHMCS's side waits 20 s for a Sync; it must get an answer before that, or it takes the sidecar for dead. */
const LIST_MILLISECONDS = 15_000;

/** The longest wait for one page. */
const PAGE_MILLISECONDS = 10_000;

/** Looks for one name (ASCII form) in the account's list. */
export async function findListedDomain(
  client: RegistrarClient,
  credentials: Credentials,
  domain: string,
): Promise<FindOutcome> {
  const looked = await findListedDomains(client, credentials, [domain], {
    milliseconds: LIST_MILLISECONDS,
    turn: 'page',
  });
  if ('failure' in looked) return looked;
  const found = looked.found.get(domain) ?? null;
  return found === null && looked.incomplete !== null ? { incomplete: looked.incomplete } : { found };
}

/**
 * Looks for names (ASCII form) in the account's list, newest registrations first, until all are found or the list
 * ends: the registrar has neither a read of a single domain nor a filter by name (nicenic-api-v2.md section 5.6). A
 * list whose length changes between two pages may have moved a name past the reader.
 */
export async function findListedDomains(
  client: RegistrarClient,
  credentials: Credentials,
  domains: readonly string[],
  { milliseconds, turn }: Reading,
): Promise<FindAllOutcome> {
  const end = performance.now() + milliseconds;
  const missing = new Set(domains);
  const found = new Map<string, ListedDomain>();
  // By name: where registrations of one day change places between two pages, one comes twice and another not at all.
  const seen = new Set<string>();
  let total: number | null = null;
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const left = end - performance.now();
    if (left <= 0)
      return {
        found,
        incomplete: { kind: 'out_of_time', page: page - 1, milliseconds },
      };
    const answer = await client.read(
      listDomains,
      { sort: 'time_desc', page_size: LIST_PAGE_SIZE, page_index: page },
      credentials,
      { totalMilliseconds: Math.min(left, PAGE_MILLISECONDS), turn },
    );
    if (answer.outcome === 'failed') return { failure: answer.failure };
    const { options, domain_list: listed } = answer.data;
    for (const entry of listed.map(listedDomain)) {
      seen.add(entry.domain);
      if (missing.delete(entry.domain)) found.set(entry.domain, entry);
    }
    if (missing.size === 0) return { found, incomplete: null };
    if (total !== null && options.total !== total)
      return {
        found,
        incomplete: { kind: 'changed', before: total, now: options.total },
      };
    total = options.total;
    if (listed.length === 0 || page >= options.total_pages) {
      const whole = seen.size >= options.total;
      return {
        found,
        incomplete: whole ? null : { kind: 'short', total: options.total, shown: seen.size },
      };
    }
  }
  return { found, incomplete: { kind: 'too_long', pages: MOST_PAGES } };
}
