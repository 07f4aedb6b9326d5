import type { Config, IpFamily } from '../config/environment.js';
import type { EgressService } from '../egress/egress-service.js';
import { checkDomains, getPrice, listDomains, readBalance } from '../nicenic/actions.js';
import type {
  Anonymous,
  ApiEnvironment,
  Credentials,
  RegistrarAnswer,
  RegistrarClient,
} from '../nicenic/registrar-client.js';
import type { Exchange } from '../outbound/exchange.js';
import { checkOutgoing } from '../outbound/outgoing-check.js';
import type { SendOnce } from '../outbound/send-once.js';
import { lintSettings } from '../settings/lint-settings.js';
import { apiEnvironmentOf, credentialsOf, type Fingerprint, type Settings } from '../settings/settings.js';
import type { SettingsHistory } from '../settings/settings-history.js';
import {
  environmentsDisagree,
  familyUsed,
  isRefusal,
  lastSeenFrom,
  type Evidence,
  type LowRiskCall,
  type Probe,
} from './evidence.js';
import type { Clock } from '../store/clock.js';
import type { LastSuccessStore } from './last-success-store.js';

/** The documented addresses (nicenic-api-v2.md, "Official addresses"). */
const DOCUMENTED_ENDPOINTS: Readonly<Record<ApiEnvironment, string>> = {
  production: 'https://api.nicenic.net/v2/',
  sandbox: 'https://sandbox-api.nicenic.net/v2/',
};

/** One registrar call of a diagnosis must leave time for the others within the 8 s of a save in WHMCS. */
const PROBE_MILLISECONDS = 3_000;

/** Free for everyone to ask about; the official example uses it too. */
const EXAMPLE_DOMAIN = 'example.com';

/**
 * How far a look goes.
 * - `brief`: the balance call alone, for a failure that is already explained: repeated refusals can get an account or
 *   address blocked;
 * - `thorough`: after a refusal also the calls that differ from the first in exactly one respect;
 * - `complete`: after a success also the rest of the guide's low-risk actions.
 */
export type Depth = 'brief' | 'thorough' | 'complete';

/** What is being done just now, for someone who waits. */
export type Progress = 'balance' | 'comparison' | 'low_risk';

export interface Collectors {
  readonly client: RegistrarClient;
  /** The way the client's calls take. */
  readonly send: SendOnce;
  readonly egress: EgressService;
  readonly lastSuccess: LastSuccessStore;
  readonly settingsHistory: SettingsHistory;
  /** The settings that WHMCS's cron handed over last; null before it has. */
  readonly stored: () => Promise<Settings | null>;
  readonly config: Pick<Config, 'proxyVariables' | 'ipFamily' | 'localAddress'>;
  readonly fingerprint: (settings: Settings) => Fingerprint;
  /** Of the sidecar. */
  readonly version: string;
  readonly clock: Clock;
  /** Whether what is seen is kept: a look from another environment must not count as the sidecar's own. */
  readonly remembers: boolean;
  /** A verdict is given although it cannot be kept. */
  readonly onStorageError: (error: unknown) => void;
}

/** The money in the account, as an accepted balance call tells it. */
export interface Balance {
  readonly amount: number;
  readonly currency: string;
}

export interface Collected {
  readonly evidence: Evidence;
  readonly balance: Balance | null;
  /** The exchange of the probe, for its stages; null when no call was made. */
  readonly exchange: Exchange | null;
}

/** Gathers the facts of one diagnosis: at most five calls to NiceNIC, none of them charged, one without credentials. */
export async function collectEvidence(
  settings: Settings,
  collectors: Collectors,
  depth: Depth,
  onProgress: (progress: Progress) => void = () => undefined,
): Promise<Collected> {
  const { client, config, fingerprint } = collectors;
  const apiEnvironment = apiEnvironmentOf(settings);
  const lint = lintSettings(settings);
  const usable = lint.every(({ severity }) => severity !== 'error');
  onProgress('balance');
  const [measured, answer, lastSuccess, environments, settingsPast, outgoing] = await Promise.all([
    collectors.egress.measure(collectors.remembers),
    usable ? balanceWith(client, credentialsOf(settings)) : null,
    collectors.lastSuccess.read(apiEnvironment, settings.username),
    collectors.egress.reports(),
    collectors.settingsHistory.read(),
    depth === 'brief' ? null : checkOutgoing(collectors.send),
  ]);
  const probe = answer === null ? null : probeOf(answer);
  const refused = depth !== 'brief' && isRefusal(probe?.failure ?? null);
  if (refused) onProgress('comparison');
  const compared = refused
    ? await compare(
        client,
        credentialsOf(settings),
        otherFamilyOf(probe, config, measured.addresses),
        probe?.proxied === true,
      )
    : { withoutCredentials: null, otherApiEnvironment: null, otherFamily: null, withoutProxy: null };
  const goOn = depth === 'complete' && probe?.accepted === true;
  if (goOn) onProgress('low_risk');
  const evidence: Evidence = {
    apiEnvironment,
    endpoint: client.endpoint(apiEnvironment),
    documentedEndpoint: DOCUMENTED_ENDPOINTS[apiEnvironment],
    lint,
    probe,
    ...compared,
    inCron:
      depth !== 'brief' && probe?.accepted === true
        ? await lookAtCron(collectors, settingsPast, fingerprint(settings))
        : null,
    lowRisk: goOn ? await tryLowRisk(client, credentialsOf(settings)) : [],
    outgoing,
    egress: measured.addresses,
    echoedThroughProxy: measured.echoedThroughProxy,
    drift: measured.drift,
    settingsFingerprint: fingerprint(settings),
    flippedFingerprint: fingerprint({ ...settings, testMode: !settings.testMode }),
    settingsPast,
    lastSuccess,
    environments,
    proxyVariables: config.proxyVariables,
    ownNetwork: measured.ownNetwork,
    configuredLocalAddress: config.localAddress,
    version: collectors.version,
    now: collectors.clock(),
  };
  return { evidence, balance: balanceOf(answer), exchange: answer?.exchange ?? null };
}

