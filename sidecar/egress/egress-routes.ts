import { z } from 'zod';
import { route, type Route } from '../http/route.js';
import { callContext, type CallContext } from './call-context.js';
import type { EgressService } from './egress-service.js';

/** More than a host has; keeps a faulty caller from filling the database. */
const MOST_ADDRESSES = 32;

/** Characters of a proxy variable; it is shown, not used. */
const LONGEST_SHOWN = 1_024;

/** The rest of a long exception list is no reason to refuse what else was reported. */
const shown = z.string().transform((text) => text.slice(0, LONGEST_SHOWN));

const family = z.union([z.literal(4), z.literal(6)]);

/** What the environments of WHMCS tell of themselves. */
export function egressRoutes(
  egress: EgressService,
  /** Told which settings an environment has. */
  onSettings: (environment: CallContext['environment'], fingerprint: string) => Promise<void>,
): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/environments',
      access: 'bearer',
      summary: 'An environment of WHMCS reports its outbound addresses, proxy variables and settings',
      body: z.object({
        context: callContext,
        egress: z
          .array(z.object({ family, address: z.string().max(64), source: z.string().max(255).optional() }))
          .max(MOST_ADDRESSES),
        proxy: z
          .union([z.string().transform((text) => ({ proxy: text })), z.record(z.string().max(32), shown)])
          .nullish()
          .transform((value) => value ?? undefined),
        settingsFingerprint: z.string().max(128).optional(),
      }),
      answer: z.object({ recorded: z.literal(true) }),
      handle: async (call) => {
        await egress.recordEnvironment(call.body);
        const { context, settingsFingerprint } = call.body;
        if (settingsFingerprint !== undefined) await onSettings(context.environment, settingsFingerprint);
        return { recorded: true };
      },
    }),
  ];
}
