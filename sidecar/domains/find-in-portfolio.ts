import { CompanionError } from '../errors/companion-error.js';
import type { IndexedDomain } from '../portfolio/portfolio-store.js';
import type { PortfolioService } from '../portfolio/portfolio-service.js';
import { accountName } from '../settings/account-name.js';
import { apiEnvironmentOf, credentialsOf } from '../settings/settings.js';
import { phrase } from '../texts/phrase.js';
import type { ActionCall } from './domain-action.js';
import type { FailureReporter } from './failure-reporter.js';

/** What actions that read domains need. */
export interface DomainReaders {
  readonly portfolio: PortfolioService;
  readonly failures: FailureReporter;
}

/**
 * A domain as the account's list has it; null when the whole list was read and does not have it. `anew`: the index is
 * passed over, as far as a few pages of the list decide the question.
 * @throws {CompanionError} when the list cannot tell: that says nothing about the domain (design.md rule 2)
 */
export async function findInPortfolio(
  { portfolio, failures }: DomainReaders,
  name: string,
  { settings, environment }: ActionCall,
  anew = false,
): Promise<{ readonly domain: IndexedDomain } | { readonly domain: null; readonly asOf: number }> {
  const credentials = credentialsOf(settings);
  const looked = anew ? await portfolio.lookNow(credentials, name) : null;
  const answer = looked ?? (await portfolio.find(credentials, name, environment === 'cron'));
  switch (answer.kind) {
    case 'failed':
      throw await failures.report('domain/domain_list', answer.failure, settings);
    case 'undecided':
      throw new CompanionError('registrar_unavailable', {
        detail: phrase('details:not_found', { domain: name, why: answer.because }),
      });
    default:
      // Without a call nothing was learnt about access.
      if (answer.asked) failures.worked(settings);
      return answer.kind === 'listed' ? { domain: answer.domain } : { domain: null, asOf: answer.asOf };
  }
}

/** @throws {CompanionError} also when the whole list does not have the domain */
export async function listedInPortfolio(
  readers: DomainReaders,
  name: string,
  call: ActionCall,
  anew = false,
): Promise<IndexedDomain> {
  const found = await findInPortfolio(readers, name, call, anew);
  if (found.domain !== null) return found.domain;
  const { settings } = call;
  throw new CompanionError('domain_not_found', {
    detail: phrase('details:not_in_list', {
      domain: name,
      environment: accountName(apiEnvironmentOf(settings)),
      username: settings.username,
      asOf: found.asOf,
    }),
  });
}
