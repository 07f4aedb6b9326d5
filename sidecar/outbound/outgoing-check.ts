import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SendOnce } from './send-once.js';

/** Whether a request arrives as it was meant, as a server on this machine sees it. */
export interface OutgoingCheck {
  /** `Authorization: username:api_secret`, letter by letter. */
  readonly authorization: boolean;
  readonly contentType: boolean;
  /** The documented calls are GETs without a body. */
  readonly withoutBody: boolean;
}

/** A server in the same process answers in a few; a machine that stands still must not hold up a diagnosis. */
const LOOPBACK_MILLISECONDS = 1_000;

/**
 * Sends one request through the very code that talks to NiceNIC to a server of its own on loopback and compares what
 * arrives (auth-guide.md causes 2 and 7). The credentials are made up. Null when loopback cannot be reached, for
 * instance because calls are bound to a public address.
 */
export async function checkOutgoing(send: SendOnce): Promise<OutgoingCheck | null> {
  const authorization = `outgoing-check:${randomBytes(12).toString('base64')}`;
  let arrived: OutgoingCheck | null = null;
  const server = createServer((request, response) => {
    arrived = {
      authorization: request.headers.authorization === authorization,
      contentType: request.headers['content-type'] === 'application/json',
      withoutBody: request.method === 'GET' && !announcesBody(request),
    };
    response.end();
  });
  const listening = new Promise<boolean>((resolve) => {
    server.once('error', () => {
      resolve(false);
    });
    server.listen(0, '127.0.0.1', () => {
      resolve(true);
    });
  });
  if (!(await listening)) return null;
  const { port } = server.address() as AddressInfo;
  await send({
    url: `http://127.0.0.1:${port}/`,
    authorization,
    totalMilliseconds: LOOPBACK_MILLISECONDS,
    ipFamily: 4,
  });
  server.closeAllConnections();
  server.close();
  return arrived;
}

function announcesBody(request: IncomingMessage): boolean {
  return Number(request.headers['content-length'] ?? 0) > 0 || 'transfer-encoding' in request.headers;
}
