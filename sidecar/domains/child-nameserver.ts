import { z } from 'zod';
import { CompanionError } from '../errors/companion-error.js';
import { fault } from '../texts/field-fault.js';
import { phrase } from '../texts/phrase.js';
import { asciiHostName, hostName } from './host-name.js';

/**
 * `nameserver` of WHMCS's private nameserver page. WHMCS puts a dot and the domain behind what was typed, also behind
 * nothing (whmcs-contract.md section 5.3).
 */
export const childNameserver = z
  .string()
  .max(255)
  .transform(asciiHostName)
  .pipe(z.string().regex(/^[^.]/, fault('fields:no_name')))
  .pipe(hostName);

/**
 * A domain has nameservers of its own below itself only.
 * @throws {CompanionError} `invalid_parameter`
 */
export function refuseForeignHost({ name, nameserver }: { name: string; nameserver: string }): void {
  if (nameserver.endsWith(`.${name}`)) return;
  throw new CompanionError('invalid_parameter', {
    detail: phrase('details:nameserver.elsewhere', { nameserver, domain: name }),
  });
}
