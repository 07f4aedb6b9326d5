import type { AlertStore } from '../alerts/alert-store.js';
import type { EgressService } from '../egress/egress-service.js';
import type { SeenAddress } from '../egress/egress-store.js';
import type { Drift } from '../egress/find-drift.js';
import { freshReports } from '../egress/fresh-reports.js';
import type { EnvironmentReport } from '../egress/environment-store.js';
import { findWarnings } from '../diagnosis/find-warnings.js';
import type { LastSuccess, LastSuccessStore } from '../diagnosis/last-success-store.js';
import type { ApiEnvironment } from '../nicenic/registrar-client.js';
import type { OrderJournal } from '../orders/order-journal.js';
import type { PortfolioService, PortfolioStatus } from '../portfolio/portfolio-service.js';
import { apiEnvironmentOf, credentialsOf } from '../settings/settings.js';
import type { SettingsHistory } from '../settings/settings-history.js';
import type { SettingsService } from '../settings/settings-service.js';
import type { Clock } from '../store/clock.js';
import type { StoredCheck } from './check-result.js';
import type { Text } from '../texts/phrase.js';
import type { CheckStore } from './check-store.js';
import type { Incident, IncidentStore } from './incident-store.js';
import { asOf, type Monitor } from './monitor.js';
import type { MonitorStore } from './monitor-store.js';

/** Everything that tells how things stand now. Times are milliseconds since 1970-01-01 UTC. */
export interface Status {
  readonly monitor: Monitor;
  /** Null before WHMCS has handed settings over. */
  readonly apiEnvironment: ApiEnvironment | null;
  readonly lastCheck: StoredCheck | null;
  readonly nextCheckAt: number | null;
  readonly lastSuccess: LastSuccess | null;
  readonly balance: { readonly amount: number; readonly currency: string; readonly at: number } | null;
  readonly egress: readonly SeenAddress[];
  /** Addresses that took the place of others lately. */
  readonly drift: readonly Drift[];
  readonly environments: readonly EnvironmentReport[];
  /** Echo services that tell a caller its outbound address. */
  readonly egressUrls: readonly string[];
  /** What can become a failure, one sentence each. */
  readonly warnings: readonly Text[];
  /** Index of the account's domains; null before it was read. */
  readonly portfolio: PortfolioStatus | null;
  readonly incident: Incident | null;
  /** Paid orders whose outcome nobody knows. */
  readonly unknownOrders: Awaited<ReturnType<OrderJournal['unknown']>>;
  readonly alerts: Awaited<ReturnType<AlertStore['summary']>>;
}

/** Reads how things stand, from the database alone. */
export class StatusService {
  constructor(
    private readonly parts: {
      readonly settings: SettingsService;
      readonly checks: CheckStore;
      readonly monitor: MonitorStore;
      readonly incidents: IncidentStore;
      readonly alerts: AlertStore;
      readonly egress: EgressService;
      readonly lastSuccess: LastSuccessStore;
      readonly settingsHistory: SettingsHistory;
      readonly portfolio: Pick<PortfolioService, 'age' | 'warnings'>;
      readonly journal: Pick<OrderJournal, 'unknown'>;
      readonly nextCheckAt: () => number | null;
      /** Whether a check should have come since the last one. */
      readonly isOverdue: (lastCheckAt: number) => boolean;
      readonly clock: Clock;
    },
  ) {}

  async read(): Promise<Status> {
    const {
      settings,
      checks,
      incidents,
      alerts,
      egress,
      lastSuccess,
      settingsHistory,
      portfolio,
      journal,
      nextCheckAt,
      clock,
    } = this.parts;
    const seen = await egress.current();
    const drift = await egress.drift();
    const current = await settings.current();
    const apiEnvironment = current === null ? null : apiEnvironmentOf(current);
    const success =
      current === null || apiEnvironment === null
        ? null
        : await lastSuccess.read(apiEnvironment, current.username);
    const owner = current === null ? null : credentialsOf(current);
    const lastCheck = await checks.newest();
    const withBalance = await checks.newestWithBalance();
    // Play money is not shown as the shop's, nor the other way round.
    const ownBalance = withBalance?.apiEnvironment === apiEnvironment ? withBalance : null;
    return {
      monitor: await this.monitor(lastCheck),
      apiEnvironment,
      lastCheck,
      nextCheckAt: nextCheckAt(),
      lastSuccess: success,
      balance: ownBalance?.balance == null ? null : { ...ownBalance.balance, at: ownBalance.at },
      egress: seen,
      drift,
      environments: await egress.reports(),
      egressUrls: egress.urls,
      warnings: [
        ...findWarnings({
          drift,
          egress: freshReports(seen, drift, clock()),
          settingsPast: await settingsHistory.read(),
          lowRisk: [],
          probe: null,
          echoedThroughProxy: null,
          lastSuccess: success,
          now: clock(),
        }),
        ...(owner === null ? [] : await portfolio.warnings(owner)),
      ],
      portfolio: owner === null ? null : await portfolio.age(owner),
      incident: await incidents.findOpen(),
      unknownOrders: await journal.unknown(),
      alerts: await alerts.summary(),
    };
  }

  /** The monitor as it is to be told: what nobody has looked at for a while is not known any more. */
  async monitor(lastCheck: Pick<StoredCheck, 'at'> | null): Promise<Monitor> {
    const { monitor, isOverdue, clock } = this.parts;
    const known = asOf(await monitor.read(), clock());
    const stale = lastCheck !== null && known.state === 'healthy' && isOverdue(lastCheck.at);
    return stale ? { ...known, state: 'unknown', since: clock() } : known;
  }
}
