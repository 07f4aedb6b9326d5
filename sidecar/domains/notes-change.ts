import type { PortfolioService } from '../portfolio/portfolio-service.js';
import { credentialsOf } from '../settings/settings.js';
import type { DomainAction } from './domain-action.js';

/** An order: whatever comes of it, what the index had about its domain before holds no longer. */
export function notesChange(
  portfolio: PortfolioService,
  action: DomainAction,
  onStorageError: (error: unknown) => void,
): DomainAction {
  return {
    ...action,
    run: async (params, call) => {
      const { name } = params as { readonly name: string };
      const credentials = credentialsOf(call.settings);
      // Before, too: the sidecar may be killed while the order is under way.
      await portfolio.changed(credentials, name);
      try {
        return await action.run(params, call);
      } finally {
        // Must not take the place of what the order came to.
        await portfolio.changed(credentials, name).catch(onStorageError);
      }
    },
  };
}
