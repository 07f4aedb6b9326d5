import { z } from 'zod';
import { CompanionError } from '../errors/companion-error.js';
import { phrase } from '../texts/phrase.js';
import type { Offer } from './decide-offer.js';
import { domainAction, type DomainAction } from './domain-action.js';
import { mixedScripts, registrableName, suffixName } from './domain-name.js';
import { LOOKUP_MILLISECONDS, type Offers } from './offers.js';

/** More than any shop spotlights at once; the registrar's own limit is not documented. */
const MOST_TLDS = 200;

/** What WHMCS asks for in a search (whmcs-contract.md section 3.1). */
export const searchParams = {
  searchTerm: z.string().max(255),
  punyCodeSearchTerm: z.string().max(255).optional(),
  tldsToInclude: z.array(z.string().max(63)).max(MOST_TLDS),
  premiumEnabled: z.boolean().default(false),
};

/**
 * WHMCS's CheckAvailability (whmcs-contract.md section 5.4): one `domain/check` for all requested TLDs, then the price
 * of each free name.
 */
export function checkAvailability(offers: Offers): DomainAction {
  return domainAction({
    name: 'CheckAvailability',
    params: z.object(searchParams),
    run: async (params, { settings }) => {
      const end = performance.now() + LOOKUP_MILLISECONDS;
      const sld =
        params.punyCodeSearchTerm === undefined || params.punyCodeSearchTerm === ''
          ? params.searchTerm
          : params.punyCodeSearchTerm;
      const asked = params.tldsToInclude.map((dotted) => {
        const tld = dotted.replace(/^\./, '').toLowerCase();
        return { tld, name: registrableName(`${sld}.${tld}`) };
      });
      const names = [...new Set(asked.flatMap(({ name }) => name ?? []))];
      refuseMixed(names);
      if (names.length === 0 && asked.some(({ tld }) => suffixName(tld) !== null)) {
        throw new CompanionError('invalid_parameter', {
          detail: phrase('details:search_for_no_name', { name: sld.slice(0, 80) }),
        });
      }
      const found = await offers.of(names, settings, params.premiumEnabled, end);
      return {
        results: asked.map(({ tld, name }) => ({
          sld: params.searchTerm,
          tld,
          ...(name === null ? withoutName(tld) : (found.get(name) ?? { status: 'unknown' })),
        })),
      };
    },
  });
}

/** Nobody can register below what is no public suffix; other TLDs only do not take this name. */
function withoutName(tld: string): Offer {
  return { status: suffixName(tld) === null ? 'tld_not_supported' : 'unknown' };
}

/** One that mixes scripts looks like another name, and registries refuse it. */
function refuseMixed(names: readonly string[]): void {
  for (const name of names) {
    const scripts = mixedScripts(name);
    if (scripts.length === 0) continue;
    throw new CompanionError('invalid_parameter', {
      detail: phrase('details:search_mixes_scripts', { scripts }),
    });
  }
}
