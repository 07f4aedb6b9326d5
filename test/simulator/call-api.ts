import { type IncomingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';

/** A request as a test wants it, right or wrong. */
export interface ApiCall {
  /** Full value of the Authorization header; left out: no header. */
  readonly authorization?: string;
  /** Source address to send from, for instance 127.0.0.2. */
  readonly localAddress?: string;
  readonly method?: string;
  /** `application/json` unless told otherwise; null: no header. */
  readonly contentType?: string | null;
  readonly body?: string;
  /** Gives up after so long; the promise then rejects. */
  readonly signal?: AbortSignal;
}

/** What came back over the wire. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/**
 * Sends one plain HTTP request with the parameters in the query string, without following redirects and without
 * reusing connections. Rejects when the connection breaks.
 */
export async function callApi(
  url: string,
  parameters: Readonly<Record<string, string>>,
  call: ApiCall = {},
): Promise<ApiAnswer> {
  const {
    authorization,
    localAddress,
    method = 'GET',
    contentType = 'application/json',
    body,
    signal,
  } = call;
  const target = new URL(url);
  target.search = new URLSearchParams(parameters).toString();
  return new Promise((resolve, reject) => {
    const outgoing = request(
      target,
      {
        method,
        agent: false,
        headers: {
          ...(authorization === undefined ? {} : { authorization }),
          ...(contentType === null ? {} : { 'content-type': contentType }),
        },
        ...(localAddress === undefined ? {} : { localAddress }),
        ...(signal === undefined ? {} : { signal }),
      },
      (response) => {
        text(response).then((received) => {
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text: received });
        }, reject);
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
