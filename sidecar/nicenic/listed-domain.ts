import { domainToASCII } from 'node:url';
import type { z } from 'zod';
import type { listDomains } from './actions.js';

/** The largest documented page size (nicenic-api-v2.md section 5.6). */
export const LIST_PAGE_SIZE = 100;

/** One domain as the registrar's list has it. Dates are `YYYY-MM-DD`. */
export interface ListedDomain {
  /** ASCII form, lower case. */
  readonly domain: string;
  readonly createdDate: string | null;
  readonly expiryDate: string | null;
  /** `active`, `expired`, `stop`, or a word that is not documented. */
  readonly status: string;
  readonly nameservers: readonly string[];
  readonly onHold: boolean;
}

type Entry = z.output<typeof listDomains.data>['domain_list'][number];

/** Reads one entry of the list (nicenic-api-v2.md section 5.6). */
export function listedDomain(entry: Entry): ListedDomain {
  return {
    domain: asciiForm(entry.domain),
    createdDate: entry.created_date ?? null,
    expiryDate: entry.expired_date ?? null,
    status: entry.status,
    nameservers: entry.nameservers,
    onHold: entry.hold !== 0,
  };
}

/**
 * The one form in which names are compared: whether the list has the Unicode or the ASCII form, capitals or a dot at
 * the end is not known. What cannot be converted stays as it is, so that no two names fall together.
 */
function asciiForm(name: string): string {
  const plain = name.trim().toLowerCase().replace(/\.$/, '');
  return domainToASCII(plain) || plain;
}
