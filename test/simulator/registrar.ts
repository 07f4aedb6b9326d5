import { type Account, type Environment, type SeenAuthorization, checkAccess } from './account.js';
import { findAction } from './actions/catalogue.js';
import { parameterError, refuse } from './dialects.js';
import { type Verdict, pendingAnswer, successAnswer } from './envelope.js';
import { type HttpAnswer, htmlAnswer, redirectAnswer, textAnswer } from './http-answer.js';
import type { Received } from './received.js';
import type { Outcome } from './request-log.js';
import type { Settings } from './settings.js';
import type { World } from './world.js';

/** What the registrar decided about a request and what it would say. */
export interface Processed {
  readonly outcome: Outcome;
  readonly answer: HttpAnswer;
}

export interface ProcessingContext {
  readonly environment: Environment;
  readonly account: Account;
  readonly world: World;
  readonly settings: Settings;
  readonly authorization: SeenAuthorization;
  readonly ordersWait: boolean;
}

/**
 * Processes one request, with all its effects on the world. Only the path `/v2/` is the API. What a web server says
 * at other paths is not known; the usual is taken: `/v2` redirects to `/v2/`, everything else is a 404 page.
 */
export function processRequest(received: Received, context: ProcessingContext): Processed {
  switch (received.path) {
    case '/ip':
      return { outcome: 'echo', answer: textAnswer(received.sourceAddress) };
    case '/v2/':
      return speak(decide(received, context), context.settings, received.parameters['action']);
    case '/v2':
      return { outcome: 'not_found', answer: redirectAnswer(301, '/v2/') };
    default:
      return { outcome: 'not_found', answer: htmlAnswer(404, '404 Not Found') };
  }
}

function decide(received: Received, context: ProcessingContext): Verdict {
  const { environment, account, world, settings, authorization, ordersWait } = context;
  if (!hasKnownFormat(received, settings)) return { kind: 'refused', reason: 'bad_format' };
  const checks = environment === 'production' ? settings.productionChecks : settings.sandboxChecks;
  const reason = checkAccess(
    { environment, sourceAddress: received.sourceAddress, authorization },
    account,
    world.whitelist,
    checks,
  );
  if (reason !== null) return { kind: 'refused', reason };
  const action = findAction(received.parameters, settings.inventedOperations);
  if (action === undefined) return { kind: 'parameter_error' };
  const verdict = action.handle(received.parameters, {
    world,
    username: account.username,
    checkDeaddate: settings.checkDeaddate,
    ordersWait,
  });
  return ordersWait && isSuccess(verdict) ? { kind: 'pending' } : verdict;
}

/** GET with `Content-Type: application/json`, as every documented example has it; POST only where a setting allows. */
function hasKnownFormat(received: Received, settings: Settings): boolean {
  const mediaType = received.contentType?.split(';')[0]?.trim().toLowerCase();
  if (mediaType !== 'application/json') return false;
  return received.method === 'GET' || (received.method === 'POST' && settings.acceptJsonPost);
}

function isSuccess(verdict: Verdict): boolean {
  return ['map', 'item', 'list', 'empty'].includes(verdict.kind);
}

function speak(verdict: Verdict, settings: Settings, action: string | undefined): Processed {
  switch (verdict.kind) {
    case 'parameter_error':
      return { outcome: 'parameter_error', answer: parameterError() };
    case 'refused':
      return { outcome: verdict.reason, answer: refuse(settings.dialect, verdict.reason) };
    case 'pending':
      return { outcome: 'pending', answer: pendingAnswer(settings) };
    default: {
      const code = action === 'domain_list' ? settings.domainListCode : 0;
      return { outcome: 'success', answer: successAnswer(verdict, settings, code) };
    }
  }
}
