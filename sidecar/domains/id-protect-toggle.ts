import { z } from 'zod';
import type { DomainAction } from './domain-action.js';
import { changeMapped, mappedFunction, type MappedParts } from './mapped-function.js';
import { whmcsDomain, withName } from './named-domain.js';

/** WHMCS's IDProtectToggle: `protectenable` is the state that is wanted. */
export function idProtectToggle(parts: MappedParts): DomainAction {
  return mappedFunction(parts, {
    name: 'IDProtectToggle',
    params: z.object({ ...whmcsDomain, protectenable: z.boolean() }).transform(withName),
    run: async (mapping, { name, protectenable }, call) => {
      await changeMapped(parts, mapping, { domain: name, privacy: protectenable ? 'on' : 'off' }, call);
      return { done: true };
    },
  });
}
