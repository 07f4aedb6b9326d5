import type { RequestListener, ServerResponse } from 'node:http';
import { type Account, type Environment, readAuthorization } from './account.js';
import type { FaultPlan } from './faults.js';
import { type Reply, interfere, momentOf } from './interference.js';
import { handling } from './listener.js';
import { type Received, receive } from './received.js';
import { processRequest } from './registrar.js';
import type { RequestLog } from './request-log.js';
import type { Settings } from './settings.js';
import type { World } from './world.js';

/** One environment's API and what surrounds it. */
export interface Api {
  readonly environment: Environment;
  readonly account: Account;
  readonly world: World;
  readonly faults: FaultPlan;
  readonly log: RequestLog;
  readonly now: () => Date;
  readonly settings: () => Settings;
  /** Aborts when the simulator closes, so that no delay outlives it. */
  readonly closing: AbortSignal;
}

/** Serves the API: notes the request, lets a fault act before and after the processing, and answers. */
export function apiHandler(api: Api): RequestListener {
  return handling(async (request, response) => {
    const received = await receive(request);
    await replyTo(received, api, (reply) => {
      send(reply, response);
    });
  });
}

async function replyTo(received: Received, api: Api, answerWith: (reply: Reply) => void): Promise<void> {
  const { environment, account, world, log, closing } = api;
  const action = received.path === '/ip' ? 'ip' : (received.parameters['action'] ?? '');
  const fault = api.faults.take(environment, action);
  const moment = fault && momentOf(fault);
  const authorization = readAuthorization(
    fault?.kind === 'strip-authorization' ? undefined : received.authorization,
    account,
  );
  const id = log.open({
    at: api.now(),
    environment,
    sourceAddress: received.sourceAddress,
    method: received.method,
    path: received.path,
    action,
    query: withoutCredentials(received.parameters, account),
    contentType: received.contentType,
    authorization,
    fault: fault?.kind ?? null,
  });
  const conclude = (reply: Reply): void => {
    if (typeof reply === 'object') log.update(id, { status: reply.status });
    answerWith(reply);
  };

  if (fault && moment === 'before') {
    const reply = await interfere(fault, null, api.settings().dialect, closing);
    if (reply !== null) {
      conclude(reply);
      return;
    }
  }
  const settings = api.settings();
  const { outcome, answer } = processRequest(received, {
    environment,
    account,
    world,
    settings,
    authorization,
    ordersWait: fault?.kind === 'pending',
  });
  log.update(id, { outcome });
  const replaced =
    fault && moment === 'after' ? await interfere(fault, answer, settings.dialect, closing) : null;
  conclude(replaced ?? answer);
}

/** A reset is a TCP RST, not an orderly end; a hang leaves the connection open until the simulator closes. */
function send(reply: Reply, response: ServerResponse): void {
  if (reply === 'hang') return;
  if (reply === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  response.writeHead(reply.status, { ...reply.headers, 'content-length': Buffer.byteLength(reply.body) });
  response.end(reply.body);
}

/** The parameters to keep in the log; a secret that was wrongly put among them is cut out. */
function withoutCredentials(
  parameters: Readonly<Record<string, string>>,
  account: Account,
): Record<string, string> {
  const secrets = [account.productionSecret, account.sandboxSecret, account.loginPassword];
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      secrets.some((secret) => secret !== null && secret !== '' && value.includes(secret))
        ? '[credential]'
        : value,
    ]),
  );
}
