import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server, ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request as it arrived; `body` is the parsed JSON, or undefined when there was none. */
export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

/** Answers one request, or deliberately does not. */
export type Reply = (response: ServerResponse, request: ReceivedRequest) => void;

export function json(status: number, body: unknown): Reply {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };
}

export function body(status: number, contentType: string, content: string): Reply {
  return (response) => {
    response.writeHead(status, { 'content-type': contentType });
    response.end(content);
  };
}

/** Takes the request and stays silent. */
export const hang: Reply = () => undefined;

/** Takes the request and cuts the connection. */
export const reset: Reply = (response) => {
  response.socket?.destroy();
};

/** Answers so, but later. */
export function lag(reply: Reply, milliseconds: number): Reply {
  return (response, request) => {
    setTimeout(() => {
      reply(response, request);
    }, milliseconds);
  };
}

/** Tells an address, as echo services do. */
export function echo(address: string): Reply {
  return body(200, 'text/plain', `${address}\n`);
}

/** Sends its headers so slowly that they never end. */
export const dripHeaders: Reply = ({ socket }) => {
  if (socket === null) return;
  socket.write('HTTP/1.1 200 OK\r\nX-Slow: ');
  const drip = setInterval(() => socket.write('.'), 100);
  socket.once('close', () => {
    clearInterval(drip);
  });
};

/** Answers something that is not HTTP. */
export const notHttp: Reply = ({ socket }) => {
  socket?.end('220 mail.example ESMTP\r\n');
};

export function problem(status: number, code: string, detail: string): Reply {
  return json(status, {
    type: 'about:blank',
    title: 'Problem',
    status,
    detail,
    code,
    referenceId: 'ref-problem',
  });
}

export function succeeded(result: unknown): Reply {
  return json(200, { ok: true, referenceId: 'ref-ok', result });
}

const healthy: Readonly<Record<string, Reply>> = {
  'GET /healthz': json(200, { status: 'ok' }),
  'POST /v1/settings/validate': json(200, { valid: true, problems: [] }),
  'PUT /v1/settings': json(200, { stored: true, changed: true, fingerprint: 'print-1', egressUrls: [] }),
  'POST /v1/environments': json(200, { recorded: true }),
  'GET /v1/alerts?state=pending': json(200, { alerts: [], nextCursor: null }),
  'GET /v1/operations': json(200, { state: 'absent', enabled: [], problems: [] }),
  'GET /v1/orders?state=open&limit=50': json(200, { orders: [], nextCursor: null }),
  'POST /v1/actions/RegisterDomain': succeeded({ pending: true }),
  'POST /v1/actions/Sync': succeeded({ active: true, expirydate: '2027-05-31' }),
  'POST /v1/actions/TransferSync': succeeded({}),
  'POST /v1/actions/GetNameservers': succeeded({ ns1: 'ns1.example.net', ns2: 'ns2.example.net' }),
  'POST /v1/actions/GetDomainInformation': succeeded({
    domain: 'example.com',
    nameservers: { ns1: 'ns1.example.net', ns2: 'ns2.example.net' },
    status: 'active',
    expiryDate: '2027-05-31',
    onHold: false,
    hold: null,
    asOf: '2026-05-31T12:00:00.000Z',
  }),
};

/** Speaks the sidecar's HTTP as the tests tell it to, on a loopback port or a Unix socket. */
export class FakeSidecar {
  readonly requests: ReceivedRequest[] = [];
  readonly #server: Server;
  readonly #replies = new Map<string, Reply>(Object.entries(healthy));

  private constructor(
    readonly url: string,
    server: Server,
  ) {
    this.#server = server;
    server.on('request', (request, response) => {
      void text(request).then((content) => {
        const { method = '', url: path = '', headers } = request;
        const received = {
          method,
          path,
          headers,
          body: content === '' ? undefined : (JSON.parse(content) as unknown),
        };
        this.requests.push(received);
        const reply = this.#replies.get(`${method} ${path}`) ?? problem(404, 'not_found', 'No such route');
        reply(response, received);
      });
    });
  }

  static async start(socketPath?: string): Promise<FakeSidecar> {
    const server = createServer();
    server.listen(socketPath === undefined ? { port: 0, host: '127.0.0.1' } : { path: socketPath });
    await once(server, 'listening');
    const url = socketPath === undefined ? `http://127.0.0.1:${portOf(server)}` : `unix:${socketPath}`;
    return new FakeSidecar(url, server);
  }

  /** From now on the route, such as `PUT /v1/settings`, is answered so. */
  on(route: string, reply: Reply): void {
    this.#replies.set(route, reply);
  }

  /** Every route is answered so. */
  onEverything(reply: Reply): void {
    for (const route of this.#replies.keys()) this.on(route, reply);
  }

  /** All routes answer as a healthy sidecar does, and what was received is forgotten. */
  restore(): void {
    this.requests.length = 0;
    this.#replies.clear();
    for (const [route, reply] of Object.entries(healthy)) this.on(route, reply);
  }

  /** What arrived at a route, oldest first. */
  received(route: string): ReceivedRequest[] {
    return this.requests.filter(({ method, path }) => `${method} ${path}` === route);
  }

  /** The body of the only request that a route got. Throws when there was not exactly one. */
  onlyBody(route: string): unknown {
    const [first, ...others] = this.received(route);
    if (first === undefined || others.length > 0) {
      throw new Error(`${route} was called ${others.length + (first === undefined ? 0 : 1)} times`);
    }
    return first.body;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
