import { z } from 'zod';
import { causeAnswer } from '../diagnosis/diagnosis-answer.js';
import type { RankedCause } from '../diagnosis/ranked-cause.js';
import { callContext } from '../egress/call-context.js';
import { CompanionError } from '../errors/companion-error.js';
import { ERROR_CATALOGUE } from '../errors/error-catalogue.js';
import { checked } from '../http/mount-routes.js';
import { toCompanionError } from '../http/problem.js';
import { route, type Route } from '../http/route.js';
import type { Logger } from '../log/logger.js';
import { lintSettings } from '../settings/lint-settings.js';
import type { Settings } from '../settings/settings.js';
import { settingsBody } from '../settings/settings-body.js';
import { causeText } from '../diagnosis/cause-catalogue.js';
import type { DomainAction } from './domain-action.js';

const body = z.object({
  settings: settingsBody,
  params: z.record(z.string(), z.unknown()),
  context: callContext.optional(),
});

const answer = z.union([
  z.object({ ok: z.literal(true), referenceId: z.string(), result: z.record(z.string(), z.unknown()) }),
  z.object({
    ok: z.literal(false),
    referenceId: z.string(),
    error: z.object({
      code: z.string(),
      message: z.string(),
      publicMessage: z.string(),
      mayHaveExecuted: z.boolean(),
      causes: z.array(causeAnswer).optional(),
    }),
  }),
]);

/** The one door for WHMCS's domain actions: `:action` is the function's name without the module prefix. */
export function actionRoutes(
  actions: readonly DomainAction[],
  protect: (settings: Settings) => void,
  logger: Logger,
): Route[] {
  const byName = new Map(actions.map((action) => [action.name, action]));
  return [
    route({
      method: 'post',
      path: '/v1/actions/:action',
      access: 'bearer',
      summary: `A WHMCS domain action: ${actions.map(({ name }) => name).join(', ')}`,
      answer,
      handle: async ({ request, params, referenceId, response }) => {
        const name = params['action'] ?? '';
        const started = performance.now();
        try {
          const action = byName.get(name);
          if (action === undefined)
            throw new CompanionError('unknown_action', { detail: `"${name.slice(0, 60)}".` });
          const given = checked(body, request.body ?? {});
          protect(given.settings);
          refuseBrokenSettings(given.settings);
          const result = await action.run(checked(action.params, given.params), {
            settings: given.settings,
            referenceId,
          });
          logger.info({ referenceId, action: name, ok: true, milliseconds: since(started) }, 'action');
          return { ok: true, referenceId, result };
        } catch (thrown) {
          const error = toCompanionError(thrown);
          const told = {
            referenceId,
            action: name,
            ok: false,
            code: error.code,
            milliseconds: since(started),
          };
          if (error.code === 'internal_error') logger.error({ ...told, err: error.cause }, 'action');
          else
            logger.warn(
              { ...told, mayHaveExecuted: error.mayHaveExecuted, cause: error.causes?.[0]?.code },
              'action',
            );
          response.status(error.status).json({ ok: false, referenceId, error: envelopeOf(error) });
          return undefined;
        }
      },
    }),
  ];
}

function envelopeOf(error: CompanionError): object {
  return {
    code: error.code,
    message: error.adminMessage,
    publicMessage: ERROR_CATALOGUE[error.code].publicText,
    mayHaveExecuted: error.mayHaveExecuted,
    ...(error.causes === undefined ? {} : { causes: error.causes }),
  };
}

/** Settings that cannot travel in the header are refused here, with the words of the save form. */
function refuseBrokenSettings(settings: Settings): void {
  const errors = lintSettings(settings).filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return;
  const causes = errors.map(({ code, message }): RankedCause => {
    const { title, fix, guideCause } = causeText(code, null);
    return { code, confidence: 1 / errors.length, title, evidence: [message], fix, guideCause };
  });
  throw new CompanionError('settings_invalid', {
    detail: errors.map(({ message }) => message).join(' '),
    causes,
  });
}

function since(started: number): number {
  return Math.round(performance.now() - started);
}
