import { z } from 'zod';
import { CompanionError } from '../errors/companion-error.js';
import { phrase } from '../texts/phrase.js';
import { domainAction, type DomainAction } from './domain-action.js';
import { listedInPortfolio, type DomainReaders } from './find-in-portfolio.js';
import { whmcsDomain, withName } from './named-domain.js';
import { nameserverKeys } from './nameserver-keys.js';

/** WHMCS's GetNameservers, which its API command DomainGetNameservers still needs (whmcs-contract.md section 5.2). */
export function getNameservers(readers: DomainReaders): DomainAction {
  return domainAction({
    name: 'GetNameservers',
    params: z.object(whmcsDomain).transform(withName),
    run: async ({ name }, call) => {
      const nameservers = nameserverKeys((await listedInPortfolio(readers, name, call)).nameservers);
      if (Object.keys(nameservers).length === 0) {
        throw new CompanionError('registrar_unavailable', {
          detail: phrase('details:no_nameservers', { domain: name }),
        });
      }
      return nameservers;
    },
  });
}
