import * as http from 'node:http';
import * as https from 'node:https';
import type { Socket } from 'node:net';
import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import { HttpsProxyAgent } from 'https-proxy-agent';
import type { IpFamily } from '../config/environment.js';
import type { StageRecorder } from './stage-recorder.js';

/** The way of one call. */
export interface Way {
  readonly tls: boolean;
  /** Address of the proxy that the environment names for this call. */
  readonly proxy: string | null;
  readonly localAddress: string | null;
  readonly ipFamily: IpFamily | 'auto';
  /** Ends connections that no request owns yet. */
  readonly signal: AbortSignal;
}

/** No tunnel came about. `code` says what the proxy answered, or why none was asked. */
class ProxyError extends Error {
  constructor(readonly code: string) {
    super('The proxy gave no tunnel');
    this.name = 'ProxyError';
  }
}

/**
 * An agent for exactly one call. A connection of its own, closed afterwards, is what keeps Node from replaying a
 * request on a stale keep-alive socket: a repeated GET could register a domain twice.
 * @throws when the proxy variable holds no address of a proxy that we can use
 */
export function singleUseAgent(way: Way, recorder: StageRecorder): http.Agent {
  const options = {
    keepAlive: false,
    ...(way.localAddress === null ? {} : { localAddress: way.localAddress }),
    ...(way.ipFamily === 'auto' ? {} : { family: way.ipFamily }),
  };
  if (way.proxy !== null) return tunnelAgent(way.proxy, options, way.signal, recorder);
  const agent = way.tls ? new https.Agent(options) : new http.Agent(options);
  const createConnection = agent.createConnection.bind(agent);
  agent.createConnection = (connectOptions, callback) => {
    const socket = createConnection(connectOptions, callback);
    return socket ? recorder.watch(socket, connectOptions.host) : socket;
  };
  return agent;
}

function tunnelAgent(
  proxy: string,
  options: http.AgentOptions,
  signal: AbortSignal,
  recorder: StageRecorder,
): http.Agent {
  // The library would speak HTTP to a SOCKS proxy.
  if (!/^https?:\/\//i.test(proxy) || !URL.canParse(proxy)) throw new ProxyError('UNUSABLE_PROXY_ADDRESS');
  const agent = new HttpsProxyAgent(proxy, options);
  Object.assign(agent.connectOpts, { signal });
  const connect = agent.connect.bind(agent);
  agent.connect = async (request, connectOptions) => {
    let status = 0;
    agent.once('proxyConnect', (answer: { readonly statusCode: number }) => {
      status = answer.statusCode;
    });
    request.once('proxy', ({ socket }: { readonly socket: Socket }) => {
      // The signal ends this socket with an error, which the TLS socket above it reports as well.
      socket.on('error', () => undefined);
    });
    // For an address the library leaves the name out, and Node would then check the certificate for the proxy's name.
    const { host } = connectOptions;
    const socket = await connect(request, {
      ...connectOptions,
      checkServerIdentity: (name: string, certificate: PeerCertificate) =>
        checkServerIdentity(host ?? name, certificate),
    } as typeof connectOptions);
    if (status !== 200) {
      // The library would hand on the proxy's page as if it were the registrar's answer.
      socket.destroy();
      throw new ProxyError(`HTTP_${status}`);
    }
    recorder.pass('proxy');
    return recorder.watch(socket);
  };
  return agent;
}
