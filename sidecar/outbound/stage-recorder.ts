import * as http from 'node:http';
import * as https from 'node:https';
import type { Duplex } from 'node:stream';
import { HttpsProxyAgent } from 'https-proxy-agent';
import type { IpFamily } from '../config/environment.js';
import type { Stage } from './exchange.js';

/** Watches one connection from the outside: which stage was passed when, and between which addresses. */
export class StageRecorder {
  readonly stages: Partial<Record<Stage, number>> = {};
  localAddress: string | null = null;
  remoteAddress: string | null = null;
  /** Set once the connection that carries the request stands: from here on bytes may have left. */
  ready = false;
  readonly #start = performance.now();

  constructor(
    private readonly tls: boolean,
    private readonly proxied: boolean,
  ) {}

  /** Whole milliseconds since the call began. */
  elapsed(): number {
    return Math.round(performance.now() - this.#start);
  }

  pass(stage: Stage): void {
    this.stages[stage] ??= this.elapsed();
  }

  /** The stage that has not been passed yet: where a call that breaks off now broke off. */
  current(): Stage {
    if (this.stages.connect === undefined) return this.stages.dns === undefined ? 'dns' : 'connect';
    if (this.proxied && this.stages.proxy === undefined) return 'proxy';
    if (this.tls && this.stages.tls === undefined) return 'tls';
    return this.stages.http === undefined ? 'http' : 'body';
  }

  /** Follows a socket; returns it for chaining. */
  watch<S extends Duplex>(socket: S): S {
    socket.once('lookup', (error: Error | null) => {
      if (error === null) this.pass('dns');
    });
    socket.once('connect', () => {
      this.pass('dns');
      this.pass('connect');
      const { localAddress, remoteAddress } = socket as S & { localAddress?: string; remoteAddress?: string };
      this.localAddress = localAddress ?? null;
      this.remoteAddress = remoteAddress ?? null;
      if (!this.tls && !this.proxied) this.ready = true;
    });
    socket.once('secureConnect', () => {
      this.pass('connect');
      this.pass('tls');
      this.ready = true;
    });
    return socket;
  }
}

/** The way of one call. */
interface Way {
  readonly tls: boolean;
  /** Address of the proxy that the environment names for this call. */
  readonly proxy: string | null;
  readonly localAddress: string | null;
  readonly ipFamily: IpFamily | 'auto';
}

/**
 * An agent for exactly one call. A connection of its own, closed afterwards, is what keeps Node from replaying a
 * request on a stale keep-alive socket: a repeated GET could register a domain twice.
 */
export function singleUseAgent(way: Way, recorder: StageRecorder): http.Agent {
  const options = {
    keepAlive: false,
    ...(way.localAddress === null ? {} : { localAddress: way.localAddress }),
    ...(way.ipFamily === 'auto' ? {} : { family: way.ipFamily }),
  };
  if (way.proxy !== null) {
    const agent = new HttpsProxyAgent(way.proxy, options);
    const connect = agent.connect.bind(agent);
    agent.connect = async (request, connectOptions) => {
      const socket = await connect(request, connectOptions);
      for (const stage of ['dns', 'connect', 'proxy', 'tls'] as const) recorder.pass(stage);
      recorder.ready = true;
      return socket;
    };
    return agent;
  }
  const agent = way.tls ? new https.Agent(options) : new http.Agent(options);
  const createConnection = agent.createConnection.bind(agent);
  agent.createConnection = (connectOptions, callback) => {
    const socket = createConnection(connectOptions, callback);
    return socket ? recorder.watch(socket) : socket;
  };
  return agent;
}
