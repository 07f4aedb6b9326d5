import { z } from 'zod';
import { callContext } from '../egress/call-context.js';
import { diagnosisAnswer } from '../diagnosis/diagnosis-answer.js';
import { route, type Route } from '../http/route.js';
import { settingsBody } from './settings-body.js';
import type { SettingsService } from './settings-service.js';

const body = z.object({ settings: settingsBody, context: callContext.optional() });

/** Check and keep the settings of the WHMCS module. */
export function settingsRoutes(settings: SettingsService, egressUrls: readonly string[]): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/settings/validate',
      access: 'bearer',
      summary: 'Lint and one live diagnosis of the given settings; stores nothing',
      body,
      answer: z.object({
        valid: z.boolean(),
        problems: z.array(
          z.object({
            field: z.string(),
            code: z.string(),
            severity: z.enum(['error', 'warning']),
            message: z.string(),
          }),
        ),
        diagnosis: diagnosisAnswer.optional(),
      }),
      handle: (call) => settings.validate(call.body.settings),
    }),
    route({
      method: 'put',
      path: '/v1/settings',
      access: 'bearer',
      summary: 'Keep the settings that scheduled checks use',
      body,
      answer: z.object({
        stored: z.literal(true),
        changed: z.boolean(),
        fingerprint: z.string(),
        egressUrls: z.array(z.string()),
      }),
      handle: async (call) => {
        const { changed, fingerprint } = await settings.put(call.body.settings);
        // The environment asks these for its own outbound address and reports what they say.
        return { stored: true, changed, fingerprint, egressUrls };
      },
    }),
  ];
}
