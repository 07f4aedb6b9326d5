import { z } from 'zod';
import { searchParams } from './check-availability.js';
import type { Offer } from './decide-offer.js';
import { domainAction, type DomainAction } from './domain-action.js';
import { LOOKUP_MILLISECONDS, type Offers } from './offers.js';
import { suggestNames, type Candidate } from './suggest-names.js';

/** What the admin has chosen for the lookup provider, in the words of the module. */
const suggestionSettings = z.object({
  most: z.number().int().min(1).max(50),
  varyWords: z.boolean(),
});

/** A name that can be bought. */
type Suggestion = Omit<Candidate, 'name'> & Extract<Offer, { status: 'available' }>;

/**
 * WHMCS's GetDomainSuggestions (whmcs-contract.md section 5.4): names like the one that was searched, of one
 * `domain/check`, only such as can be bought at a known price. The closest come first and are priced first.
 */
export function getDomainSuggestions(offers: Offers): DomainAction {
  return domainAction({
    name: 'GetDomainSuggestions',
    params: z.object({ ...searchParams, suggestionSettings }),
    run: async (params, { settings }) => {
      const end = performance.now() + LOOKUP_MILLISECONDS;
      const { most, varyWords } = params.suggestionSettings;
      const candidates = suggestNames(params.searchTerm, params.tldsToInclude, varyWords);
      const states = await offers.check(
        candidates.map(({ name }) => name),
        settings,
      );
      const free = candidates.filter(({ name }) => states.get(name) === 'available');
      const results: Suggestion[] = [];
      while (free.length > 0 && results.length < most && performance.now() < end) {
        const next = free.splice(0, most - results.length);
        const asked = new Map(next.map(({ name }) => [name, 'available' as const]));
        const found = await offers.decide(asked, settings, params.premiumEnabled, end);
        for (const { name, ...candidate } of next) {
          const offer = found.get(name);
          if (offer?.status === 'available') results.push({ ...candidate, ...offer });
        }
      }
      return { results };
    },
  });
}
