import { CompanionError } from '../errors/companion-error.js';
import { phrase } from '../texts/phrase.js';
import { LONGEST_PAUSE_MILLISECONDS } from './monitor.js';

/**
 * The end of a maintenance that begins now, in milliseconds since 1970-01-01 UTC. `until`: a date and time as ISO 8601
 * has them.
 * @throws {CompanionError} `invalid_parameter` for a time that has passed or is too far away
 */
export function endOfMaintenance(until: string, now: number): number {
  const end = Date.parse(until);
  if (end > now && end - now <= LONGEST_PAUSE_MILLISECONDS) return end;
  throw new CompanionError('invalid_parameter', { detail: phrase('details:until') });
}