type BalanceAnswer = RegistrarAnswer<{ amount: number | null; currency: string }>;

function balanceWith(
  client: RegistrarClient,
  credentials: Credentials | Anonymous,
  way: { readonly ipFamily?: IpFamily; readonly direct?: boolean } = {},
): Promise<BalanceAnswer> {
  return client.read(readBalance, {}, credentials, { totalMilliseconds: PROBE_MILLISECONDS, ...way });
}

/** The calls that differ from the refused one in exactly one respect (auth-guide.md section 4.2). */
async function compare(
  client: RegistrarClient,
  credentials: Credentials,
  other: IpFamily | null,
  proxied: boolean,
): Promise<Pick<Evidence, 'withoutCredentials' | 'otherApiEnvironment' | 'otherFamily' | 'withoutProxy'>> {
  const { apiEnvironment } = credentials;
  const elsewhere = apiEnvironment === 'production' ? 'sandbox' : 'production';
  const [withoutCredentials, otherApiEnvironment, otherFamily, withoutProxy] = await Promise.all([
    balanceWith(client, { apiEnvironment }),
    balanceWith(client, { ...credentials, apiEnvironment: elsewhere }),
    other === null ? null : balanceWith(client, credentials, { ipFamily: other }),
    proxied ? balanceWith(client, credentials, { direct: true }) : null,
  ]);
  const compared = otherFamily === null ? null : comparable(otherFamily);
  return {
    withoutCredentials: comparable(withoutCredentials),
    otherApiEnvironment: comparable(otherApiEnvironment),
    otherFamily: compared === null || other === null ? null : { family: other, probe: compared },
    withoutProxy: withoutProxy === null ? null : comparable(withoutProxy),
  };
}

/** Null for a call that was never sent: it shows no difference. */
function comparable(answer: BalanceAnswer): Probe | null {
  return answer.outcome === 'failed' && answer.failure.kind === 'held_back' ? null : probeOf(answer);
}

/** Where cron hands over other settings than these, and they are the stored ones: whether those work. */
async function lookAtCron(
  collectors: Collectors,
  settingsPast: Evidence['settingsPast'],
  fingerprint: Fingerprint,
): Promise<Evidence['inCron']> {
  const cron = lastSeenFrom({ settingsPast }, 'cron');
  if (cron === null || cron.fingerprint === fingerprint || !environmentsDisagree({ settingsPast }))
    return null;
  const stored = await collectors.stored();
  if (stored === null || collectors.fingerprint(stored) !== cron.fingerprint) return null;
  const lint = lintSettings(stored).filter(({ severity }) => severity === 'error');
  const probe = lint.length > 0 ? null : probeOf(await balanceWith(collectors.client, credentialsOf(stored)));
  return { lint, probe };
}

/** The rest of the guide's low-risk actions, one after the other in its order (auth-guide.md section 8). */
async function tryLowRisk(client: RegistrarClient, credentials: Credentials): Promise<LowRiskCall[]> {
  const limit = { totalMilliseconds: PROBE_MILLISECONDS };
  const price = { domain: EXAMPLE_DOMAIN, type: 'register', year: 1 } as const;
  const page = { page_size: 10, page_index: 1 } as const;
  const calls = [
    () => client.read(checkDomains, { domains: [EXAMPLE_DOMAIN] }, credentials, limit),
    () => client.read(getPrice, price, credentials, limit),
    () => client.read(listDomains, page, credentials, limit),
  ];
  const made: LowRiskCall[] = [];
  for (const call of calls) {
    const { outcome, attempt } = await call();
    made.push({ accepted: outcome === 'done', attempt });
  }
  return made;
}

function probeOf({ attempt, exchange, ...answer }: BalanceAnswer): Probe {
  return {
    accepted: answer.outcome === 'done',
    failure: answer.outcome === 'failed' ? answer.failure : null,
    attempt,
    proxied: exchange.proxied,
    via: exchange.response?.headers.via ?? null,
    certificateIssuer: exchange.certificate?.issuer ?? null,
    certificateEndsAt: exchange.certificate === null ? null : Date.parse(exchange.certificate.validTo),
    publicCertificate: exchange.certificate?.publicRoot ?? null,
  };
}

function balanceOf(answer: BalanceAnswer | null): Balance | null {
  if (answer?.outcome !== 'done' || answer.data.amount === null) return null;
  return { amount: answer.data.amount, currency: answer.data.currency };
}

/** The IP family to try as well: only where none is fixed and the machine has an outbound address of it. */
function otherFamilyOf(
  probe: Probe | null,
  config: Collectors['config'],
  addresses: readonly { context: string; family: IpFamily }[],
): IpFamily | null {
  const used = familyUsed(probe?.attempt.localAddress ?? null);
  if (used === null || config.ipFamily !== 'auto' || config.localAddress !== null) return null;
  const other = used === 6 ? 4 : 6;
  return addresses.some(({ context, family }) => context === 'sidecar' && family === other) ? other : null;
}
