import { findListedDomain, type FindOutcome } from '../nicenic/find-listed-domain.js';
import type { Credentials, RegistrarClient } from '../nicenic/registrar-client.js';
import type { PortfolioService } from '../portfolio/portfolio-service.js';

/**
 * What the list says about a name now. The page where the name should be is read first: a domain that is to be renewed
 * lies anywhere in the list, and reading it from the newest registration on takes a hundred calls for ten thousand
 * domains. Where that page decides nothing, the list is read until the name has come.
 */
export async function findNow(
  client: RegistrarClient,
  portfolio: PortfolioService,
  credentials: Credentials,
  name: string,
): Promise<FindOutcome> {
  const looked = await portfolio.lookNow(credentials, name);
  switch (looked?.kind) {
    case 'listed':
      return { found: looked.domain };
    case 'missing':
      return { found: null };
    case 'failed':
      return { failure: looked.failure };
    default:
      return findListedDomain(client, credentials, name);
  }
}
