import { isRefusedFor } from '../causes/cause-catalogue.js';
import type { StoredCheck } from '../checks/check-result.js';
import { CheckSchedule } from '../checks/check-schedule.js';
import { CheckService } from '../checks/check-service.js';
import { Heartbeat } from '../checks/heartbeat.js';
import { asOf } from '../checks/monitor.js';
import { StatusService } from '../checks/status-service.js';
import { DiagnosisService } from '../diagnosis/diagnosis-service.js';
import { RefusalBudget } from '../diagnosis/refusal-budget.js';
import { SettingsValidation } from '../diagnosis/settings-validation.js';
import { EgressService } from '../egress/egress-service.js';
import { gatherNoticeFacts } from '../notices/gather-notice-facts.js';
import { NoticeService } from '../notices/notice-service.js';
import type { PortfolioService } from '../portfolio/portfolio-service.js';
import { credentialsOf } from '../settings/settings.js';
import { SettingsService } from '../settings/settings-service.js';
import { BackgroundSchedule } from '../timing/background-schedule.js';
import type { Schedule } from '../timing/background-work.js';
import { VERSION } from '../version.js';
import type { Foundation } from './foundation.js';
import type { Stores } from './stores.js';
import type { Telling } from './telling.js';

/** The part that looks whether the registrar works for this shop, and why not. */
export interface Watching {
  readonly settings: SettingsService;
  readonly egress: EgressService;
  readonly diagnosis: DiagnosisService;
  readonly validation: SettingsValidation;
  readonly checks: CheckService;
  readonly status: StatusService;
  readonly notices: NoticeService;
  /** Whether the registrar is to be left alone for now. */
  readonly isHeldBack: () => boolean;
  /** Whether alerts are to wait for the end of maintenance. */
  readonly isPaused: () => Promise<boolean>;
  /** The clock jumped, or the machine slept: nobody could report meanwhile. */
  readonly wokeUp: () => void;
  readonly schedules: readonly Schedule[];
  /** Resolves when nothing is under way. */
  readonly idle: () => Promise<void>;
}

export async function assembleWatching(
  foundation: Foundation,
  stores: Stores,
  portfolio: PortfolioService,
  telling: Telling,
): Promise<Watching> {
  const { client, clock, config, database, fingerprint, logger, protect, send, onStorageError } = foundation;
  const { alerts, checks, history, incidents, journal, lastSuccess, monitor, settingsHistory } = stores;

  const heartbeat = new Heartbeat(config.heartbeatUrl, send, logger);
  const schedule = new CheckSchedule(
    config.checkSchedule,
    clock,
    logger,
    () => checkService,
    () => {
      heartbeat.beat();
    },
  );
  const release = (): void => {
    schedule.release();
  };
  const settings = new SettingsService(stores.settings, fingerprint, protect, release);
  const egress = new EgressService(config, send, stores.egress, stores.environments, clock, onStorageError);
  const diagnosis = new DiagnosisService(
    {
      client,
      send,
      egress,
      lastSuccess,
      settingsHistory,
      // With a key file that does not fit, nothing is known of what cron handed over.
      stored: () => settings.current().catch(() => null),
      config,
      fingerprint,
      version: VERSION,
      clock,
      remembers: foundation.remembers,
      onStorageError,
    },
    new RefusalBudget(database, clock),
  );
  const checkService: CheckService = new CheckService(
    { database, clock, logger, settings, diagnosis, checks, history, monitor, incidents, alerts },
    (finished) => {
      schedule.finished(finished);
      foundation.events.countCheck(finished);
      telling.postAlertsSoon();
      heartbeat.beat();
      notices.run().catch(onStorageError);
    },
    release,
  );
  const last = await checks.newest();
  if (last !== null) schedule.remember(await monitor.read(), wasRefused(last), last.at);

  const isPaused = async (): Promise<boolean> => asOf(await monitor.read(), clock()).state === 'paused';
  let awakeSince = clock();
  const noticeSources = {
    settings,
    checks,
    lastSuccess,
    settingsHistory,
    egress,
    portfolio,
    balanceWarning: config.balanceWarning,
    cronWarning: config.cronWarning,
    version: VERSION,
    awakeSince: () => awakeSince,
  };
  const notices: NoticeService = new NoticeService({
    database,
    clock,
    store: stores.notices,
    alerts,
    facts: () => gatherNoticeFacts(noticeSources, clock()),
    holdReport: async (domain) => {
      const current = await settings.current();
      return current === null ? null : portfolio.holdOf(credentialsOf(current), domain);
    },
    isHeldBack: () => schedule.isHeldBack(),
    isPaused,
  });

  return {
    settings,
    egress,
    diagnosis,
    validation: new SettingsValidation(diagnosis, settingsHistory, fingerprint, protect, config.egressUrls),
    checks: checkService,
    status: new StatusService({
      settings,
      checks,
      monitor,
      incidents,
      alerts,
      egress,
      lastSuccess,
      settingsHistory,
      portfolio,
      journal,
      nextCheckAt: () => schedule.nextCheckAt(),
      isOverdue: (lastCheckAt) => schedule.isOverdue(lastCheckAt),
      clock,
    }),
    notices,
    isHeldBack: () => schedule.isHeldBack(),
    isPaused,
    wokeUp: () => {
      awakeSince = clock();
    },
    schedules: [
      schedule,
      new BackgroundSchedule('notices', config.checkSchedule, logger, () => notices.run()),
    ],
    idle: async () => {
      await checkService.idle();
      await notices.idle();
      await heartbeat.idle();
    },
  };
}

/** Whether NiceNIC said no to a check of an earlier run, as far as its cause tells. */
function wasRefused({ attempt, causeCode }: StoredCheck): boolean {
  return attempt !== null && causeCode !== null && isRefusedFor(causeCode);
}
