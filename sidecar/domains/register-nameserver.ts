import { z } from 'zod';
import { addGlueHost } from '../nicenic/actions.js';
import { childNameserver } from './child-nameserver.js';
import { domainAction, type DomainAction } from './domain-action.js';
import { changeGlueHost, glueAddress, type GlueHostParts } from './glue-host.js';
import { whmcsDomain, withName } from './named-domain.js';

/** WHMCS's RegisterNameserver (whmcs-contract.md section 5.3): a nameserver below the domain itself. */
export function registerNameserver(parts: GlueHostParts): DomainAction {
  return domainAction({
    name: 'RegisterNameserver',
    params: z
      .object({ ...whmcsDomain, nameserver: childNameserver, ipaddress: glueAddress })
      .transform(withName),
    run: ({ name, nameserver, ipaddress }, { settings }) =>
      changeGlueHost(parts, addGlueHost, { name, nameserver, ip: ipaddress }, settings),
  });
}
