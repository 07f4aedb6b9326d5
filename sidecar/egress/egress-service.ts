import { familyOf, withoutCredentials, type Config, type IpFamily } from '../config/environment.js';
import type { Clock } from '../store/clock.js';
import type { SendOnce } from '../outbound/send-once.js';
import { askEchoServices } from './ask-echo-services.js';
import type { CallContext } from './call-context.js';
import { readAddress, SOURCE_NOT_TOLD, type EgressAddress } from './egress-address.js';
import type { EgressStore, SeenAddress } from './egress-store.js';
import type { EnvironmentReport, EnvironmentStore } from './environment-store.js';
import { findDrift, WARNED_MILLISECONDS, type Drift } from './find-drift.js';
import { freshReports } from './fresh-reports.js';

/** What a WHMCS environment tells of itself (`POST /v1/environments`). */
export interface ReportedEnvironment {
  readonly context: CallContext;
  readonly egress: readonly {
    readonly family: IpFamily;
    readonly address: string;
    readonly source?: string | undefined;
  }[];
  readonly proxy?: Readonly<Record<string, string>> | undefined;
  /** As `PUT /v1/settings` answered it; the command line has no settings of its own. */
  readonly settingsFingerprint?: string | undefined;
}

/** Whether anything outside answered. */
export type OwnNetwork = 'up' | 'down' | 'not_asked';

/** What {@link EgressService.measure} found. */
export interface Measured {
  readonly addresses: readonly EgressAddress[];
  readonly ownNetwork: OwnNetwork;
  readonly drift: readonly Drift[];
  /** Whether the services were asked through a proxy; null where none answered, or some so and some so. */
  readonly echoedThroughProxy: boolean | null;
}

/** How long before a change its old address may have been seen last: a shop may stand still over the holidays. */
const OLDEST_BEFORE_MILLISECONDS = WARNED_MILLISECONDS + 30 * 24 * 60 * 60_000;

/** The real outbound addresses of the sidecar and of WHMCS's environments, now and over time. */
export class EgressService {
  constructor(
    private readonly config: Pick<Config, 'egressUrls' | 'ipFamily' | 'localAddress'>,
    private readonly send: SendOnce,
    private readonly store: EgressStore,
    private readonly environments: EnvironmentStore,
    private readonly clock: Clock,
    private readonly onStorageError: (error: unknown) => void,
  ) {}

  /**
   * Asks the echo services and keeps what they say. Answers the addresses of the sidecar as they are now, and what
   * WHMCS's environments reported last. An older address of the sidecar is no evidence of today's, so that none is
   * answered when no service was asked or none answered. `remember` keeps what is seen as the sidecar's. A database that cannot be written does not stop a diagnosis.
   */
  async measure(remember: boolean): Promise<Measured> {
    const { egressUrls } = this.config;
    const echoes = await askEchoServices(egressUrls, this.families(), this.send);
    const seen = echoes.map((echo) => echo.seen);
    if (remember) await this.store.record(seen).catch(this.onStorageError);
    const known = await this.store.current();
    const drift = await this.drift();
    const reported = freshReports(known, drift, this.clock()).filter(({ context }) => context !== 'sidecar');
    const ownNetwork = egressUrls.length === 0 ? 'not_asked' : seen.length > 0 ? 'up' : 'down';
    const proxied = new Set(echoes.map((echo) => echo.proxied));
    return {
      addresses: [...seen, ...reported],
      ownNetwork,
      drift,
      echoedThroughProxy: proxied.size === 1 ? proxied.has(true) : null,
    };
  }

  /** Addresses that changed lately, in any context; none where the history cannot be read. */
  async drift(): Promise<Drift[]> {
    const now = this.clock();
    try {
      return findDrift(await this.store.since(now - OLDEST_BEFORE_MILLISECONDS), now);
    } catch (error) {
      this.onStorageError(error);
      return [];
    }
  }

  /** The echo services in use. */
  get urls(): readonly string[] {
    return this.config.egressUrls;
  }

  /** What every context saw last, without asking. */
  current(): Promise<SeenAddress[]> {
    return this.store.current();
  }

  /** Keeps what an environment reports; texts that are no address are left out. */
  async recordEnvironment(report: ReportedEnvironment): Promise<void> {
    const { environment } = report.context;
    const addresses = report.egress.flatMap(({ address, source }): EgressAddress[] => {
      const read = readAddress(address);
      return read === null ? [] : [{ context: environment, source: hostOf(source), ...read }];
    });
    await this.store.record(addresses);
    const proxy = Object.entries(report.proxy ?? {}).map(
      ([name, value]) => [name, withoutCredentials(value)] as const,
    );
    await this.environments.record({
      context: report.context,
      proxy: proxy.length === 0 ? null : Object.fromEntries(proxy),
      settingsFingerprint: report.settingsFingerprint ?? null,
    });
  }

  reports(): Promise<EnvironmentReport[]> {
    return this.environments.all();
  }

  private families(): readonly IpFamily[] {
    const { ipFamily, localAddress } = this.config;
    if (localAddress !== null) return [familyOf(localAddress)];
    return ipFamily === 'auto' ? [4, 6] : [ipFamily];
  }
}

/** The echo service as the sidecar itself calls it: by its host. */
function hostOf(source: string | undefined): string {
  if (source === undefined) return SOURCE_NOT_TOLD;
  return URL.canParse(source) ? new URL(source).host || source : source;
}
