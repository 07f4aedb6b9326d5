import { chmodSync, existsSync, lstatSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { connect, isIPv6, type AddressInfo } from 'node:net';
import type { Companion } from './companion.js';
import { ConfigError } from './config/config-error.js';
import { removeAddress, writeAddress } from './config/address-file.js';
import type { ListenAddress } from './config/environment.js';
import { phrase } from './texts/phrase.js';
import { drainable } from './http/drain.js';

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

/**
 * Listens, leaves the address in the data folder for the command line, and begins the scheduled checks.
 * @throws {ConfigError} when the address is in use or may not be bound
 */
export async function startServer(companion: Companion, listen: ListenAddress): Promise<RunningServer> {
  const server = createServer({ headersTimeout: HEADERS_MILLISECONDS }, companion.app);
  const drain = drainable(server);
  if (listen.kind === 'unix') await removeStaleSocket(listen.path);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      reject(listenError(listen, error));
    });
    server.listen(
      listen.kind === 'unix' ? { path: listen.path } : { host: listen.host, port: listen.port },
      resolve,
    );
  });
  if (listen.kind === 'unix') chmodSync(listen.path, SOCKET_MODE);
  const url = urlOf(server, listen);
  companion.listensAt(url);
  writeAddress(companion.folder.addressFile, url);
  companion.startSchedule();
  return {
    url,
    stop: async () => {
      removeAddress(companion.folder.addressFile);
      await drain();
      await companion.close();
    },
  };
}

function urlOf(server: Server, listen: ListenAddress): string {
  if (listen.kind === 'unix') return `unix:${listen.path}`;
  const { port } = server.address() as AddressInfo;
  return `http://${hostOf(listen.host)}:${port}`;
}

function hostOf(host: string): string {
  return isIPv6(host) ? `[${host}]` : host;
}

/** Says in one line what stands in the way of listening and which variable changes it. */
function listenError(listen: ListenAddress, error: NodeJS.ErrnoException): ConfigError {
  const address = listen.kind === 'unix' ? `unix:${listen.path}` : `${hostOf(listen.host)}:${listen.port}`;
  const told =
    error.code === 'EADDRINUSE'
      ? phrase('start:address_in_use', { address })
      : phrase('start:cannot_listen', { address, code: error.code ?? error.message });
  return new ConfigError([told], { cause: error });
}

/**
 * A socket file that nobody listens on is left over from a killed process. One that answers is somebody's, and so may
 * be one that this user is not allowed to open.
 */
async function removeStaleSocket(path: string): Promise<void> {
  if (!existsSync(path) || !lstatSync(path).isSocket()) return;
  const stale = await new Promise<boolean>((resolve) => {
    const probe = connect(path);
    probe.once('connect', () => {
      probe.destroy();
      resolve(false);
    });
    probe.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code === 'ECONNREFUSED');
    });
  });
  if (stale) rmSync(path, { force: true });
}
