import { createServer } from 'node:http';
import { normaliseAddress } from '../../../simulator/address.js';
import type { Host } from '../../../simulator/listener.js';
import { closing, portOf, type Closable } from './listening.js';

/** Milliseconds since 1970-01-01 UTC. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** A service that answers with the caller's address as text; independent of the registrar. */
export interface EchoService extends Closable {
  readonly port: number;
  /** When it was busy with a caller. */
  readonly busy: readonly Interval[];
}

export async function startEchoService(host: Host): Promise<EchoService> {
  const busy: Interval[] = [];
  const server = createServer((request, response) => {
    const from = Date.now();
    response.once('close', () => busy.push({ from, to: Date.now() }));
    response.end(normaliseAddress(request.socket.remoteAddress ?? ''));
  });
  const close = closing(server);
  return { port: await portOf(server, host), busy, close };
}
