import { z } from 'zod';
import { fault } from '../texts/field-fault.js';
import type { DomainAction } from './domain-action.js';
import { changeMapped, mappedFunction, type MappedParts } from './mapped-function.js';
import { whmcsDomain, withName } from './named-domain.js';

/** WHMCS's ReleaseDomain: hands the domain to the registrar that the tag names. */
export function releaseDomain(parts: MappedParts): DomainAction {
  return mappedFunction(parts, {
    name: 'ReleaseDomain',
    params: z
      .object({ ...whmcsDomain, transfertag: z.string().trim().min(1, fault('fields:empty')).max(255) })
      .transform(withName),
    run: (mapping, { name, transfertag }, call) =>
      parts.noteChange(call.settings, name, async () => {
        await changeMapped(parts, mapping, { domain: name, tag: transfertag }, call);
        return { done: true };
      }),
  });
}
