import { alertRoutes } from '../alerts/alert-routes.js';
import { checkRoutes } from '../checks/check-routes.js';
import { incidentRoutes } from '../checks/incident-routes.js';
import { badgeKeyIn } from '../config/data-folder.js';
import { diagnosisRoutes } from '../diagnosis/diagnosis-routes.js';
import { actionRoutes } from '../domains/action-routes.js';
import { domainRoutes } from '../domains/domain-routes.js';
import type { CallContext } from '../egress/call-context.js';
import { egressRoutes } from '../egress/egress-routes.js';
import { ownEnvironment } from '../egress/own-environment.js';
import { historyRoutes } from '../history/history-routes.js';
import { healthRoutes } from '../http/health-routes.js';
import type { Route } from '../http/route.js';
import { metricsRoutes } from '../metrics/metrics-routes.js';
import { StateMetrics } from '../metrics/state-metrics.js';
import { operationRoutes } from '../operations/operation-routes.js';
import type { PortfolioService } from '../portfolio/portfolio-service.js';
import { portfolioRoutes } from '../portfolio/portfolio-routes.js';
import { BadgeSigner } from '../public-status/badge-signer.js';
import { PublicStatusReader } from '../public-status/public-status.js';
import { publicStatusRoutes } from '../public-status/public-status-routes.js';
import type { Settings } from '../settings/settings.js';
import { settingsRoutes } from '../settings/settings-routes.js';
import { orderRoutes } from '../settlement/order-routes.js';
import { statusPageRoutes } from '../status-page/status-page-routes.js';
import type { SupportReportService } from '../support-report/support-report-service.js';
import { supportReportRoutes } from '../support-report/support-report-routes.js';
import type { Foundation } from './foundation.js';
import type { Ordering } from './ordering.js';
import type { Stores } from './stores.js';
import type { Telling } from './telling.js';
import type { Watching } from './watching.js';

/** All that the routes speak to. */
export interface Parts {
  readonly foundation: Foundation;
  readonly stores: Stores;
  readonly portfolio: PortfolioService;
  readonly telling: Telling;
  readonly watching: Watching;
  readonly ordering: Ordering;
  readonly supportReports: SupportReportService;
  /** The address under which the sidecar can be reached, for links. */
  readonly baseUrl: () => string;
}

/** Every route of the sidecar, in the order in which they are tried. */
export function assembleRoutes(parts: Parts): Route[] {
  const { foundation, ordering, portfolio, stores, supportReports, telling, watching } = parts;
  const { clock, config, database, fingerprint, logger, operations, protect, registry, versions } =
    foundation;
  const { alerts, history, incidents, journal, settingsHistory, signIns } = stores;
  const { checks, diagnosis, egress, settings, status, validation } = watching;
  const { testAlert } = telling;

  const onSettings = async (given: Settings, context: CallContext | undefined): Promise<void> => {
    protect(given);
    if (context !== undefined) await settingsHistory.seen(context.environment, fingerprint(given));
  };
  const storageFailed = (): boolean => checks.storageFailed;
  const state = new StateMetrics(registry, {
    settings: () => settings.current().catch(() => null),
    status,
    checks: stores.checks,
    lastSuccess: stores.lastSuccess,
    portfolio,
    alerts,
    orders: journal,
    databaseFile: config.databaseFile,
    clock,
  });
  return [
    ...healthRoutes(database, storageFailed),
    ...actionRoutes(ordering.actions, onSettings, logger),
    ...settingsRoutes(settings, settingsHistory, config.egressUrls),
    ...egressRoutes(egress, (environment, known) => settingsHistory.seen(environment, known)),
    ...diagnosisRoutes(diagnosis, validation, settings, settingsHistory, fingerprint),
    ...checkRoutes(
      checks,
      status,
      stores.checks,
      incidents,
      versions,
      ownEnvironment(config.proxyVariables),
      clock,
    ),
    ...portfolioRoutes(portfolio, settings),
    ...domainRoutes(journal, portfolio, settings, clock),
    ...operationRoutes(operations),
    ...alertRoutes(alerts, testAlert, storageFailed),
    ...orderRoutes(journal, ordering.settlement),
    ...supportReportRoutes(supportReports),
    ...incidentRoutes(incidents, clock),
    ...historyRoutes(history, clock),
    ...metricsRoutes(registry, state, versions),
    ...(config.publicStatus ? publicRoutes(parts) : []),
    ...statusPageRoutes({
      status,
      checks: stores.checks,
      history,
      incidents,
      alerts,
      reports: supportReports,
      service: checks,
      signIns,
      versions,
      clock,
      testAlert,
      baseUrl: parts.baseUrl,
    }),
  ];
}

function publicRoutes({ foundation: { clock, folder }, stores, watching: { status } }: Parts): Route[] {
  const reader = new PublicStatusReader({
    monitor: async () => status.monitor(await stores.checks.newestTime()),
    history: stores.history,
    clock,
  });
  return publicStatusRoutes(reader, new BadgeSigner(badgeKeyIn(folder.path)), clock);
}
