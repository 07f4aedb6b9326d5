import { isIP, isIPv6 } from 'node:net';
import { isAbsolute, resolve } from 'node:path';
import ipaddr from 'ipaddr.js';
import { validate as isCronExpression } from 'node-cron';
import { z } from 'zod';
import { DEFAULT_LANGUAGE, LANGUAGES, type Language } from '../texts/language.js';
import { isLoopbackHost } from './loopback.js';
import { fault, toldFault } from '../texts/field-fault.js';
import { phrase, type Phrase, type Text } from '../texts/phrase.js';
import { ConfigError } from './config-error.js';
import { nearestName } from './nearest-name.js';
import { Secret } from './secret.js';
import { TOKEN_CHARACTERS } from './token.js';
import { WEBHOOK_FORMATS, type Webhook } from './webhook.js';

/** Where the sidecar listens. */
export type ListenAddress =
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | { readonly kind: 'unix'; readonly path: string };

export type IpFamily = 4 | 6;

/** Everything the sidecar reads from its environment, parsed once at the start (design.md section 4.2). */
export interface Config {
  readonly listen: ListenAddress;
  /** Null: make one at the first start and keep it in the data folder. */
  readonly token: Secret | null;
  /** Absolute path. */
  readonly dataDir: string;
  /** Absolute path of the SQLite file. */
  readonly databaseFile: string;
  /** A cron expression of five or six fields. */
  readonly checkSchedule: string;
  /** Echo services that answer with the caller's address; empty when switched off. */
  readonly egressUrls: readonly string[];
  readonly localAddress: string | null;
  readonly ipFamily: IpFamily | 'auto';
  /** To NiceNIC, in the long run. */
  readonly callsPerSecond: number;
  /** Where alerts are posted besides WHMCS; null: nowhere. */
  readonly webhook: Webhook | null;
  /** A balance below this is told; null: none is. In the account's currency. */
  readonly balanceWarning: number | null;
  /** Minutes without the WHMCS cron after which that is told. */
  readonly cronWarning: number;
  /** Called after each finished check, so that someone outside notices when none comes; null: nobody. */
  readonly heartbeatUrl: Secret | null;
  /** Of what is told without being asked in one: messages to a webhook. */
  readonly language: Language;
  /** Whether anybody may see whether the registrar works for this shop. */
  readonly publicStatus: boolean;
  /** How long history is kept. */
  readonly keeping: { readonly checkDays: number; readonly historyDays: number };
  readonly endpoints: { readonly production: string; readonly sandbox: string };
  /** Proxy variables as set, without credentials: they are named in the diagnosis. */
  readonly proxyVariables: Readonly<Record<string, string>>;
  readonly logLevel: string;
}

/** Two operators that do not depend on each other, each reachable over IPv4 and IPv6. */
const DEFAULT_EGRESS_URLS = 'https://api64.ipify.org/,https://icanhazip.com/';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const listen = z.string().transform((text, context): ListenAddress => {
  if (text.startsWith('unix:')) {
    const path = text.slice('unix:'.length);
    if (isAbsolute(path)) return { kind: 'unix', path };
    context.addIssue(fault('fields:variable.listen_path'));
    return z.NEVER;
  }
  const match = /^(?:\[(?<v6>[^\]]+)\]|(?<host>[^\s:/[\]]+)):(?<port>\d{1,5})$/.exec(text);
  const { v6, host, port } = match?.groups ?? {};
  if (!match || Number(port) > 65_535 || (v6 !== undefined && !isIPv6(v6))) {
    context.addIssue(fault('fields:variable.listen'));
    return z.NEVER;
  }
  return { kind: 'tcp', host: v6 ?? host ?? '', port: Number(port) };
});

const endpoint = z.string().transform((text, context): string => {
  const url = httpUrl(text);
  if (!url) {
    context.addIssue(fault('fields:variable.https'));
    return z.NEVER;
  }
  if (url.username || url.password || url.search || url.hash) {
    context.addIssue(fault('fields:variable.bare_address'));
    return z.NEVER;
  }
  return url.href;
});

/** Addresses of services that put a secret into the path, so that they are never printed. */
const secretUrl = z.string().transform((text, context): Secret => {
  const url = httpUrl(text);
  if (url !== null && !url.username && !url.password && !url.hash) return new Secret(url.href);
  context.addIssue(fault('fields:variable.secret_address'));
  return z.NEVER;
});

