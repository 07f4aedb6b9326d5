import { listTransactions } from './actions.js';
import type { Credentials, RegistrarClient } from './registrar-client.js';

/** The documentation gives transactions in UTC+8 (nicenic-api-v2.md section 5.13). */
const ZONE = '+08:00';

/** Neither the size nor the order of the pages is documented, so that all are read; more than these are too many. */
const MOST_PAGES = 50;

/**
 * How many charges between two times (milliseconds since 1970-01-01 UTC) may be for this domain. Null when the
 * transactions cannot be read whole. No field names order or domain (section 5.13); a charge whose text names another
 * domain is not for this one, any other counts, and so does one whose time cannot be read.
 */
export async function countCharges(
  client: RegistrarClient,
  credentials: Credentials,
  domain: string,
  from: number,
  to: number,
): Promise<number | null> {
  let before = '';
  let charges = 0;
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const answer = await client.read(listTransactions, { page }, credentials);
    if (answer.outcome === 'failed') return null;
    const seen = JSON.stringify(answer.data);
    // Past the last page comes an empty one, or the same again.
    if (answer.data.length === 0 || seen === before) return charges;
    before = seen;
    charges += answer.data.filter(({ amount, time, about }) => {
      const at = Date.parse(`${time.trim().replace(' ', 'T')}${ZONE}`);
      return amount < 0 && !isAboutAnother(about, domain) && (Number.isNaN(at) || (at >= from && at <= to));
    }).length;
  }
  return null;
}

function isAboutAnother(about: string, domain: string): boolean {
  const named: readonly string[] = about.toLowerCase().match(/[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/g) ?? [];
  return named.length > 0 && !named.includes(domain);
}
