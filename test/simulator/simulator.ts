import type { RequestListener } from 'node:http';
import { type Account, DEFAULT_ACCOUNT, type Environment } from './account.js';
import { apiHandler } from './api.js';
import type { Charge } from './bank.js';
import { controlHandler } from './control.js';
import { FaultPlan } from './faults.js';
import { type Host, listen } from './listener.js';
import { type RequestFilter, RequestLog } from './request-log.js';
import { type Settings, settingsSchema } from './settings.js';
import { World } from './world.js';

/** Start of a simulator; every field can be left out. The fields of `Settings` say how the registrar behaves. */
export interface SimulatorOptions extends Partial<Settings> {
  /** `127.0.0.1` unless told otherwise; `::` for IPv4 and IPv6. */
  readonly host?: Host;
  readonly now?: () => Date;
  readonly account?: Partial<Account>;
  /** Addresses on the whitelist of both environments; unless told otherwise 127.0.0.1 and ::1. */
  readonly whitelist?: readonly string[];
  /** Starting balance of each environment, in units of the currency; 1000 unless told otherwise. */
  readonly balance?: number;
  /** USD unless told otherwise. */
  readonly currency?: string;
}

/** Addresses of a running simulator. `/ip` is answered on the sandbox listener too. */
export interface SimulatorUrls {
  /** Ends with `/v2/`. */
  readonly production: string;
  /** Ends with `/v2/`. */
  readonly sandbox: string;
  /** Answers with the caller's address as plain text. */
  readonly echo: string;
  /** Takes `POST` with JSON, see control.ts. */
  readonly control: string;
}

/** A running simulator of the registrar's API, with everything a test may change or look at. */
export interface Simulator {
  readonly urls: SimulatorUrls;
  /** May be changed at any time, for instance `account.eligible = false`. */
  readonly account: Account;
  readonly production: World;
  readonly sandbox: World;
  readonly faults: FaultPlan;
  readonly log: RequestLog;
  readonly settings: Settings;
  /** Changes settings; throws a ZodError for an unknown one or a wrong value. */
  configure(changes: Partial<Settings>): void;
  world(environment: Environment): World;
  /** Charges of one environment, production unless told otherwise, oldest first. */
  ledger(environment?: Environment): readonly Charge[];
  /** How many requests arrived that fit the filter. */
  calls(filter?: RequestFilter): number;
  /** Ends the listeners and every connection. */
  close(): Promise<void>;
}

/**
 * Starts the simulator: two API listeners, one per environment, and a control listener, each on its own loopback
 * port. Close it when the test is over.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const {
    host = '127.0.0.1',
    now = () => new Date(),
    account: accountChanges = {},
    whitelist = ['127.0.0.1', '::1'],
    balance = 1000,
    currency = 'USD',
    ...settingsChanges
  } = options;
  const account: Account = { ...DEFAULT_ACCOUNT, ...accountChanges };
  const start = { now, balance, currency, whitelist };
  const worlds = { production: new World(start), sandbox: new World(start) };
  const faults = new FaultPlan();
  const log = new RequestLog();
  const closing = new AbortController();
  let settings = settingsSchema.parse(settingsChanges);

  const serve = (environment: Environment): RequestListener =>
    apiHandler({
      environment,
      account,
      world: worlds[environment],
      faults,
      log,
      now,
      settings: () => settings,
      closing: closing.signal,
    });
  const production = await listen(host, serve('production'));
  const sandbox = await listen(host, serve('sandbox'));
  const control = await listen(
    '127.0.0.1',
    controlHandler(() => simulator),
  );
  const simulator: Simulator = {
    urls: {
      production: `${production.url}/v2/`,
      sandbox: `${sandbox.url}/v2/`,
      echo: `${production.url}/ip`,
      control: `${control.url}/_control`,
    },
    account,
    ...worlds,
    faults,
    log,
    get settings() {
      return settings;
    },
    configure(changes) {
      settings = settingsSchema.parse({ ...settings, ...changes });
    },
    world: (environment) => worlds[environment],
    ledger: (environment = 'production') => worlds[environment].bank.charges(),
    calls: (filter) => log.list(filter).length,
    async close() {
      closing.abort();
      await Promise.all([production.close(), sandbox.close(), control.close()]);
    },
  };
  return simulator;
}
