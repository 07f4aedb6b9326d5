import { z } from 'zod';
import { callContext } from '../egress/call-context.js';
import { CompanionError } from '../errors/companion-error.js';
import { route, type Route } from '../http/route.js';
import { settingsBody } from '../settings/settings-body.js';
import type { Fingerprint, Settings } from '../settings/settings.js';
import type { SettingsHistory } from '../settings/settings-history.js';
import type { SettingsService } from '../settings/settings-service.js';
import { diagnosisAnswer, diagnosisInWords } from './diagnosis-answer.js';
import { validationInWords, type SettingsValidation } from './settings-validation.js';
import type { DiagnosisService } from './diagnosis-service.js';

/** A diagnosis on demand, of given settings or of the stored ones. Changes neither state nor alerts. */
export function diagnosisRoutes(
  diagnosis: DiagnosisService,
  validation: SettingsValidation,
  settings: SettingsService,
  history: SettingsHistory,
  fingerprint: (settings: Settings) => Fingerprint,
): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/settings/validate',
      access: 'bearer',
      summary: 'Lint and one live diagnosis of the given settings; stores nothing',
      body: z.object({ settings: settingsBody, context: callContext.optional() }),
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
        fingerprint: z.string(),
        egressUrls: z.array(z.string()),
      }),
      handle: async ({ body, texts }) => validationInWords(await validation.validate(body.settings), texts),
    }),
    route({
      method: 'post',
      path: '/v1/diagnosis',
      access: 'bearer',
      summary: 'Find the cause of a failure: settings given in the body, or else the stored ones',
      body: z.object({ settings: settingsBody.optional(), context: callContext.optional() }),
      answer: diagnosisAnswer,
      handle: async (call) => {
        const chosen = call.body.settings ?? (await settings.current());
        if (chosen === null) throw new CompanionError('no_settings');
        settings.protect(chosen);
        const { settings: given, context } = call.body;
        if (given !== undefined && context !== undefined)
          await history.seen(context.environment, fingerprint(given));
        return diagnosisInWords((await diagnosis.onDemand(chosen)).diagnosis, call.texts);
      },
    }),
  ];
}
