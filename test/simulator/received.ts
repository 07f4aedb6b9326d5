import type { IncomingMessage } from 'node:http';
import { normaliseAddress } from './address.js';

/** A request as it arrived, taken off the socket. */
export interface Received {
  readonly method: string;
  readonly path: string;
  /** Parameters of the query string or, for another method than GET, of a JSON body. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly contentType: string | null;
  readonly authorization: string | undefined;
  readonly sourceAddress: string;
}

/** Bytes. Far above any documented request; protects the test process. */
const MAX_BODY_BYTES = 1024 * 1024;

/** Reads a request whole. A parameter that is given twice counts with its last value. */
export async function receive(request: IncomingMessage): Promise<Received> {
  const url = new URL(request.url ?? '/', 'http://simulator');
  const method = request.method ?? 'GET';
  const body = await readBody(request);
  return {
    method,
    path: url.pathname,
    parameters: method === 'GET' ? Object.fromEntries(url.searchParams) : readJson(body),
    contentType: request.headers['content-type'] ?? null,
    authorization: request.headers.authorization,
    sourceAddress: normaliseAddress(request.socket.remoteAddress ?? ''),
  };
}

/** The body as text; throws when it is too long. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new Error(`Request body over ${MAX_BODY_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function readJson(body: string): Record<string, string> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return {};
  }
  if (typeof parsed !== 'object' || parsed === null) return {};
  return Object.fromEntries(Object.entries(parsed).map(([name, value]) => [name, String(value)]));
}
