import type { IpFamily } from '../config/environment.js';
import type { Secret } from '../config/secret.js';
import type { CallGate, Turn } from './call-gate.js';
import { classifyAnswer, notSent, unreadableData, type RegistrarFailure } from './classify-answer.js';
import type { Exchange } from '../outbound/exchange.js';
import { nameOf, type RegistrarAction } from './registrar-action.js';
import type { SendOnce } from '../outbound/send-once.js';

export type ApiEnvironment = 'production' | 'sandbox';

/** What NiceNIC calls user name and API secret, and the API environment they are for. */
export interface Credentials {
  readonly username: string;
  readonly apiSecret: Secret;
  readonly apiEnvironment: ApiEnvironment;
}

/** A call that carries no credentials: the diagnosis compares its answer with that of a real one. */
export type Anonymous = Pick<Credentials, 'apiEnvironment'>;

/** One call as it is kept and shown (design.md section 4.5). */
export interface Attempt {
  /** `category/action`. */
  readonly action: string;
  /** Address without the query, which may hold contact data and EPP codes. */
  readonly endpoint: string;
  /** ISO 8601 with offset. */
  readonly timestamp: string;
  readonly httpStatus: number | null;
  readonly code: number | null;
  readonly msg: string | null;
  readonly milliseconds: number;
  readonly localAddress: string | null;
}

interface Recorded {
  readonly attempt: Attempt;
  readonly exchange: Exchange;
}

/** Answer to a read. */
export type RegistrarAnswer<Data> = Recorded &
  (
    | { readonly outcome: 'done'; readonly data: Data }
    | { readonly outcome: 'failed'; readonly failure: RegistrarFailure }
  );

/** Answer to a paid order, which the registrar may also accept without finishing it. */
export type OrderAnswer<Data> = RegistrarAnswer<Data> | (Recorded & { readonly outcome: 'pending' });

/** Called after each call, for log and metrics. */
export type AttemptListener = (attempt: Attempt, answer: OrderAnswer<unknown>) => void;

interface CallOptions {
  /** For the whole call with the wait for its turn; a default by kind of action where left out. */
  readonly totalMilliseconds?: number;
  /** `page` where left out: someone waits for it. */
  readonly turn?: Exclude<Turn, 'order'>;
  readonly ipFamily?: IpFamily;
  /** Past the proxy that the environment names. */
  readonly direct?: boolean;
}

/** How a call is to go out. */
interface CallWay extends Pick<CallOptions, 'ipFamily' | 'direct'> {
  readonly turn: Turn;
  /** Its turn must have come within this time. Milliseconds. */
  readonly patience: number;
  /** How long it may take from then on, by how long it waited. */
  readonly milliseconds: (waited: number) => number;
}

/** How long a call may take in all, in milliseconds. */
export interface CallLimits {
  readonly readMilliseconds: number;
  readonly paidMilliseconds: number;
  /** How long an order waits for its turn before that. */
  readonly orderWaitMilliseconds: number;
}

export const CALL_LIMITS: CallLimits = {
  /** Reads answer a page that someone waits for. */
  readMilliseconds: 10_000,
  /**
   * Some registries take minutes (peers.md section 5, item 15). The module on the PHP side gives up earlier, and the
   * next click gets the outcome that the journal holds by then.
   */
  paidMilliseconds: 90_000,
  /** An order that has not left by then is known not to have been sent, and WHMCS's side still waits to hear of it. */
  orderWaitMilliseconds: 30_000,
};

/** Of a read's time, so much may pass until its turn comes; the rest must be enough for an answer. */
const WAITING_SHARE = 0.5;

/** The longest excerpt of an answer that is kept as evidence. */
const KEPT_CHARACTERS = 300;

/** Builds, sends and reads one call. Knows the registrar's wire format; knows nothing of WHMCS. */
export class RegistrarClient {
  readonly #underWay = new Map<string, Promise<RegistrarAnswer<unknown>>>();

  constructor(
    private readonly endpoints: Readonly<Record<ApiEnvironment, string>>,
    private readonly send: SendOnce,
    /** Masks what must not be kept, and the given values as well: a registrar may repeat what was sent. */
    private readonly mask: (text: string, values: readonly string[]) => string,
    private readonly gate: CallGate,
    private readonly onAttempt: AttemptListener = () => undefined,
    private readonly limits: CallLimits = CALL_LIMITS,
  ) {}

  /** The address to which calls of this API environment go. */
  endpoint(environment: ApiEnvironment): string {
    return this.endpoints[environment];
  }

