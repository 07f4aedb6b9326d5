import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

/** Whoever has begun to send a request when the stop comes has this long to finish it. */
const SENDING_MILLISECONDS = 500;

/**
 * Prepares a server for an orderly end. The function it returns takes no new connections, lets every request that
 * has arrived whole be answered, however long that takes, and hangs up on everybody else: Node stops watching over
 * time limits once a server is closing, so a half-sent request would hold up the end for ever.
 */
export function drainable(server: Server): () => Promise<void> {
  const asking = new Map<Socket, IncomingMessage | null>();
  let ending = false;
  server.on('connection', (socket: Socket) => {
    asking.set(socket, null);
    socket.once('close', () => asking.delete(socket));
  });
  server.on('request', (request, response) => {
    const { socket } = request;
    asking.set(socket, request);
    response.once('close', () => {
      if (asking.has(socket)) asking.set(socket, null);
      // A client that would keep its connection has had its answer.
      if (ending) socket.end();
    });
  });
  return () =>
    new Promise((resolve) => {
      ending = true;
      server.close(() => {
        resolve();
      });
      setTimeout(() => {
        for (const [socket, request] of asking) if (request?.complete !== true) socket.destroy();
      }, SENDING_MILLISECONDS).unref();
    });
}
