import { z } from 'zod';
import { domainAction, type DomainAction } from './domain-action.js';
import { findInPortfolio, type DomainReaders } from './find-in-portfolio.js';
import { whmcsDomain, withName } from './named-domain.js';

/**
 * WHMCS's TransferSync (whmcs-contract.md section 5.6): completed once the account's list has the domain with its
 * expiry date, pending (no keys) until then. No documented action tells the state of a transfer, so that nothing is
 * ever evidence of a failed one.
 */
export function transferSync(readers: DomainReaders): DomainAction {
  return domainAction({
    name: 'TransferSync',
    params: z.object(whmcsDomain).transform(withName),
    run: async ({ name }, call) => {
      const { domain } = await findInPortfolio(readers, name, call);
      return domain?.expiryDate == null ? {} : { completed: true, expirydate: domain.expiryDate };
    },
  });
}
