import { z } from 'zod';
import { CompanionError } from '../errors/companion-error.js';
import type { DomainAction } from './domain-action.js';
import { asciiHostName, hostName } from './host-name.js';
import { changeMapped, mappedFunction, type MappedParts } from './mapped-function.js';
import { whmcsDomain, withName } from './named-domain.js';

/** WHMCS's DeleteNameserver: removes a nameserver below the domain itself. */
export function deleteNameserver(parts: MappedParts): DomainAction {
  return mappedFunction(parts, {
    name: 'DeleteNameserver',
    params: z
      .object({ ...whmcsDomain, nameserver: z.string().max(255).transform(asciiHostName).pipe(hostName) })
      .transform(withName),
    run: async (mapping, { name, nameserver }, call) => {
      if (!nameserver.endsWith(`.${name}`)) {
        throw new CompanionError('invalid_parameter', {
          detail: `nameserver: ${nameserver} is not below ${name}.`,
        });
      }
      await changeMapped(parts, mapping, { domain: name, nameserver }, call);
      return { done: true };
    },
  });
}
