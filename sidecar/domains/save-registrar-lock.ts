import { z } from 'zod';
import type { DomainAction } from './domain-action.js';
import { changeMapped, mappedFunction, type MappedParts } from './mapped-function.js';
import { whmcsDomain, withName } from './named-domain.js';

/** WHMCS's SaveRegistrarLock. */
export function saveRegistrarLock(parts: MappedParts): DomainAction {
  return mappedFunction(parts, {
    name: 'SaveRegistrarLock',
    params: z.object({ ...whmcsDomain, lockenabled: z.enum(['locked', 'unlocked']) }).transform(withName),
    run: async (mapping, { name, lockenabled }, call) => {
      await changeMapped(parts, mapping, { domain: name, lock: lockenabled }, call);
      return { done: true };
    },
  });
}
