import type { Agent } from 'node:http';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { isNativeError } from 'node:util/types';
import axios, { type AxiosResponse } from 'axios';
import { getProxyForUrl } from 'proxy-from-env';
import type { IpFamily } from '../config/environment.js';
import type { BrokenOff, Exchange, OutboundResponse } from './exchange.js';
import { singleUseAgent } from './single-use-agent.js';
import { StageRecorder } from './stage-recorder.js';

export interface OutboundRequest {
  /** Full address with query. */
  readonly url: string;
  /** Value of the Authorization header; null sends none. */
  readonly authorization: string | null;
  /** For the whole call, from name resolution to the last byte of the body. */
  readonly totalMilliseconds: number;
  /** Overrides the route's family for this call. */
  readonly ipFamily?: IpFamily;
  /** Past the proxy that the environment names, to see what the proxy changes. */
  readonly direct?: boolean;
}

/** How calls leave this machine; the same for the registrar and the echo services, or their answers would mislead. */
export interface Route {
  readonly localAddress: string | null;
  readonly ipFamily: IpFamily | 'auto';
  readonly userAgent: string;
}

/** {@link sendOnce} over the sidecar's own route. */
export type SendOnce = (request: OutboundRequest) => Promise<Exchange>;

/** Name, connection and TLS together. Behind it lies a dead network; a slow registrar is the total's business. */
const CONNECT_MILLISECONDS = 5_000;

/** A full page of 100 domains has about 40 kB; a hundred times that is no answer of the registrar's. */
const LARGEST_ANSWER_BYTES = 4 * 1024 * 1024;

const KEPT_HEADERS = ['content-type', 'location', 'retry-after', 'server', 'via'] as const;

/**
 * Sends one GET, exactly once: no redirects, no retries, no shared connection, a proxy only when
 * the environment names one. Never throws: what went wrong is in the exchange. The HTTP client's own error carries
 * the Authorization header, so it ends here.
 */
export async function sendOnce(request: OutboundRequest, route: Route): Promise<Exchange> {
  const tls = request.url.startsWith('https:');
  const proxy = tls && request.direct !== true ? getProxyForUrl(request.url) || null : null;
  const recorder = new StageRecorder(tls, proxy !== null);
  const startedAt = new Date();
  const abort = new AbortController();
  const giveUp = (): void => {
    abort.abort();
  };
  const total = setTimeout(giveUp, request.totalMilliseconds);
  const connect = setTimeout(() => {
    if (!recorder.ready) giveUp();
  }, CONNECT_MILLISECONDS);

  let response: OutboundResponse | null = null;
  let brokenOff: BrokenOff | null = null;
  try {
    const { localAddress, userAgent } = route;
    const ipFamily = request.ipFamily ?? route.ipFamily;
    const agent = singleUseAgent({ tls, proxy, localAddress, ipFamily, signal: abort.signal }, recorder);
    response = await answerTo(request, userAgent, agent, recorder, abort.signal);
  } catch (error) {
    brokenOff = { stage: recorder.current(), code: abort.signal.aborted ? 'TIMEOUT' : codeOf(error) };
  } finally {
    clearTimeout(total);
    clearTimeout(connect);
    abort.abort();
  }
  return {
    startedAt,
    milliseconds: recorder.elapsed(),
    stages: recorder.stages,
    localAddress: recorder.localAddress,
    remoteAddress: recorder.remoteAddress,
    proxied: proxy !== null,
    certificate: recorder.certificate,
    mayHaveArrived: recorder.ready,
    response,
    brokenOff,
  };
}

async function answerTo(
  request: OutboundRequest,
  userAgent: string,
  agent: Agent,
  recorder: StageRecorder,
  signal: AbortSignal,
): Promise<OutboundResponse> {
  const answer = await axios.get<Readable>(request.url, {
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/json',
      'User-Agent': userAgent,
      ...(request.authorization === null ? {} : { Authorization: request.authorization }),
    },
    httpAgent: agent,
    httpsAgent: agent,
    proxy: false,
    maxRedirects: 0,
    maxContentLength: LARGEST_ANSWER_BYTES,
    // As a stream, so that the time of the first byte and that of the last can be told apart.
    responseType: 'stream',
    validateStatus: () => true,
    signal,
  });
  recorder.pass('http');
  const body = await text(answer.data);
  recorder.pass('body');
  return { status: answer.status, headers: keptHeaders(answer), body };
}

function keptHeaders(answer: AxiosResponse): OutboundResponse['headers'] {
  const kept: Partial<Record<(typeof KEPT_HEADERS)[number], string>> = {};
  for (const name of KEPT_HEADERS) {
    const value: unknown = answer.headers[name];
    if (typeof value === 'string') kept[name] = value;
  }
  return kept;
}

/** Only the code: messages of HTTP clients repeat addresses and, in places, headers. */
function codeOf(error: unknown): string {
  if (!isNativeError(error)) return 'UNKNOWN';
  if (error.message.startsWith('maxContentLength')) return 'TOO_LARGE';
  const { code, cause, errors } = error as Error & { code?: unknown; errors?: readonly unknown[] };
  const inner = [cause, errors?.[0]].map(codeOf).find((found) => found !== 'UNKNOWN');
  return inner ?? (typeof code === 'string' ? code : 'UNKNOWN');
}
