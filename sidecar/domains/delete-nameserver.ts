import { z } from 'zod';
import { childNameserver, refuseForeignHost } from './child-nameserver.js';
import type { DomainAction } from './domain-action.js';
import { changeMapped, mappedFunction, type MappedParts } from './mapped-function.js';
import { whmcsDomain, withName } from './named-domain.js';

/** WHMCS's DeleteNameserver: removes a nameserver below the domain itself. */
export function deleteNameserver(parts: MappedParts): DomainAction {
  return mappedFunction(parts, {
    name: 'DeleteNameserver',
    params: z.object({ ...whmcsDomain, nameserver: childNameserver }).transform(withName),
    run: async (mapping, { name, nameserver }, call) => {
      refuseForeignHost({ name, nameserver });
      await changeMapped(parts, mapping, { domain: name, nameserver }, call);
      return { done: true };
    },
  });
}
