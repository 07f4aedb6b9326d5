import { domainToASCII } from 'node:url';
import type { z } from 'zod';
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

export type FindOutcome =
  | { readonly found: ListedDomain | null }
  | { readonly failure: RegistrarFailure }
  /** The list was not read to its end, and the name is not among what was read. Says why. */
  | { readonly incomplete: string };

/** The largest documented page size. */
const PAGE_SIZE = 100;

/** A hundred thousand domains; a list that claims more pages is not read to its end. */
const MOST_PAGES = 1_000;

/** WHMCS's side waits 20 s for a Sync; it must get an answer before that, or it takes the sidecar for dead. */
const LIST_MILLISECONDS = 15_000;

/** The longest wait for one page. */
const PAGE_MILLISECONDS = 10_000;

/**
 * Looks for one name (ASCII form) in the account's list, newest registrations first: the registrar has neither a read
 * of a single domain nor a filter by name (nicenic-api-v2.md section 5.6). Whether the list has the Unicode or the
 * ASCII form, capitals or a dot at the end is not known, so that both sides are compared in one form.
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
      { sort: 'time_desc', page_size: PAGE_SIZE, page_index: page },
      credentials,
      { totalMilliseconds: Math.min(left, PAGE_MILLISECONDS) },
    );
    if (answer.outcome === 'failed') return { failure: answer.failure };
    const { options, domain_list: listed } = answer.data;
    const entry = listed.find((candidate) => asciiForm(candidate.domain) === domain);
    if (entry !== undefined) return { found: listedDomain(domain, entry) };
    seen += listed.length;
    if (listed.length === 0 || page >= options.total_pages) {
      return seen < options.total
        ? { incomplete: `the list says ${options.total} domains and shows ${seen}` }
        : { found: null };
    }
  }
  return { incomplete: `the list has more than ${MOST_PAGES} pages` };
}

type Entry = z.output<typeof listDomains.data>['domain_list'][number];

function listedDomain(domain: string, entry: Entry): ListedDomain {
  return {
    domain,
    createdDate: entry.created_date ?? null,
    expiryDate: entry.expired_date ?? null,
    status: entry.status,
    nameservers: entry.nameservers,
    onHold: entry.hold !== 0,
  };
}

function asciiForm(name: string): string {
  return domainToASCII(name.trim().toLowerCase().replace(/\.$/, ''));
}
