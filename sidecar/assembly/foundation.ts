import type { Writable } from 'node:stream';
import { Registry } from 'prom-client';
import { openDataFolder, type DataFolder } from '../config/data-folder.js';
import type { Config } from '../config/environment.js';
import { createLogger, type Logger } from '../log/logger.js';
import { Redactor } from '../log/redactor.js';
import { EventMetrics } from '../metrics/event-metrics.js';
import { CallGate } from '../nicenic/call-gate.js';
import { RegistrarClient, type AttemptListener, type CallLimits } from '../nicenic/registrar-client.js';
import { OperationsFile } from '../operations/operations-file.js';
import { sendOnce, type SendOnce } from '../outbound/send-once.js';
import { fingerprintOf, type Settings } from '../settings/settings.js';
import { systemClock, type Clock } from '../store/clock.js';
import { openDatabase, type Database } from '../store/database.js';
import { VERSION } from '../version.js';

/** What a program or a test may replace; everything else is real. */
export interface CompanionOptions {
  readonly clock?: Clock;
  /** Where log lines go; standard output by default. */
  readonly logOutput?: Writable;
  /** How long calls to the registrar may take. */
  readonly callLimits?: CallLimits;
  /** False for a look from another environment, which must not count as the sidecar's own memory. */
  readonly remembers?: boolean;
}

/** What every part stands on. */
export interface Foundation {
  readonly config: Config;
  readonly clock: Clock;
  readonly redactor: Redactor;
  readonly logger: Logger;
  readonly folder: DataFolder;
  readonly operations: OperationsFile;
  readonly database: Database;
  readonly registry: Registry;
  readonly events: EventMetrics;
  readonly send: SendOnce;
  readonly client: RegistrarClient;
  readonly fingerprint: (settings: Settings) => string;
  /** Keeps the secret of these settings out of everything that is written. */
  readonly protect: (settings: Settings) => void;
  readonly onStorageError: (error: unknown) => void;
  readonly remembers: boolean;
  readonly versions: { readonly sidecar: string; readonly node: string };
}

/**
 * Opens the data folder, the operations file and the database.
 * @throws when folder, key, operations file or database cannot be used
 */
export async function layFoundation(config: Config, options: CompanionOptions): Promise<Foundation> {
  const clock = options.clock ?? systemClock;
  const redactor = new Redactor();
  const logger = createLogger(config.logLevel, redactor, options.logOutput);
  const folder = openDataFolder(config.dataDir, config.token);
  for (const secret of [folder.token, config.webhook?.url, config.webhook?.secret, config.heartbeatUrl]) {
    if (secret != null) redactor.add(secret.reveal());
  }
  const operations = new OperationsFile(folder.path, logger);
  const registry = new Registry();
  const events = new EventMetrics(registry);
  const send: SendOnce = (request) =>
    sendOnce(request, {
      localAddress: config.localAddress,
      ipFamily: config.ipFamily,
      userAgent: `NiceNIC-Companion/${VERSION}`,
    });
  return {
    config,
    clock,
    redactor,
    logger,
    folder,
    operations,
    database: await openDatabase(config.databaseFile),
    registry,
    events,
    send,
    client: new RegistrarClient(
      config.endpoints,
      send,
      (text, values) => redactor.maskAlso(text, values),
      new CallGate(config.callsPerSecond, clock),
      both(logAttempts(logger), events.countCall),
      options.callLimits,
    ),
    fingerprint: (settings) => fingerprintOf(settings, folder.key),
    protect: (settings) => {
      redactor.add(settings.apiSecret.reveal());
    },
    onStorageError: (error) => {
      logger.error({ err: error }, 'the database cannot be written');
    },
    remembers: options.remembers ?? true,
    versions: { sidecar: VERSION, node: process.versions.node },
  };
}

function both(one: AttemptListener, other: AttemptListener): AttemptListener {
  return (attempt, answer) => {
    one(attempt, answer);
    other(attempt, answer);
  };
}

function logAttempts(logger: Logger): AttemptListener {
  return (attempt, answer) => {
    const { action, endpoint, httpStatus, code, msg, milliseconds, localAddress } = attempt;
    const told = { registrar: { action, endpoint, httpStatus, code, msg, milliseconds, localAddress } };
    if (answer.outcome === 'failed') logger.warn({ ...told, kind: answer.failure.kind }, 'registrar call');
    else logger.debug(told, 'registrar call');
  };
}
