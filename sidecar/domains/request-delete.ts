import { z } from 'zod';
import type { DomainAction } from './domain-action.js';
import { changeMapped, mappedFunction, type MappedParts } from './mapped-function.js';
import { whmcsDomain, withName } from './named-domain.js';

/** WHMCS's RequestDelete. */
export function requestDelete(parts: MappedParts): DomainAction {
  return mappedFunction(parts, {
    name: 'RequestDelete',
    params: z.object(whmcsDomain).transform(withName),
    run: (mapping, { name }, call) =>
      parts.noteChange(call.settings, name, async () => {
        await changeMapped(parts, mapping, { domain: name }, call);
        return { done: true };
      }),
  });
}
