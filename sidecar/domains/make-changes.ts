import { CompanionError } from '../errors/companion-error.js';
import { phrase } from '../texts/phrase.js';

/**
 * Makes changes one after the other, as long as there is time to begin with another.
 * @throws {CompanionError} that of the first change that was not made, and says how many were made before;
 * `changes_incomplete` when time runs out
 */
export async function makeChanges<Change>(
  changes: readonly Change[],
  make: (change: Change) => Promise<void>,
  hasTime: () => boolean,
): Promise<void> {
  for (const [done, change] of changes.entries()) {
    const told = phrase('details:changes_made', { made: done, all: changes.length });
    if (!hasTime()) throw new CompanionError('changes_incomplete', { detail: told });
    try {
      await make(change);
    } catch (error) {
      if (!(error instanceof CompanionError)) throw error;
      throw new CompanionError(error.code, {
        detail: [...error.detail, told],
        ...(error.causes === undefined ? {} : { causes: error.causes }),
      });
    }
  }
}
