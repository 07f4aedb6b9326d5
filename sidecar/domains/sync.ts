import { z } from 'zod';
import { domainAction, type DomainAction } from './domain-action.js';
import { listedInPortfolio, type DomainReaders } from './find-in-portfolio.js';
import { whmcsDomain, withName } from './named-domain.js';

/**
 * WHMCS's Sync, in the keys that WHMCS expects (whmcs-contract.md section 5.6). Says what the registrar's list says
 * and nothing else: a name that is missing from it, or a list that cannot be read, is an error that leaves the domain
 * as it is (design.md rule 2). `cancelled` and `transferredAway` have no positive evidence in the documented API.
 */
export function sync(readers: DomainReaders): DomainAction {
  return domainAction({
    name: 'Sync',
    params: z
      .object({
        ...whmcsDomain,
        /** An admin asks for this one domain: what the list says now. */
        refresh: z.boolean().default(false),
      })
      .transform(withName),
    run: async ({ name, refresh }, call) => {
      const { status, expiryDate } = await listedInPortfolio(readers, name, call, refresh);
      return {
        ...(status === 'active' ? { active: true } : {}),
        ...(expiryDate === null ? {} : { expirydate: expiryDate }),
      };
    },
  });
}
