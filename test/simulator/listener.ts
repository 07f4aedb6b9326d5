import { type IncomingMessage, type RequestListener, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isLoopback, normaliseAddress } from './address.js';

/** The addresses the simulator can listen on; `::` takes IPv4 and IPv6. */
export const HOSTS = ['127.0.0.1', '::'] as const;
export type Host = (typeof HOSTS)[number];

/** An HTTP server on a port of the system's choice. */
export interface Listener {
  /** Without a slash at the end. With `::` it names `localhost`, so that a client meets both families. */
  readonly url: string;
  /** Ends the listener and every connection, hanging ones too. */
  close(): Promise<void>;
}

/** Starts a server that talks to this machine only, whatever it listens on. */
export async function listen(host: Host, onRequest: RequestListener): Promise<Listener> {
  const server = createServer(onRequest);
  server.on('connection', (socket) => {
    if (!isLoopback(normaliseAddress(socket.remoteAddress ?? ''))) socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host === '::' ? 'localhost' : host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** Runs an asynchronous handler; a failure of the simulator itself is shown to the test as a broken connection. */
export function handling(
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): RequestListener {
  return (request, response) => {
    handle(request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  };
}
