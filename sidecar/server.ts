import { chmodSync, existsSync, lstatSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { connect, isIPv6, type AddressInfo } from 'node:net';
import type { Companion } from './companion.js';
import type { ListenAddress } from './config/environment.js';

/** A listening sidecar. */
export interface RunningServer {
  /** `http://127.0.0.1:8787`, or `unix:/path/to.sock`. */
  readonly url: string;
  /** Takes no new requests, lets those under way finish, and closes the companion. */
  readonly stop: () => Promise<void>;
}

/** PHP often runs as another user of the same group; the token still guards every route. */
const SOCKET_MODE = 0o660;

/** A request that has not sent its headers by then is no client of ours. */
const HEADERS_MILLISECONDS = 5_000;

/** Orders under way may take a registrar's minutes; whoever stops the service waits this long for idle connections. */
const IDLE_SOCKETS_MILLISECONDS = 500;

/**
 * Listens, leaves the address in the data folder for the command line, and begins the scheduled checks.
 * @throws when the address is in use or may not be bound
 */
export async function startServer(companion: Companion, listen: ListenAddress): Promise<RunningServer> {
  const server = createServer({ headersTimeout: HEADERS_MILLISECONDS }, companion.app);
  if (listen.kind === 'unix') await removeStaleSocket(listen.path);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(
      listen.kind === 'unix' ? { path: listen.path } : { host: listen.host, port: listen.port },
      resolve,
    );
  });
  if (listen.kind === 'unix') chmodSync(listen.path, SOCKET_MODE);
  const url = urlOf(server, listen);
  companion.listensAt(listen.kind === 'unix' ? 'http://localhost' : url);
  writeFileSync(companion.folder.addressFile, `${url}\n`, { mode: 0o600 });
  companion.startSchedule();
  return {
    url,
    stop: async () => {
      rmSync(companion.folder.addressFile, { force: true });
      await closed(server);
      await companion.close();
    },
  };
}

function urlOf(server: Server, listen: ListenAddress): string {
  if (listen.kind === 'unix') return `unix:${listen.path}`;
  const { port } = server.address() as AddressInfo;
  return `http://${isIPv6(listen.host) ? `[${listen.host}]` : listen.host}:${port}`;
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeIdleConnections();
    setTimeout(() => {
      server.closeIdleConnections();
    }, IDLE_SOCKETS_MILLISECONDS).unref();
  });
}

/** A socket file that nobody listens on is left over from a killed process; one that answers is somebody's. */
async function removeStaleSocket(path: string): Promise<void> {
  if (!existsSync(path) || !lstatSync(path).isSocket()) return;
  const answers = await new Promise<boolean>((resolve) => {
    const probe = connect(path);
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', () => {
      resolve(false);
    });
  });
  if (!answers) rmSync(path);
}
