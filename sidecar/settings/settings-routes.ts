import { z } from 'zod';
import { callContext } from '../egress/call-context.js';
import { route, type Route } from '../http/route.js';
import { settingsBody } from './settings-body.js';
import type { SettingsHistory } from './settings-history.js';
import type { SettingsService } from './settings-service.js';

/** Keep the settings of the WHMCS module. */
export function settingsRoutes(
  settings: SettingsService,
  history: SettingsHistory,
  egressUrls: readonly string[],
): Route[] {
  return [
    route({
      method: 'put',
      path: '/v1/settings',
      access: 'bearer',
      summary: 'Keep the settings that scheduled checks use',
      body: z.object({ settings: settingsBody, context: callContext.optional() }),
      answer: z.object({
        stored: z.literal(true),
        changed: z.boolean(),
        fingerprint: z.string(),
        egressUrls: z.array(z.string()),
      }),
      handle: async (call) => {
        const { changed, fingerprint } = await settings.put(call.body.settings);
        if (call.body.context !== undefined) await history.seen(call.body.context.environment, fingerprint);
        // The environment asks these for its own outbound address and reports what they say.
        return { stored: true, changed, fingerprint, egressUrls };
      },
    }),
  ];
}
