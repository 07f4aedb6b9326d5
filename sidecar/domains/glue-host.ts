import { isIP, isIPv4, isIPv6 } from 'node:net';
import { z } from 'zod';
import { CompanionError } from '../errors/companion-error.js';
import type { GlueHostAction } from '../nicenic/actions.js';
import { nameOf } from '../nicenic/registrar-action.js';
import type { RegistrarClient } from '../nicenic/registrar-client.js';
import { credentialsOf, type Settings } from '../settings/settings.js';
import { fault } from '../texts/field-fault.js';
import { phrase } from '../texts/phrase.js';
import { changeError } from './change-error.js';
import { refuseForeignHost } from './child-nameserver.js';
import type { FailureReporter } from './failure-reporter.js';

/** What changes of glue hosts need. */
export interface GlueHostParts {
  readonly client: RegistrarClient;
  readonly failures: FailureReporter;
}

/** Far longer than any address. */
const address = z.string().max(255).trim();

/** NiceNIC documents one address and shows IPv4 (nicenic-api-v2.md sections 5.10 and 5.11). */
export const glueAddress = address
  .refine((text) => !isIPv6(text), fault('fields:ipv6_not_documented'))
  .refine((text) => isIPv6(text) || isIPv4(text), fault('fields:ipv4'));

/** An address that is not sent: only its form is looked at. */
export const anyAddress = address.refine((text) => isIP(text) !== 0, fault('fields:ip'));

/**
 * Creates a glue host or changes its address.
 * @throws {CompanionError} `invalid_parameter` before anything is sent; `change_unknown` when it may have happened
 */
export async function changeGlueHost(
  { client, failures }: GlueHostParts,
  action: GlueHostAction,
  host: { readonly name: string; readonly nameserver: string; readonly ip: string },
  settings: Settings,
): Promise<{ readonly done: true }> {
  refuseForeignHost(host);
  const request = { domain: host.name, dns: host.nameserver, ip: host.ip };
  if (!action.request.safeParse(request).success) {
    throw new CompanionError('invalid_parameter', {
      detail: phrase('details:nameserver.length', {
        nameserver: host.nameserver,
        characters: host.nameserver.length,
      }),
    });
  }
  const answer = await client.read(action, request, credentialsOf(settings));
  if (answer.outcome === 'failed') throw await changeError(nameOf(action), answer, failures, settings);
  failures.worked(settings);
  return { done: true };
}
