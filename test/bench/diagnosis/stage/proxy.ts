import { connect, createServer } from 'node:net';
import { closing, portOf, type Closable } from './listening.js';

/** What a proxy does when it is asked for a tunnel. */
export type ProxyManner =
  | {
      readonly kind: 'tunnel';
      /** Address from which its calls leave. */
      readonly address: string;
      /** Ports whose connections it leads elsewhere, because it opens them. */
      readonly divert?: ReadonlyMap<number, number>;
    }
  | { readonly kind: 'refuse'; readonly statusLine: string };

/** A proxy for https (CONNECT), all of whose tunnels end on this machine. */
export interface Proxy extends Closable {
  /** For HTTPS_PROXY. */
  readonly url: string;
}

export async function startProxy(manner: ProxyManner): Promise<Proxy> {
  const server = createServer((caller) => {
    caller.on('error', () => undefined);
    caller.once('data', (head: Buffer) => {
      if (manner.kind === 'refuse') {
        caller.end(`HTTP/1.1 ${manner.statusLine}\r\nContent-Length: 0\r\n\r\n`);
        return;
      }
      const asked = Number(/^CONNECT [^ ]+:(\d+) /.exec(head.toString('latin1'))?.[1]);
      const port = manner.divert?.get(asked) ?? asked;
      const onward = connect({ host: '127.0.0.1', port, localAddress: manner.address }, () => {
        caller.write('HTTP/1.1 200 Connection established\r\n\r\n');
        caller.pipe(onward).pipe(caller);
      });
      onward.on('error', () => caller.destroy());
      caller.on('close', () => onward.destroy());
    });
  });
  const close = closing(server);
  return { url: `http://127.0.0.1:${await portOf(server)}`, close };
}
