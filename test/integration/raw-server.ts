import { type Server, type Socket, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { type TlsOptions, createServer as createTlsServer } from 'node:tls';

/** A server below HTTP, which can break the protocol at any byte and counts all that arrives. */
export interface RawServer {
  readonly port: number;
  /** How many connections were made. */
  connections(): number;
  /** The head of every request that arrived, in order. */
  readonly requests: readonly string[];
  /** Every decrypted byte that arrived, also of requests that did not arrive whole. */
  received(): string;
  close(): Promise<void>;
}

/** What the server does once the head of a request is there. */
export type RawAnswer = (socket: Socket) => void;

const END_OF_HEAD = '\r\n\r\n';

/** Listens on a loopback port of the system's choice; with `tls` behind TLS. */
export async function rawServer(answer: RawAnswer, tls?: TlsOptions): Promise<RawServer> {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  let received = '';
  const serve = (socket: Socket): void => {
    let pending = '';
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString('latin1');
      pending += chunk.toString('latin1');
      for (let end = pending.indexOf(END_OF_HEAD); end !== -1; end = pending.indexOf(END_OF_HEAD)) {
        requests.push(pending.slice(0, end));
        pending = pending.slice(end + END_OF_HEAD.length);
        answer(socket);
      }
    });
  };
  const server: Server = tls === undefined ? createServer(serve) : createTlsServer(tls, serve);
  // Of a TLS server this is the connection below TLS, counted even if the handshake fails.
  server.on('connection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    requests,
    received: () => received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Answers with this text and ends the connection. */
export function says(text: string): RawAnswer {
  return (socket) => {
    socket.end(text, 'latin1');
  };
}

/** A whole HTTP answer with a JSON body. */
export function jsonText(body: unknown, headers: readonly string[] = []): string {
  const text = JSON.stringify(body);
  const lines = ['HTTP/1.1 200 OK', `Content-Length: ${Buffer.byteLength(text)}`, ...headers];
  return `${lines.join('\r\n')}\r\n\r\n${Buffer.from(text).toString('latin1')}`;
}
