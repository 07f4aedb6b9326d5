import type { CheckStore } from '../checks/check-store.js';
import { environmentsDisagree } from '../diagnosis/evidence.js';
import type { LastSuccessStore } from '../diagnosis/last-success-store.js';
import type { EgressService } from '../egress/egress-service.js';
import { accountOf, type PortfolioService } from '../portfolio/portfolio-service.js';
import { apiEnvironmentOf, credentialsOf } from '../settings/settings.js';
import type { SettingsHistory } from '../settings/settings-history.js';
import type { SettingsService } from '../settings/settings-service.js';
import type { NoticeFacts } from './find-notices.js';

/** Where the facts lie. */
export interface FactSources {
  readonly settings: SettingsService;
  readonly checks: CheckStore;
  readonly lastSuccess: LastSuccessStore;
  readonly settingsHistory: SettingsHistory;
  readonly egress: EgressService;
  readonly portfolio: PortfolioService;
  /** Below this balance the admin is warned; null: never. */
  readonly balanceWarning: number | null;
  /** Minutes of silence after which the WHMCS cron is missed. */
  readonly cronWarning: number;
  readonly version: string;
  /** Since when the process has run without the machine sleeping; milliseconds since 1970. */
  readonly awakeSince: () => number;
}

const MINUTE = 60_000;

/** Reads the facts from the database alone; null before WHMCS has handed settings over. `now`: milliseconds since 1970. */
export async function gatherNoticeFacts(sources: FactSources, now: number): Promise<NoticeFacts | null> {
  const {
    awakeSince,
    balanceWarning,
    checks,
    cronWarning,
    egress,
    lastSuccess,
    portfolio,
    settings,
    settingsHistory,
    version,
  } = sources;
  const current = await settings.current();
  if (current === null) return null;
  const apiEnvironment = apiEnvironmentOf(current);
  const seen = await checks.newestWithBalance();
  const success = await lastSuccess.read(apiEnvironment, current.username);
  const reports = await egress.reports();
  const balance = seen?.apiEnvironment === apiEnvironment ? seen.balance : null;
  return {
    now,
    account: accountOf(credentialsOf(current)),
    balance: balance === null || balanceWarning === null ? null : { ...balance, threshold: balanceWarning },
    certificateEndsAt: success?.certificateEndsAt ?? null,
    cronSeenAt: reports.find(({ context }) => context.environment === 'cron')?.reportedAt ?? null,
    cronMayBeSilentFor: cronWarning * MINUTE,
    awakeSince: awakeSince(),
    settingsDiffer: environmentsDisagree({ settingsPast: await settingsHistory.read() }),
    moduleVersions: reports.flatMap(({ context: { environment, moduleVersion }, reportedAt }) =>
      moduleVersion === undefined ? [] : [{ environment, version: moduleVersion, reportedAt }],
    ),
    sidecarVersion: version,
    domainsOnHold: await portfolio.onHold(credentialsOf(current)),
  };
}
