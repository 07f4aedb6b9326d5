import { z } from 'zod';
import { CompanionError } from '../errors/companion-error.js';
import { findListedDomain } from '../nicenic/find-listed-domain.js';
import type { RegistrarClient } from '../nicenic/registrar-client.js';
import { apiEnvironmentOf, credentialsOf } from '../settings/settings.js';
import { domainAction, type DomainAction } from './domain-action.js';
import type { FailureReporter } from './failure-reporter.js';
import { whmcsDomain, withName } from './named-domain.js';

/**
 * WHMCS's Sync, in the keys that WHMCS expects (whmcs-contract.md section 5.6). Says what the registrar's list says
 * and nothing else: a name that is missing from it, or a list that cannot be read, is an error that leaves the domain
 * as it is (design.md rule 2). `cancelled` and `transferredAway` have no positive evidence in the documented API.
 */
export function sync(client: RegistrarClient, failures: FailureReporter): DomainAction {
  return domainAction({
    name: 'Sync',
    params: z.object(whmcsDomain).transform(withName),
    run: async ({ name }, { settings }) => {
      const looked = await findListedDomain(client, credentialsOf(settings), name);
      if ('failure' in looked) throw await failures.report('domain/domain_list', looked.failure, settings);
      failures.worked(settings);
      if ('incomplete' in looked) {
        throw new CompanionError('registrar_unavailable', {
          detail: `${name} was not found; ${looked.incomplete}.`,
        });
      }
      if (looked.found === null) {
        throw new CompanionError('domain_not_found', {
          detail: `${name} is not in the ${apiEnvironmentOf(settings)} account ${settings.username}.`,
        });
      }
      const { status, expiryDate } = looked.found;
      return {
        ...(status === 'active' ? { active: true } : {}),
        ...(expiryDate === null ? {} : { expirydate: expiryDate }),
      };
    },
  });
}
