import { z } from 'zod';
import { updateGlueHost } from '../nicenic/actions.js';
import { childNameserver } from './child-nameserver.js';
import { domainAction, type DomainAction } from './domain-action.js';
import { anyAddress, changeGlueHost, glueAddress, type GlueHostParts } from './glue-host.js';
import { whmcsDomain, withName } from './named-domain.js';

/**
 * WHMCS's ModifyNameserver (whmcs-contract.md section 5.3). NiceNIC takes the new address alone, so that nothing
 * compares the current one with what is there.
 */
export function modifyNameserver(parts: GlueHostParts): DomainAction {
  return domainAction({
    name: 'ModifyNameserver',
    params: z
      .object({
        ...whmcsDomain,
        nameserver: childNameserver,
        currentipaddress: anyAddress,
        newipaddress: glueAddress,
      })
      .transform(withName),
    run: ({ name, nameserver, newipaddress }, { settings }) =>
      changeGlueHost(parts, updateGlueHost, { name, nameserver, ip: newipaddress }, settings),
  });
}
