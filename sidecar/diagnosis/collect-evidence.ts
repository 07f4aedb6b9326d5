import type { Config, IpFamily } from '../config/environment.js';
import type { EgressService } from '../egress/egress-service.js';
import { readBalance } from '../nicenic/actions.js';
import type { Exchange } from '../outbound/exchange.js';
import type {
  ApiEnvironment,
  Anonymous,
  Credentials,
  RegistrarAnswer,
  RegistrarClient,
} from '../nicenic/registrar-client.js';
import { lintSettings } from '../settings/lint-settings.js';
import { apiEnvironmentOf, credentialsOf, type Settings } from '../settings/settings.js';
import { isRefusal, type Evidence, type Probe } from './evidence.js';
import type { LastSuccessStore } from './last-success-store.js';

/** The documented addresses (nicenic-api-v2.md, "Official addresses"). */
const DOCUMENTED_ENDPOINTS: Readonly<Record<ApiEnvironment, string>> = {
  production: 'https://api.nicenic.net/v2/',
  sandbox: 'https://sandbox-api.nicenic.net/v2/',
};

/** One registrar call of a diagnosis must leave time for the others within the 8 s of a save in WHMCS. */
const PROBE_MILLISECONDS = 3_000;

export interface Collectors {
  readonly client: RegistrarClient;
  readonly egress: EgressService;
  readonly lastSuccess: LastSuccessStore;
  readonly config: Pick<Config, 'proxyVariables' | 'ipFamily' | 'localAddress'>;
  readonly fingerprint: (settings: Settings) => string;
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

/**
 * Gathers the facts of one diagnosis: at most four calls to NiceNIC, all of them user/balance, one of them without
 * credentials. `thorough` makes the calls that differ from the first in one respect; a check of a failure that is
 * already explained goes without them, because repeated refusals can get an account or address blocked.
 */
export async function collectEvidence(
  settings: Settings,
  collectors: Collectors,
  options: { readonly thorough: boolean },
): Promise<Collected> {
  const { client, egress, lastSuccess, config } = collectors;
  const apiEnvironment = apiEnvironmentOf(settings);
  const lint = lintSettings(settings);
  const usable = lint.every(({ severity }) => severity !== 'error');
  const credentials = credentialsOf(settings);
  const [measured, answer, success, environments] = await Promise.all([
    egress.measure(),
    usable ? probeWith(client, credentials) : null,
    lastSuccess.read(apiEnvironment),
    egress.reports(),
  ]);
  const probe = answer === null ? null : probeOf(answer);
  const differ = options.thorough && isRefusal(probe?.failure ?? null);
  const other = differ ? otherFamilyOf(probe, config, measured.addresses) : null;
  const [withoutCredentials, otherApiEnvironment, otherFamily] = differ
    ? await Promise.all([
        probeWith(client, { apiEnvironment }).then(probeOf),
        probeWith(client, {
          ...credentials,
          apiEnvironment: apiEnvironment === 'production' ? 'sandbox' : 'production',
        }).then(probeOf),
        other === null
          ? null
          : probeWith(client, credentials, other).then((made) => ({ family: other, probe: probeOf(made) })),
      ])
    : [null, null, null];
  return {
    balance:
      answer?.outcome === 'done' && answer.data.amount !== null
        ? { amount: answer.data.amount, currency: answer.data.currency }
        : null,
    exchange: answer?.exchange ?? null,
    evidence: {
      apiEnvironment,
      endpoint: client.endpoint(apiEnvironment),
      documentedEndpoint: DOCUMENTED_ENDPOINTS[apiEnvironment],
      lint,
      probe,
      withoutCredentials,
      otherApiEnvironment,
      otherFamily,
      egress: measured.addresses,
      settingsFingerprint: collectors.fingerprint(settings),
      lastSuccess: success,
      environments,
      proxyVariables: config.proxyVariables,
      ownNetwork: measured.ownNetwork,
    },
  };
}

type BalanceAnswer = RegistrarAnswer<{ amount: number | null; currency: string }>;

function probeWith(
  client: RegistrarClient,
  credentials: Credentials | Anonymous,
  ipFamily?: IpFamily,
): Promise<BalanceAnswer> {
  return client.read(readBalance, {}, credentials, {
    totalMilliseconds: PROBE_MILLISECONDS,
    ...(ipFamily === undefined ? {} : { ipFamily }),
  });
}

function probeOf(answer: BalanceAnswer): Probe {
  return {
    accepted: answer.outcome === 'done',
    failure: answer.outcome === 'failed' ? answer.failure : null,
    attempt: answer.attempt,
    proxied: answer.exchange.proxied,
    via: answer.exchange.response?.headers.via ?? null,
  };
}

/** The IP family to try as well: only where none is fixed and the machine has an outbound address of it. */
function otherFamilyOf(
  probe: Probe | null,
  config: Collectors['config'],
  addresses: readonly { context: string; family: IpFamily }[],
): IpFamily | null {
  const local = probe?.attempt.localAddress ?? null;
  if (local === null || config.ipFamily !== 'auto' || config.localAddress !== null) return null;
  const other = local.includes(':') && !local.startsWith('::ffff:') ? 4 : 6;
  return addresses.some(({ context, family }) => context === 'sidecar' && family === other) ? other : null;
}