const egressUrls = z.string().transform((text, context): readonly string[] => {
  if (text.trim() === 'off') return [];
  const urls = text.split(',').map((part) => httpUrl(part.trim())?.href);
  if (urls.every((url) => url !== undefined)) return urls;
  context.addIssue(fault('fields:variable.addresses'));
  return z.NEVER;
});

/** Characters; what is shorter can be guessed. */
const SHORTEST_SECRET = 16;

const CALLS_PER_SECOND = fault('fields:variable.calls_per_second');

/** A whole number. */
function whole(unit: 'days' | 'minutes', least: number, most: number): z.ZodType<number, string> {
  const isInRange = (text: string): boolean =>
    /^\d{1,5}$/.test(text) && Number(text) >= least && Number(text) <= most;
  const problem = fault(`fields:variable.${unit}`, { least, most });
  return z.string().refine(isInRange, problem).transform(Number);
}

/** One of a few words. */
function oneOf<Word extends string>(words: readonly Word[]): z.ZodType<Word, string> {
  return z.string().transform((text, context) => {
    const word = words.find((one) => one === text);
    if (word !== undefined) return word;
    context.addIssue(fault('fields:variable.one_of', { names: words }));
    return z.NEVER;
  });
}

const variables = z.object({
  COMPANION_LISTEN: listen.default({ kind: 'tcp', host: '127.0.0.1', port: 8787 }),
  COMPANION_TOKEN: z.string().regex(TOKEN_CHARACTERS, fault('fields:variable.token')).optional(),
  COMPANION_DATA_DIR: z.string().default('./data'),
  COMPANION_DATABASE_URL: z
    .string()
    .regex(/^sqlite:.+/, fault('fields:variable.database'))
    .optional(),
  COMPANION_CHECK_SCHEDULE: z
    .string()
    .refine((text) => isCronExpression(text), fault('fields:variable.schedule'))
    .default('*/5 * * * *'),
  COMPANION_EGRESS_URLS: egressUrls.prefault(DEFAULT_EGRESS_URLS),
  COMPANION_LOCAL_ADDRESS: z
    .string()
    .refine((text) => isIP(text) !== 0, fault('fields:variable.own_address'))
    .optional(),
  COMPANION_IP_FAMILY: z
    .enum(['auto', '4', '6'], { error: fault('fields:variable.ip_family') })
    .default('auto'),
  COMPANION_CALLS_PER_SECOND: z
    .string()
    .regex(/^\d+(?:\.\d+)?$/, CALLS_PER_SECOND)
    .transform(Number)
    .refine((rate) => rate >= 0.1 && rate <= 1_000, CALLS_PER_SECOND)
    .default(10),
  COMPANION_WEBHOOK_URL: secretUrl.optional(),
  COMPANION_WEBHOOK_SECRET: z
    .string()
    .refine(
      (text) => text.length >= SHORTEST_SECRET,
      fault('fields:variable.secret_length', { least: SHORTEST_SECRET }),
    )
    .optional(),
  COMPANION_WEBHOOK_FORMAT: oneOf(WEBHOOK_FORMATS).default('json'),
  COMPANION_HEARTBEAT_URL: secretUrl.optional(),
  COMPANION_PUBLIC_STATUS: oneOf(['on', 'off']).default('off'),
  COMPANION_CHECK_DAYS: whole('days', 1, 400).default(7),
  COMPANION_HISTORY_DAYS: whole('days', 30, 3_650).default(400),
  COMPANION_LANGUAGE: oneOf(LANGUAGES).default(DEFAULT_LANGUAGE),
  COMPANION_BALANCE_WARNING: z
    .string()
    .regex(/^\d{1,9}(?:\.\d{1,2})?$/, fault('fields:variable.amount'))
    .transform(Number)
    .optional(),
  COMPANION_CRON_WARNING: whole('minutes', 10, 10_080).default(120),
  NICENIC_PRODUCTION_URL: endpoint.prefault('https://api.nicenic.net/v2/'),
  NICENIC_SANDBOX_URL: endpoint.prefault('https://sandbox-api.nicenic.net/v2/'),
  LOG_LEVEL: oneOf(LOG_LEVELS).default('info'),
});

/** The names of design.md section 4.2 that begin with `COMPANION_`. */
const COMPANION_NAMES = Object.keys(variables.shape).filter((name) => name.startsWith('COMPANION_'));

/** Names that curl and most HTTP clients honour; both spellings are in use. */
const PROXY_NAMES = [
  'HTTPS_PROXY',
  'https_proxy',
  'HTTP_PROXY',
  'http_proxy',
  'ALL_PROXY',
  'all_proxy',
  'NO_PROXY',
  'no_proxy',
];

