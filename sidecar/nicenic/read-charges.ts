import { listTransactions } from './actions.js';
import type { Turn } from './call-gate.js';
import { namesIn } from './names-in-text.js';
import type { Credentials, RegistrarClient } from './registrar-client.js';

/** A sum that left the account. */
export interface Charge {
  /** Milliseconds since 1970-01-01 UTC; null when the time cannot be read. */
  readonly at: number | null;
  /** Domains that its text names, lower case. No field names domain or order (nicenic-api-v2.md section 5.13). */
  readonly names: readonly string[];
}

/** The documentation gives transactions in UTC+8 (nicenic-api-v2.md section 5.13). */
const ZONE = '+08:00';

/** More pages than these are too many to read for one question. */
const MOST_PAGES = 500;

/** So many transactions, each no younger than the one before, do not come in that order by chance. */
const ENOUGH_TO_SEE_AN_ORDER = 10;

/**
 * The account's charges since that time (milliseconds since 1970-01-01 UTC), older ones possibly among them; null when
 * the transactions cannot be read whole. Neither size nor order of the pages is documented, so that reading ends early
 * only where every transaction so far was no younger than the one before and the last lies well before that time.
 */
export async function readCharges(
  client: RegistrarClient,
  credentials: Credentials,
  since: number,
  turn: Exclude<Turn, 'order'> = 'page',
): Promise<readonly Charge[] | null> {
  let before = '';
  const charges: Charge[] = [];
  const times: number[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const answer = await client.read(listTransactions, { page }, credentials, { turn });
    if (answer.outcome === 'failed') return null;
    const seen = JSON.stringify(answer.data);
    // Past the last page comes an empty one, or the same again.
    if (answer.data.length === 0 || seen === before) return charges;
    before = seen;
    for (const { amount, time, about } of answer.data) {
      const at = Date.parse(`${time.trim().replace(' ', 'T')}${ZONE}`);
      times.push(at);
      if (amount < 0) charges.push({ at: Number.isNaN(at) ? null : at, names: namesIn(about) });
    }
    if (isPast(times, since)) return charges;
  }
  return null;
}

/** Whether what comes after these transactions is older than `since`. A time that cannot be read compares to none. */
function isPast(times: readonly number[], since: number): boolean {
  const newestFirst = times.every((at, place) => place === 0 || at <= (times[place - 1] ?? at));
  return newestFirst && times.length >= ENOUGH_TO_SEE_AN_ORDER && (times.at(-1) ?? since) < since;
}
