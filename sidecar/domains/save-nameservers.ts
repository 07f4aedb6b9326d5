import { z } from 'zod';
import { CompanionError } from '../errors/companion-error.js';
import type { MappedCall } from '../operations/operations-schema.js';
import { phrase, type Phrase } from '../texts/phrase.js';
import type { DomainAction } from './domain-action.js';
import { asciiHostName, hostName } from './host-name.js';
import { changeMapped, mappedFunction, type MappedParts } from './mapped-function.js';
import { whmcsDomain, withName } from './named-domain.js';
import { beyondFive } from './nameserver-keys.js';

/** WHMCS leaves unused ones empty (whmcs-contract.md section 3.1). */
const nameserver = z.string().max(255).default('').transform(asciiHostName).pipe(z.literal('').or(hostName));

const NAMES = ['ns1', 'ns2', 'ns3', 'ns4', 'ns5'] as const;

/** No zone works with fewer, and WHMCS's own API asks for two (whmcs-contract.md section 5.3). */
const FEWEST = 2;

const params = z
  .object({
    ...whmcsDomain,
    ns1: nameserver,
    ns2: nameserver,
    ns3: nameserver,
    ns4: nameserver,
    ns5: nameserver,
    ns6: beyondFive,
  })
  .transform(withName);

/** WHMCS's SaveNameservers: the complete list that the domain shall have. */
export function saveNameservers(parts: MappedParts): DomainAction {
  return mappedFunction(parts, {
    name: 'SaveNameservers',
    params,
    run: (mapping, { name, ...given }, call) => {
      const nameservers = NAMES.map((key) => given[key]).filter((host) => host !== '');
      refuseUnfit(nameservers, mapping);
      const values = Object.fromEntries(nameservers.map((host, index) => [`ns${index + 1}`, host]));
      return parts.noteChange(call.settings, name, async () => {
        await changeMapped(parts, mapping, { domain: name, ...values }, call);
        return { done: true };
      });
    },
  });
}

function refuseUnfit(nameservers: readonly string[], { parameters }: MappedCall): void {
  const problem = problemWith(nameservers, Object.values(parameters));
  if (problem !== null) throw new CompanionError('invalid_parameter', { detail: problem });
}

function problemWith(nameservers: readonly string[], mapped: readonly unknown[]): Phrase | null {
  if (nameservers.length < FEWEST) return phrase('details:nameserver.fewest', { fewest: FEWEST });
  const twice = nameservers.find((host, index) => nameservers.indexOf(host) !== index);
  if (twice !== undefined) return phrase('details:nameserver.twice', { nameserver: twice });
  // Left out, the last ones would be lost without a word.
  const lost = nameservers.filter((_host, index) => !mapped.includes(`{ns${index + 1}}`));
  return lost.length === 0
    ? null
    : phrase('details:nameserver.lost', { nameservers: nameservers.length, lost });
}
