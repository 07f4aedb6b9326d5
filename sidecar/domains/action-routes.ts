import { z } from 'zod';
import { causeAnswer, causeInWords } from '../diagnosis/diagnosis-answer.js';
import type { RankedCause } from '../causes/ranked-cause.js';
import { callContext, type CallContext } from '../egress/call-context.js';
import { CompanionError } from '../errors/companion-error.js';
import { errorText } from '../errors/error-catalogue.js';
import { route, type Route } from '../http/route.js';
import type { Logger } from '../log/logger.js';
import { phrase } from '../texts/phrase.js';
import type { Translator } from '../texts/translator.js';
import { lintSettings } from '../settings/lint-settings.js';
import type { Settings } from '../settings/settings.js';
import { settingsBody } from '../settings/settings-body.js';
import { causeText } from '../causes/cause-catalogue.js';
import type { DomainAction } from './domain-action.js';

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

/** One route for each WHMCS domain action, and an answer in the same envelope for names that are none. */
export function actionRoutes(
  actions: readonly DomainAction[],
  /** Told the settings of each call and where in WHMCS they come from, before anything else is done with them. */
  onSettings: (settings: Settings, context: CallContext | undefined) => Promise<void>,
  logger: Logger,
): Route[] {
  return [...actions.map((action) => actionRoute(action, onSettings, logger)), unknownActionRoute(logger)];
}

function actionRoute(
  action: DomainAction,
  onSettings: (settings: Settings, context: CallContext | undefined) => Promise<void>,
  logger: Logger,
): Route {
  return route({
    method: 'post',
    path: `/v1/actions/${action.name}`,
    access: 'bearer',
    summary: `WHMCS's ${action.name}`,
    body: z.object({ settings: settingsBody, params: action.params, context: callContext.optional() }),
    answer,
    handle: async ({ body, referenceId, response }) => {
      const { settings, params, context } = body;
      await onSettings(settings, context);
      refuseBrokenSettings(settings);
      const started = performance.now();
      const environment = context?.environment ?? null;
      const isAnswerable = (): boolean => !response.destroyed;
      const result = await action.run(params, { settings, referenceId, environment, isAnswerable });
      const milliseconds = Math.round(performance.now() - started);
      logger.info({ referenceId, action: action.name, ok: true, milliseconds }, 'action');
      return { ok: true, referenceId, result };
    },
    refuse: (error, referenceId, ...texts) => refusal(error, referenceId, action.name, logger, ...texts),
  });
}

function unknownActionRoute(logger: Logger): Route {
  return route({
    method: 'post',
    path: '/v1/actions/:action',
    access: 'bearer',
    summary: 'Any other name: unknown_action',
    answer,
    handle: ({ params }) => {
      throw new CompanionError('unknown_action', {
        detail: phrase('details:unknown_action', { action: (params['action'] ?? '').slice(0, 60) }),
      });
    },
    refuse: (error, referenceId, ...texts) => refusal(error, referenceId, 'unknown', logger, ...texts),
  });
}

function refusal(
  error: CompanionError,
  referenceId: string,
  action: string,
  logger: Logger,
  texts: Translator,
  customerTexts: Translator,
): object {
  const told = { referenceId, action, ok: false, code: error.code, cause: error.causes?.[0]?.code };
  if (error.code === 'internal_error') logger.error({ ...told, err: error.cause }, 'action');
  else logger.warn({ ...told, mayHaveExecuted: error.mayHaveExecuted }, 'action');
  return { ok: false, referenceId, error: envelopeOf(error, texts, customerTexts) };
}

function envelopeOf(error: CompanionError, texts: Translator, customerTexts: Translator): object {
  return {
    code: error.code,
    message: error.adminMessage(texts),
    publicMessage: customerTexts.say(errorText(error.code).publicText),
    mayHaveExecuted: error.mayHaveExecuted,
    ...(error.causes === undefined
      ? {}
      : { causes: error.causes.map((cause) => causeInWords(cause, texts)) }),
  };
}

/** Settings that cannot travel in the header are refused here, with the words of the save form. */
function refuseBrokenSettings(settings: Settings): void {
  const errors = lintSettings(settings).filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return;
  const causes = errors.map(({ code, message }): RankedCause => {
    const { title, fix, guideCause } = causeText(code, null);
    const confidence = 1 / errors.length;
    return { code, confidence, title, evidence: message, against: [], fix, guideCause };
  });
  throw new CompanionError('settings_invalid', {
    detail: errors.flatMap(({ message }) => message),
    causes,
  });
}