  /**
   * One free call, sent once; of actions that are shared, none while the same is under way. `request` must already
   * satisfy `action.request`; callers validate first, so that a bad field is named before anything is sent.
   * @throws {ZodError} when it does not: a programming error, and nothing was sent
   */
  async read<Input, Data>(
    action: RegistrarAction<Input, Data>,
    request: Input,
    credentials: Credentials | Anonymous,
    options: CallOptions = {},
  ): Promise<RegistrarAnswer<Data>> {
    if (action.paid) throw new Error(`${nameOf(action)} is charged: it goes through the order journal`);
    if (!action.shared) return this.readAlone(action, request, credentials, options);
    const authorization = 'username' in credentials ? authorizationOf(credentials) : null;
    const same = JSON.stringify([
      nameOf(action),
      request,
      credentials.apiEnvironment,
      authorization,
      options,
    ]);
    const underWay = this.#underWay.get(same);
    if (underWay !== undefined) return underWay as Promise<RegistrarAnswer<Data>>;
    const answer = this.readAlone(action, request, credentials, options).finally(() =>
      this.#underWay.delete(same),
    );
    this.#underWay.set(same, answer);
    return answer;
  }

  /** One paid call, sent exactly once. Only the order journal calls it, after the intent is on disk. */
  order<Input, Data>(
    action: RegistrarAction<Input, Data>,
    request: Input,
    credentials: Credentials,
  ): Promise<OrderAnswer<Data>> {
    const { paidMilliseconds, orderWaitMilliseconds } = this.limits;
    return this.call(action, request, credentials, {
      turn: 'order',
      patience: orderWaitMilliseconds,
      milliseconds: () => paidMilliseconds,
    });
  }

  private async readAlone<Input, Data>(
    action: RegistrarAction<Input, Data>,
    request: Input,
    credentials: Credentials | Anonymous,
    options: CallOptions,
  ): Promise<RegistrarAnswer<Data>> {
    const { totalMilliseconds = this.limits.readMilliseconds, turn = 'page', ...way } = options;
    const answer = await this.call(action, request, credentials, {
      ...way,
      turn,
      patience: totalMilliseconds * WAITING_SHARE,
      milliseconds: (waited) => totalMilliseconds - waited,
    });
    if (answer.outcome === 'pending') throw new Error('The classifier knows no pending reads');
    return answer;
  }

  private async call<Input, Data>(
    action: RegistrarAction<Input, Data>,
    request: Input,
    credentials: Credentials | Anonymous,
    { turn, patience, milliseconds, ...way }: CallWay,
  ): Promise<OrderAnswer<Data>> {
    const parameters = action.request.parse(request);
    const endpoint = this.endpoint(credentials.apiEnvironment);
    const asked = performance.now();
    const passed = await this.gate.pass(turn, endpoint, patience, () =>
      this.send({
        url: urlOf(endpoint, action, parameters),
        authorization: 'username' in credentials ? authorizationOf(credentials) : null,
        ...way,
        totalMilliseconds: milliseconds(performance.now() - asked),
      }),
    );
    const answer =
      'made' in passed
        ? this.receive(action, passed.made, parameters, endpoint)
        : this.failed(action, neverSent(), endpoint, notSent(passed.heldBack.pauseLeft));
    this.onAttempt(answer.attempt, answer);
    return answer;
  }

  private receive<Input, Data>(
    action: RegistrarAction<Input, Data>,
    sent: Exchange,
    parameters: object,
    endpoint: string,
  ): OrderAnswer<Data> {
    const values = confidentialValues(action.confidential, parameters);
    const exchange = maskedExchange(sent, (text) => this.mask(text, values));
    const answer = this.understand(action, exchange, parameters, endpoint);
    if (answer.outcome === 'failed') {
      const { kind, retryAfterSeconds } = answer.failure;
      if (kind === 'rate_limited' || retryAfterSeconds !== null) this.gate.pause(endpoint, retryAfterSeconds);
    }
    return answer;
  }

