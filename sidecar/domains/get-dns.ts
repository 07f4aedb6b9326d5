import { z } from 'zod';
import type { DomainAction } from './domain-action.js';
import { listedRecords } from './listed-records.js';
import { mappedFunction, type MappedParts } from './mapped-function.js';
import { whmcsDomain, withName } from './named-domain.js';

/** WHMCS's GetDNS: `{records: [{hostname, type, address, priority}]}`; only MX records have a priority. */
export function getDns(parts: MappedParts): DomainAction {
  return mappedFunction(parts, {
    name: 'GetDNS',
    params: z.object(whmcsDomain).transform(withName),
    run: async (mapping, { name }, call) => ({
      records: (await listedRecords(parts, mapping, name, call)).map(({ host, type, value, priority }) => ({
        hostname: host,
        type,
        address: value,
        priority: priority === null ? 'N/A' : String(priority),
      })),
    }),
  });
}
