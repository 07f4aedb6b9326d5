import { z } from 'zod';
import { CompanionError } from '../errors/companion-error.js';
import { checkDomains } from '../nicenic/actions.js';
import type { RegistrarClient } from '../nicenic/registrar-client.js';
import { credentialsOf } from '../settings/settings.js';
import { domainAction, type DomainAction } from './domain-action.js';
import { registrableName } from './domain-name.js';
import type { FailureReporter } from './failure-reporter.js';

/** `unknown` is what WHMCS shows as unavailable in a search: never offer what is not known to be free. */
export type AvailabilityStatus = 'available' | 'registered' | 'unknown' | 'tld_not_supported';

const STATUS_OF = { available: 'available', unavailable: 'registered', error: 'unknown' } as const;

/** More than any shop spotlights at once; the registrar's own limit is not documented. */
const MOST_TLDS = 200;

/** WHMCS's CheckAvailability: one `domain/check` for all requested TLDs (whmcs-contract.md section 5.4). */
export function checkAvailability(client: RegistrarClient, failures: FailureReporter): DomainAction {
  return domainAction({
    name: 'CheckAvailability',
    params: z.object({
      searchTerm: z.string().max(255),
      punyCodeSearchTerm: z.string().max(255).optional(),
      tldsToInclude: z.array(z.string().max(63)).max(MOST_TLDS),
    }),
    run: async (params, { settings }) => {
      const sld =
        params.punyCodeSearchTerm === undefined || params.punyCodeSearchTerm === ''
          ? params.searchTerm
          : params.punyCodeSearchTerm;
      const asked = params.tldsToInclude.map((dotted) => {
        const tld = dotted.replace(/^\./, '').toLowerCase();
        return { tld, name: registrableName(`${sld}.${tld}`) };
      });
      const names = [...new Set(asked.flatMap(({ name }) => name ?? []))];
      if (asked.length > 0 && names.length === 0) {
        throw new CompanionError('invalid_parameter', {
          detail: `searchTerm: "${sld.slice(0, 80)}" is not a domain name.`,
        });
      }
      if (names.length === 0) return { results: [] };
      const answer = await client.read(checkDomains, { domains: names }, credentialsOf(settings));
      if (answer.outcome === 'failed') throw await failures.report('domain/check', answer.failure, settings);
      failures.worked(settings);
      return {
        results: asked.map(({ tld, name }) => ({
          sld: params.searchTerm,
          tld,
          status: name === null ? 'unknown' : STATUS_OF[answer.data[name] ?? 'error'],
        })),
      };
    },
  });
}
