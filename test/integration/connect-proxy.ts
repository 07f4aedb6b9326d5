import { type Server, type Socket, connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/** What a proxy does with a request for a tunnel: opens it, or answers with this text, or stays silent. */
export type ProxyManner = 'tunnel' | 'silence' | { readonly answer: string };

/** A CONNECT proxy on loopback that notes what it was asked. Every tunnel leads to the asked port of this machine. */
export interface ConnectProxy {
  readonly port: number;
  /** Heads of the requests, as they came. */
  readonly requests: readonly string[];
  /** Sockets of callers that are still open. */
  open(): number;
  close(): Promise<void>;
}

export async function connectProxy(manner: ProxyManner): Promise<ConnectProxy> {
  const requests: string[] = [];
  const callers = new Set<Socket>();
  const tunnels = new Set<Socket>();
  const server: Server = createServer((caller) => {
    callers.add(caller);
    caller.once('close', () => callers.delete(caller));
    caller.on('error', () => undefined);
    caller.once('data', (head: Buffer) => {
      const text = head.toString('latin1');
      requests.push(text);
      if (manner === 'silence') return;
      if (typeof manner === 'object') {
        caller.end(manner.answer, 'latin1');
        return;
      }
      const port = /^CONNECT [^ ]+:(\d+) /.exec(text)?.[1];
      const tunnel = connect(Number(port), '127.0.0.1', () => {
        caller.write('HTTP/1.1 200 Connection established\r\n\r\n');
        caller.pipe(tunnel).pipe(caller);
      });
      tunnels.add(tunnel);
      tunnel.on('error', () => caller.destroy());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    open: () => callers.size,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        for (const socket of [...callers, ...tunnels]) socket.destroy();
      }),
  };
}