/**
 * Reads and checks the environment. An empty value counts as not set.
 * @throws {ConfigError} naming each unknown `COMPANION_*` variable with its nearest known name, and each bad value
 */
export function parseEnvironment(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const problems = Object.keys(given)
    .filter((name) => name.startsWith('COMPANION_') && !COMPANION_NAMES.includes(name))
    .map((name) => ofVariable(name, unknownName(name)));
  const parsed = variables.safeParse(given);
  if (!parsed.success) {
    problems.push(...parsed.error.issues.map((issue) => ofVariable(issue.path.join('.'), toldFault(issue))));
  }
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);

  const values = parsed.data;
  const family =
    values.COMPANION_IP_FAMILY === 'auto' ? 'auto' : (Number(values.COMPANION_IP_FAMILY) as IpFamily);
  const local = values.COMPANION_LOCAL_ADDRESS ?? null;
  if (local !== null && family !== 'auto' && familyOf(local) !== family) {
    throw new ConfigError([
      ofVariable(
        'COMPANION_LOCAL_ADDRESS',
        phrase('fields:variable.other_family', { address: local, family }),
      ),
    ]);
  }
  const dataDir = resolve(values.COMPANION_DATA_DIR);
  return Object.freeze({
    listen: Object.freeze(values.COMPANION_LISTEN),
    token: values.COMPANION_TOKEN === undefined ? null : new Secret(values.COMPANION_TOKEN),
    dataDir,
    databaseFile: resolve(
      dataDir,
      values.COMPANION_DATABASE_URL?.replace(/^sqlite:(\/\/(?=\/))?/, '') ?? 'companion.db',
    ),
    checkSchedule: values.COMPANION_CHECK_SCHEDULE,
    egressUrls: Object.freeze(values.COMPANION_EGRESS_URLS),
    localAddress: local,
    ipFamily: family,
    callsPerSecond: values.COMPANION_CALLS_PER_SECOND,
    webhook: webhookOf(values),
    heartbeatUrl: values.COMPANION_HEARTBEAT_URL ?? null,
    balanceWarning: values.COMPANION_BALANCE_WARNING ?? null,
    cronWarning: values.COMPANION_CRON_WARNING,
    language: values.COMPANION_LANGUAGE,
    publicStatus: values.COMPANION_PUBLIC_STATUS === 'on',
    keeping: Object.freeze({
      checkDays: values.COMPANION_CHECK_DAYS,
      historyDays: values.COMPANION_HISTORY_DAYS,
    }),
    endpoints: Object.freeze({
      production: values.NICENIC_PRODUCTION_URL,
      sandbox: values.NICENIC_SANDBOX_URL,
    }),
    proxyVariables: Object.freeze(proxyVariables(given)),
    logLevel: values.LOG_LEVEL,
  });
}

function webhookOf(values: z.output<typeof variables>): Webhook | null {
  const { COMPANION_WEBHOOK_URL: url, COMPANION_WEBHOOK_SECRET: secret } = values;
  if (url === undefined) return null;
  return Object.freeze({
    url,
    secret: secret === undefined ? null : new Secret(secret),
    format: values.COMPANION_WEBHOOK_FORMAT,
  });
}

/** 4 or 6, of a valid address. */
export function familyOf(address: string): IpFamily {
  return ipaddr.process(address).kind() === 'ipv4' ? 4 : 6;
}

function ofVariable(name: string, problem: Text): Phrase {
  return phrase('start:variable', { name, problem });
}

/** With the nearest known name, or all of them where none is near. */
function unknownName(name: string): Phrase {
  const nearest = nearestName(name, COMPANION_NAMES);
  return nearest === null
    ? phrase('fields:variable.unknown', { known: COMPANION_NAMES })
    : phrase('fields:variable.unknown_near', { nearest });
}

function httpUrl(text: string): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const accepted = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname));
  return accepted ? url : null;
}

function proxyVariables(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const found = PROXY_NAMES.flatMap((name) =>
    env[name] === undefined ? [] : [[name, withoutCredentials(env[name])]],
  );
  return Object.fromEntries(found) as Record<string, string>;
}

/** Removes `user:password@` from the text of a proxy variable, also where the password holds `@` or `/`. */
export function withoutCredentials(text: string): string {
  return text.replace(/^(?<scheme>[a-z][a-z\d+.-]*:\/\/)?.*@/is, '$<scheme>');
}