  private understand<Input, Data>(
    action: RegistrarAction<Input, Data>,
    exchange: Exchange,
    parameters: object,
    endpoint: string,
  ): OrderAnswer<Data> {
    const parameterless = Object.keys(parameters).length === 0;
    const traits = { paid: action.paid, doneCodes: action.doneCodes, parameterless };
    const classified = classifyAnswer(exchange, traits);
    const values = confidentialValues(action.confidential, parameters);
    const failed = (failure: RegistrarFailure): RegistrarAnswer<never> =>
      this.failed(
        action,
        exchange,
        endpoint,
        maskedFailure(action.confidentialAnswer ? withoutAnswer(failure) : failure, (text) =>
          this.mask(text, values),
        ),
      );
    if (classified.outcome === 'failed') return failed(classified.failure);
    const attempt = this.attempt(action, exchange, endpoint, classified.code, null);
    if (classified.outcome === 'pending') return { outcome: 'pending', attempt, exchange };
    const data = action.data.safeParse(classified.data);
    return data.success
      ? { outcome: 'done', data: data.data, attempt, exchange }
      : failed(unreadableData(exchange, traits));
  }

  private failed(
    action: { readonly category: string; readonly action: string },
    exchange: Exchange,
    endpoint: string,
    failure: RegistrarFailure,
  ): RegistrarAnswer<never> {
    const attempt = this.attempt(action, exchange, endpoint, failure.code, failure.message);
    return { outcome: 'failed', failure, attempt, exchange };
  }

  private attempt(
    action: { readonly category: string; readonly action: string },
    exchange: Exchange,
    endpoint: string,
    code: number | null,
    message: string | null,
  ): Attempt {
    return {
      action: nameOf(action),
      endpoint,
      timestamp: exchange.startedAt.toISOString(),
      httpStatus: exchange.response?.status ?? null,
      code,
      msg: message,
      milliseconds: exchange.milliseconds,
      localAddress: exchange.localAddress,
    };
  }
}

/** The longest header or name of an issuer that is kept; real ones are far shorter. */
const KEPT_HEADER_CHARACTERS = 200;

/** Of a page so much is looked at for its words. */
const READ_PAGE_CHARACTERS = 20_000;

/**
 * The exchange with everything masked that is kept of it as text: headers, the issuer of the certificate, and a page
 * that is no JSON, before its markup goes, because a secret may look like markup. Cut after masking.
 */
function maskedExchange(exchange: Exchange, mask: (text: string) => string): Exchange {
  const { response, certificate } = exchange;
  const short = (text: string): string => mask(text).slice(0, KEPT_HEADER_CHARACTERS);
  return {
    ...exchange,
    certificate: certificate === null ? null : { ...certificate, issuer: short(certificate.issuer) },
    response:
      response === null
        ? null
        : {
            ...response,
            headers: Object.fromEntries(
              Object.entries(response.headers).map(([name, value]) => [name, short(value)]),
            ),
            body: isJson(response.body) ? response.body : mask(response.body.slice(0, READ_PAGE_CHARACTERS)),
          },
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Without the words of an answer that is no clear refusal: they may be what was asked for. */
function withoutAnswer(failure: RegistrarFailure): RegistrarFailure {
  const { code } = failure;
  const isRefusal = code !== null && code !== 0 && (code < 200 || code >= 300);
  return isRefusal ? failure : { ...failure, message: null };
}

/** Cut after masking: the first half of a secret would not be recognised. */
function maskedFailure(failure: RegistrarFailure, mask: (text: string) => string): RegistrarFailure {
  const { message, location } = failure;
  return {
    ...failure,
    message: message === null ? null : mask(message).slice(0, KEPT_CHARACTERS),
    location: location === null ? null : mask(location).slice(0, KEPT_CHARACTERS),
  };
}

/** The parameters of this call that are not to be kept where an answer repeats them. */
function confidentialValues(confidential: readonly string[], parameters: object): string[] {
  return (Object.entries(parameters) as [string, unknown][]).flatMap(([name, value]) =>
    confidential.includes(name) && typeof value === 'string' ? [value] : [],
  );
}

/** What happened on the wire when nothing was sent. */
function neverSent(): Exchange {
  return {
    startedAt: new Date(),
    milliseconds: 0,
    stages: {},
    localAddress: null,
    remoteAddress: null,
    proxied: false,
    certificate: null,
    mayHaveArrived: false,
    response: null,
    brokenOff: null,
  };
}

/** `username:api_secret`, no scheme word, no base64 (nicenic-api-v2.md section 2). */
function authorizationOf(credentials: Credentials): string {
  return `${credentials.username}:${credentials.apiSecret.reveal()}`;
}

/** Every parameter, category and action included, in the query string (nicenic-api-v2.md section 1). */
function urlOf(
  endpoint: string,
  action: { readonly category: string; readonly action: string },
  parameters: object,
): string {
  const query = new URLSearchParams({ category: action.category, action: action.action });
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) query.set(name, String(value));
  }
  return `${endpoint}?${query.toString()}`;
}
