import type { PortfolioService } from '../portfolio/portfolio-service.js';
import { credentialsOf, type Settings } from '../settings/settings.js';
import type { DomainAction } from './domain-action.js';

/** Does something that changes a domain, and lets the index know. */
export type NoteChange = <Result>(
  settings: Settings,
  name: string,
  work: () => Promise<Result>,
) => Promise<Result>;

/** Whatever comes of a change, what the index had about its domain before holds no longer. */
export function noteChanges(
  portfolio: PortfolioService,
  onStorageError: (error: unknown) => void,
): NoteChange {
  return async (settings, name, work) => {
    const credentials = credentialsOf(settings);
    // Before, too: the sidecar may be killed while the change is under way.
    await portfolio.changed(credentials, name);
    try {
      return await work();
    } finally {
      // Must not take the place of what the change came to.
      await portfolio.changed(credentials, name).catch(onStorageError);
    }
  };
}

/** An order, which always changes its domain. */
export function notesChange(note: NoteChange, action: DomainAction): DomainAction {
  return {
    ...action,
    run: (params, call) => {
      const { name } = params as { readonly name: string };
      return note(call.settings, name, () => action.run(params, call));
    },
  };
}
