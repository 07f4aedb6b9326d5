import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCompanion } from '../../sidecar/companion.js';
import { parseEnvironment } from '../../sidecar/config/environment.js';
import { startServer } from '../../sidecar/server.js';
import { DEFAULT_ACCOUNT } from '../simulator/account.js';

/** The real sidecar on a loopback port with SQLite in a folder of its own. Only its clock is the test's. */
export interface RunningCompanion {
  readonly url: string;
  readonly token: string;
  /** Moves the clock on. */
  readonly pass: (milliseconds: number) => void;
  /** Calls a `/v1` route with the token; answers the JSON. */
  readonly call: (method: string, path: string, body?: object) => Promise<unknown>;
  /** A fresh sign-in link. */
  readonly link: () => Promise<string>;
  /** Hands over the settings of the simulator's account. */
  readonly saveSettings: () => Promise<void>;
  /** Runs one check as the schedule would. */
  readonly check: () => Promise<void>;
  /** Pretends that browsers reach the sidecar at another address, such as a proxy's. */
  readonly listensAt: (url: string) => void;
  readonly close: () => Promise<void>;
}

/** Where the calls of the sidecar go. */
export interface RegistrarUrls {
  readonly production: string;
  readonly sandbox: string;
  readonly echo: string;
}

/** The schedule is not what these tests are about: it would come in the next year. */
const NEVER = '0 0 1 1 *';

/** `env` is added to the environment. */
export async function runCompanion(
  registrar: RegistrarUrls,
  env: Readonly<Record<string, string>> = {},
): Promise<RunningCompanion> {
  const folder = mkdtempSync(join(tmpdir(), 'companion-'));
  const config = parseEnvironment({
    COMPANION_LISTEN: '127.0.0.1:0',
    COMPANION_DATA_DIR: folder,
    COMPANION_CHECK_SCHEDULE: NEVER,
    COMPANION_EGRESS_URLS: registrar.echo,
    NICENIC_PRODUCTION_URL: registrar.production,
    NICENIC_SANDBOX_URL: registrar.sandbox,
    LOG_LEVEL: 'silent',
    ...env,
  });
  let now = Date.now();
  const companion = await createCompanion(config, { clock: () => now });
  const server = await startServer(companion, config.listen);
  const call: RunningCompanion['call'] = async (method, path, body) => {
    const response = await fetch(`${server.url}${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${companion.folder.token.reveal()}`,
        'Content-Type': 'application/json',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  return {
    url: server.url,
    token: companion.folder.token.reveal(),
    pass: (milliseconds) => {
      now += milliseconds;
    },
    call,
    link: async () => ((await call('POST', '/v1/tickets')) as { url: string }).url,
    saveSettings: async () => {
      const { username, productionSecret } = DEFAULT_ACCOUNT;
      await call('PUT', '/v1/settings', {
        settings: { username, apiSecret: productionSecret, testMode: false },
      });
    },
    check: async () => {
      await companion.checks.run('schedule');
    },
    listensAt: companion.listensAt,
    close: async () => {
      await server.stop();
      rmSync(folder, { recursive: true });
    },
  };
}
