import { z } from 'zod';
import type { Exchange, OutboundResponse, Stage } from '../outbound/exchange.js';
import { lenientNumber } from './registrar-action.js';

/** Why a call did not succeed, as far as one answer alone can tell. */
export type FailureKind =
  /** Name, connection, TLS or the answer itself did not come through. */
  | 'unreachable'
  /** A proxy answered in place of the registrar. */
  | 'proxy_refused'
  /** The registrar says no to the caller: credentials, address or account. */
  | 'access_refused'
  /** The registrar says no to the request. In some dialects that is also how it says no to the caller. */
  | 'request_refused'
  /** A well-formed answer with a code that no document explains. */
  | 'unknown_code'
  | 'rate_limited'
  /** Not sent: the registrar asked for a pause, or the sidecar's own limits left no turn in time. */
  | 'held_back'
  | 'server_error'
  | 'redirected'
  | 'wrong_address'
  /** Not JSON, cut off, or not in the documented shape. */
  | 'unreadable';

/** A call that is not known to have succeeded. Free of secrets; `message` is the registrar's own wording. */
export interface RegistrarFailure {
  readonly kind: FailureKind;
  /** Where the call broke off; null when an answer came. */
  readonly stage: Stage | null;
  readonly systemCode: string | null;
  readonly httpStatus: number | null;
  readonly code: number | null;
  readonly message: string | null;
  readonly location: string | null;
  readonly retryAfterSeconds: number | null;
  /** True unless it is certain that a paid order did not take effect. Always false for free actions. */
  readonly mayHaveExecuted: boolean;
}

export type Classified =
  | { readonly outcome: 'done'; readonly code: number; readonly data: unknown }
  | { readonly outcome: 'pending'; readonly code: number }
  | { readonly outcome: 'failed'; readonly failure: RegistrarFailure };

/** What the classifier must know of an action. */
export interface ActionTraits {
  readonly paid: boolean;
  readonly doneCodes: readonly number[];
  /** True for user/balance: without parameters no parameter can be wrong, so a refusal is one of access. */
  readonly parameterless: boolean;
}

const PENDING_CODE = 201;

/** Of a longer text only so many characters are looked at. The client masks them and keeps the first few as evidence. */
const READ_CHARACTERS = 6_000;

const envelope = z.object({
  code: lenientNumber,
  msg: z.string().catch(''),
  data: z.unknown().optional(),
});

/**
 * The one reading of an answer (design.md rule 2): only the documented codes with a successful HTTP status count as
 * done or pending; everything else is not known to have succeeded. An error answer to a paid order never proves that
 * nothing happened (auth-guide.md, cause 7), so it stays `mayHaveExecuted` until the domain list has been read.
 */
export function classifyAnswer(exchange: Exchange, action: ActionTraits): Classified {
  const { response, brokenOff } = exchange;
  if (response === null) {
    const kind = brokenOff?.stage === 'proxy' ? 'proxy_refused' : 'unreachable';
    return failed(exchange, action, kind, null);
  }
  const body = readEnvelope(response.body);
  if (body !== null && response.status >= 200 && response.status < 300) {
    if (action.doneCodes.includes(body.code)) return { outcome: 'done', code: body.code, data: body.data };
    if (action.paid && body.code === PENDING_CODE) return { outcome: 'pending', code: body.code };
  }
  const kind = body === null ? kindOfStatus(response.status) : kindOfCode(response.status, body.code, action);
  return failed(exchange, action, kind, body);
}

/** A done answer whose data cannot be read as documented. Reads only: for paid actions code 0 alone decides. */
export function unreadableData(exchange: Exchange, action: ActionTraits): RegistrarFailure {
  const { failure } = failed(exchange, action, 'unreadable', readEnvelope(exchange.response?.body ?? ''));
  return failure;
}

function kindOfStatus(status: number): FailureKind {
  if (status === 401 || status === 403) return 'access_refused';
  if (status === 407) return 'proxy_refused';
  if (status === 404 || status === 410) return 'wrong_address';
  if (status === 429) return 'rate_limited';
  if (status >= 300 && status < 400) return 'redirected';
  return status >= 500 ? 'server_error' : 'unreadable';
}

function kindOfCode(status: number, code: number, action: ActionTraits): FailureKind {
  if (status === 407) return 'proxy_refused';
  if (status === 429 || code === 429) return 'rate_limited';
  if (status >= 300 && status < 400) return 'redirected';
  if (status >= 500 || (code >= 500 && code < 600)) return 'server_error';
  if (status === 401 || status === 403 || code === 401 || code === 403) return 'access_refused';
  if (code === 0 || code === PENDING_CODE) return 'unknown_code';
  if (action.parameterless) return 'access_refused';
  return code === 400 ? 'request_refused' : 'unknown_code';
}

function failed(
  exchange: Exchange,
  action: ActionTraits,
  kind: FailureKind,
  body: { code: number; msg: string } | null,
): { outcome: 'failed'; failure: RegistrarFailure } {
  const { response, brokenOff } = exchange;
  return {
    outcome: 'failed',
    failure: {
      kind,
      stage: brokenOff?.stage ?? null,
      systemCode: brokenOff?.code ?? null,
      httpStatus: response?.status ?? null,
      code: body?.code ?? null,
      message: body === null ? excerptOf(response) : body.msg.slice(0, READ_CHARACTERS),
      location: redirectTarget(response),
      retryAfterSeconds: retryAfter(response, exchange.startedAt),
      mayHaveExecuted: action.paid && exchange.mayHaveArrived,
    },
  };
}

function readEnvelope(body: string): z.infer<typeof envelope> | null {
  try {
    return envelope.safeParse(JSON.parse(body)).data ?? null;
  } catch {
    return null;
  }
}

/** The words of an answer that is not JSON, without its markup. */
function excerptOf(response: OutboundResponse | null): string | null {
  if (response === null) return null;
  return response.body
    .slice(0, READ_CHARACTERS)
    .replace(/<(script|style)\b[^>]*>[^]*?<\/\1>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Without credentials, query and fragment: a redirect usually repeats our query, which may hold contact data. */
function redirectTarget(response: OutboundResponse | null): string | null {
  const location = response?.headers.location;
  return location?.replace(/[?#].*$/s, '').replace(/\/\/[^/]*@/, '//') ?? null;
}

/** `Wed, 21 Oct 2026 07:28:00 GMT` */
const HTTP_DATE = /^\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** Seconds. The header has them, or a date in the form of HTTP. */
function retryAfter(response: OutboundResponse | null, asked: Date): number | null {
  const header = response?.headers['retry-after'] ?? '';
  if (/^\d{1,9}$/.test(header)) return Number(header);
  const at = HTTP_DATE.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - asked.getTime()) / 1_000));
}

/** A call that never left this machine. `pauseLeft`: milliseconds of the registrar's pause, if that is the reason. */
export function notSent(pauseLeft: number | null): RegistrarFailure {
  return {
    kind: 'held_back',
    stage: null,
    systemCode: null,
    httpStatus: null,
    code: null,
    message: null,
    location: null,
    retryAfterSeconds: pauseLeft === null ? null : Math.ceil(pauseLeft / 1_000),
    mayHaveExecuted: false,
  };
}
