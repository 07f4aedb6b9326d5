import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { z } from 'zod';
import type { CompanionOptions } from '../../sidecar/assembly/foundation.js';
import { createCompanion, type Companion } from '../../sidecar/companion.js';
import { parseEnvironment } from '../../sidecar/config/environment.js';
import { startServer } from '../../sidecar/server.js';
import type { Language } from '../../sidecar/texts/language.js';
import type { Simulator } from '../simulator/simulator.js';

/** Midnight of 1 January: no test sees a check that it did not ask for. */
const NEVER = '0 0 1 1 *';

/** In memory where the system has such a folder: the database waits for the disk on every write. */
const SCRATCH = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** A scratch folder that is gone after the test. */
export async function temporaryFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(SCRATCH, 'companion-test-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** A time that a test sets. Behaves as the real one, moved by `offset` milliseconds. */
export interface TestClock {
  offset: number;
  readonly now: () => number;
}

export function testClock(): TestClock {
  const clock: TestClock = { offset: 0, now: () => Date.now() + clock.offset };
  return clock;
}

export interface SidecarOptions extends Omit<CompanionOptions, 'logOutput'> {
  /** Folder that the caller keeps, to be used by one sidecar after the other. */
  readonly dataDir: string;
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** What the sidecar answered. */
export interface SidecarAnswer {
  readonly status: number;
  readonly body: unknown;
}

const envelope = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), referenceId: z.string(), result: z.record(z.string(), z.unknown()) }),
  z.object({
    ok: z.literal(false),
    referenceId: z.string(),
    error: z.object({
      code: z.string(),
      message: z.string(),
      publicMessage: z.string(),
      mayHaveExecuted: z.boolean(),
      causes: z.array(z.looseObject({ code: z.string() })).optional(),
    }),
  }),
]);

export type Envelope = z.infer<typeof envelope>;

/** A sidecar that listens: everything real but the clock and the registrar. */
export interface RunningSidecar {
  readonly url: string;
  readonly companion: Companion;
  /** Lines logged so far. */
  readonly log: readonly string[];
  readonly ask: (method: string, path: string, body?: unknown, language?: Language) => Promise<SidecarAnswer>;
  /** A domain action with the given settings, by default those of the simulator's production account. */
  readonly act: (action: string, params: object, settings?: object) => Promise<Envelope>;
  readonly stop: () => Promise<void>;
}

/** The settings that the simulator accepts. */
export function settingsFor(registrar: Simulator, changes: object = {}): object {
  const { username, productionSecret } = registrar.account;
  return { username, apiSecret: productionSecret, testMode: false, ...changes };
}

/** Starts a sidecar against the simulator on a port of the system's choice. */
export async function startSidecar(registrar: Simulator, options: SidecarOptions): Promise<RunningSidecar> {
  const { dataDir, env, ...replaced } = options;
  const config = parseEnvironment({
    COMPANION_LISTEN: '127.0.0.1:0',
    COMPANION_DATA_DIR: dataDir,
    COMPANION_CHECK_SCHEDULE: NEVER,
    COMPANION_EGRESS_URLS: registrar.urls.echo,
    COMPANION_CALLS_PER_SECOND: '1000',
    NICENIC_PRODUCTION_URL: registrar.urls.production,
    NICENIC_SANDBOX_URL: registrar.urls.sandbox,
    LOG_LEVEL: 'trace',
    ...env,
  });
  const log: string[] = [];
  const logOutput = new Writable({
    write(chunk: Buffer, _encoding, done) {
      log.push(chunk.toString());
      done();
    },
  });
  const companion = await createCompanion(config, { ...replaced, logOutput });
  const server = await startServer(companion, config.listen);
  const ask: RunningSidecar['ask'] = async (method, path, body, language) => {
    const response = await fetch(`${server.url}${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${companion.folder.token.reveal()}`,
        // A connection kept open would hold up the stop.
        Connection: 'close',
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(language === undefined ? {} : { 'Accept-Language': language }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  };
  return {
    url: server.url,
    companion,
    log,
    ask,
    act: async (action, params, settings = settingsFor(registrar)) => {
      const context = { environment: 'web' };
      const answer = await ask('POST', `/v1/actions/${action}`, { settings, params, context });
      return envelope.parse(answer.body);
    },
    stop: () => server.stop(),
  };
}
