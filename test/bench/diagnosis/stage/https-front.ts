import { request as plainRequest } from 'node:http';
import { createServer } from 'node:https';
import { normaliseAddress } from '../../../simulator/address.js';
import { CERTIFICATES, KEY, type CertificateName } from './certificates.js';
import { closing, portOf, type Closable } from './listening.js';

/** HTTPS before a plain server of this machine, which sees the caller's own address. */
export interface HttpsFront extends Closable {
  readonly port: number;
  /** Shows another certificate from the next connection on. */
  readonly show: (certificate: CertificateName) => void;
  /** Hands requests on without this header from now on. */
  readonly lose: (header: 'authorization' | 'content-type') => void;
}

export async function startHttpsFront(targetPort: number, certificate: CertificateName): Promise<HttpsFront> {
  const lost = new Set<string>();
  const server = createServer({ key: KEY, cert: CERTIFICATES[certificate] }, (request, response) => {
    const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !lost.has(name)));
    const onward = plainRequest(
      {
        host: '127.0.0.1',
        port: targetPort,
        localAddress: normaliseAddress(request.socket.remoteAddress ?? ''),
        method: request.method,
        path: request.url,
        headers,
        agent: false,
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    onward.on('error', () => {
      request.socket.destroy();
    });
    response.once('close', () => onward.destroy());
    request.pipe(onward);
  });
  server.on('tlsClientError', () => undefined);
  const close = closing(server);
  return {
    port: await portOf(server),
    show: (shown) => {
      server.setSecureContext({ key: KEY, cert: CERTIFICATES[shown] });
    },
    lose: (header) => {
      lost.add(header);
    },
    close,
  };
}
