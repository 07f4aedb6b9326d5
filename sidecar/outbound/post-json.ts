import type { Readable } from 'node:stream';
import axios from 'axios';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { getProxyForUrl } from 'proxy-from-env';

/** What came of a message. `problem` is null when it was accepted; it names neither address nor header. */
export interface Posted {
  readonly problem: PostProblem | null;
}

export type PostProblem =
  | { readonly kind: 'refused'; readonly status: number }
  | { readonly kind: 'no_answer'; readonly seconds: number }
  | { readonly kind: 'no_connection'; readonly code: string };

/** Sends one JSON text. */
export type PostJson = (
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
) => Promise<Posted>;

/** A chat service answers in well under a second. */
const POST_MILLISECONDS = 10_000;

/**
 * POSTs JSON to an address that an administrator has named; a status from 200 to 299 is accepted. Never throws. Of the
 * answer the status alone counts: a text behind it that is long, broken or never ends does not make the message unsent. Errors
 * of the HTTP client repeat the address, which may hold a secret in its path, so that only their code is told.
 */
export const postJson: PostJson = async (url, body, headers) => {
  const proxy = url.startsWith('https:') ? getProxyForUrl(url) : '';
  try {
    const { data, status } = await axios.post<Readable>(url, body, {
      headers: { 'Content-Type': 'application/json', ...headers },
      ...(proxy === '' ? {} : { httpsAgent: new HttpsProxyAgent(proxy) }),
      proxy: false,
      maxRedirects: 0,
      responseType: 'stream',
      decompress: false,
      // As it is: axios would parse and write it anew, and the signature is of these very bytes.
      transformRequest: (data: unknown) => data,
      validateStatus: () => true,
      signal: AbortSignal.timeout(POST_MILLISECONDS),
    });
    data.on('error', () => undefined).destroy();
    return { problem: status >= 200 && status < 300 ? null : { kind: 'refused', status } };
  } catch (error) {
    if (axios.isCancel(error)) return { problem: { kind: 'no_answer', seconds: POST_MILLISECONDS / 1_000 } };
    const code = axios.isAxiosError(error) ? error.code : undefined;
    return { problem: { kind: 'no_connection', code: code ?? 'UNKNOWN' } };
  }
};
