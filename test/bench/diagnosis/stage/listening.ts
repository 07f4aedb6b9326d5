import type { Server, Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** Something of the stage that runs until it is closed. */
export interface Closable {
  readonly close: () => Promise<void>;
}

/** Starts a server on a port of the system's choice and answers the port. */
export async function portOf(server: Server, host = '127.0.0.1'): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, host, resolve);
  });
  return (server.address() as AddressInfo).port;
}

/** A function that ends a server and all its connections. Call it before the first connection comes. */
export function closing(server: Server): () => Promise<void> {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  return () =>
    new Promise((resolve) => {
      server.close(() => {
        resolve();
      });
      for (const socket of open) socket.destroy();
    });
}
