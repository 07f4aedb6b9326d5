import { connect, createServer } from 'node:net';
import { closing, portOf, type Closable } from './listening.js';

/** A gateway (NAT) before a server of this machine: who calls through it is seen with the gateway's address. */
export interface AddressTranslation extends Closable {
  readonly port: number;
}

/** `address` is asked for at each connection: a loopback address such as 127.0.0.2. */
export async function startAddressTranslation(
  targetPort: number,
  address: () => string,
): Promise<AddressTranslation> {
  const server = createServer((caller) => {
    const onward = connect({ host: '127.0.0.1', port: targetPort, localAddress: address() });
    caller.on('error', () => onward.destroy());
    onward.on('error', () => caller.destroy());
    caller.pipe(onward).pipe(caller);
  });
  const close = closing(server);
  return { port: await portOf(server), close };
}
