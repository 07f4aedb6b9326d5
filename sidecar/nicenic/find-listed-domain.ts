import { listDomains } from './actions.js';
import type { RegistrarFailure } from './classify-answer.js';
import { LIST_PAGE_SIZE, listedDomain, type ListedDomain } from './listed-domain.js';
import type { Credentials, RegistrarClient } from './registrar-client.js';

export type FindOutcome =
  | { readonly found: ListedDomain | null }
  | { readonly failure: RegistrarFailure }
  /** The list was not read to its end, and the name is not among what was read. Says why. */
  | { readonly incomplete: string };

/** A hundred thousand domains; a list that claims more pages is not read to its end. */
const MOST_PAGES = 1_000;

/** WHMCS's side waits 20 s for a Sync; it must get an answer before that, or it takes the sidecar for dead. */
const LIST_MILLISECONDS = 15_000;

/** The longest wait for one page. */
const PAGE_MILLISECONDS = 10_000;

/**
 * Looks for one name (ASCII form) in the account's list, newest registrations first: the registrar has neither a read
 * of a single domain nor a filter by name (nicenic-api-v2.md section 5.6).
 */
export async function findListedDomain(
  client: RegistrarClient,
  credentials: Credentials,
  domain: string,
): Promise<FindOutcome> {
  const end = performance.now() + LIST_MILLISECONDS;
  let seen = 0;
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const left = end - performance.now();
    if (left <= 0)
      return { incomplete: `the list was read only up to page ${page - 1} in ${LIST_MILLISECONDS / 1000} s` };
    const answer = await client.read(
      listDomains,
      { sort: 'time_desc', page_size: LIST_PAGE_SIZE, page_index: page },
      credentials,
      { totalMilliseconds: Math.min(left, PAGE_MILLISECONDS) },
    );
    if (answer.outcome === 'failed') return { failure: answer.failure };
    const { options, domain_list: listed } = answer.data;
    const found = listed.map(listedDomain).find((candidate) => candidate.domain === domain);
    if (found !== undefined) return { found };
    seen += listed.length;
    if (listed.length === 0 || page >= options.total_pages) {
      return seen < options.total
        ? { incomplete: `the list says ${options.total} domains and shows ${seen}` }
        : { found: null };
    }
  }
  return { incomplete: `the list has more than ${MOST_PAGES} pages` };
}
