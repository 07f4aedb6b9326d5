import { listDomains } from './actions.js';
import type { RegistrarFailure } from './classify-answer.js';
import type { Credentials, RegistrarClient } from './registrar-client.js';

/** One domain as the registrar's list has it. Dates are `YYYY-MM-DD`. */
export interface ListedDomain {
  readonly domain: string;
  readonly createdDate: string | null;
  readonly expiryDate: string | null;
  /** `active`, `expired`, `stop`, or a word that is not documented. */
  readonly status: string;
  readonly nameservers: readonly string[];
  readonly onHold: boolean;
}

export type FindOutcome = { readonly found: ListedDomain | null } | { readonly failure: RegistrarFailure };

/** The largest documented page size. */
const PAGE_SIZE = 100;

/** A hundred thousand domains; a list that claims more pages is not read to its end. */
const MOST_PAGES = 1_000;

/**
 * Looks for one name in the account's list, newest registrations first: the registrar has neither a read of a single
 * domain nor a filter by name (nicenic-api-v2.md section 5.6). Stops at the first page that cannot be read.
 */
export async function findListedDomain(
  client: RegistrarClient,
  credentials: Credentials,
  domain: string,
): Promise<FindOutcome> {
  for (let page = 1, pages = 1; page <= Math.min(pages, MOST_PAGES); page += 1) {
    const answer = await client.read(
      listDomains,
      { sort: 'time_desc', page_size: PAGE_SIZE, page_index: page },
      credentials,
    );
    if (answer.outcome === 'failed') return { failure: answer.failure };
    const entry = answer.data.domain_list.find((listed) => listed.domain.toLowerCase() === domain);
    if (entry !== undefined) {
      return {
        found: {
          domain,
          createdDate: entry.created_date ?? null,
          expiryDate: entry.expired_date ?? null,
          status: entry.status,
          nameservers: entry.nameservers,
          onHold: entry.hold !== 0,
        },
      };
    }
    pages = answer.data.options.total_pages;
  }
  return { found: null };
}
