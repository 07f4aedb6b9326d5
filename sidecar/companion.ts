import type { Writable } from 'node:stream';
import type { Express } from 'express';
import { Registry } from 'prom-client';
import { randomUUID } from 'node:crypto';
import type { AlertChannel } from './alerts/alert-channel.js';
import { AlertStore } from './alerts/alert-store.js';
import { composeTest } from './alerts/compose-alert.js';
import { WebhookDelivery } from './alerts/webhook-delivery.js';
import { alertRoutes } from './alerts/alert-routes.js';
import { createApp } from './app.js';
import { isRefusedFor } from './causes/cause-catalogue.js';
import type { StoredCheck } from './checks/check-result.js';
import { checkRoutes } from './checks/check-routes.js';
import { CheckSchedule } from './checks/check-schedule.js';
import { CheckService } from './checks/check-service.js';
import { CheckStore } from './checks/check-store.js';
import { incidentRoutes } from './checks/incident-routes.js';
import { Heartbeat } from './checks/heartbeat.js';
import { IncidentStore } from './checks/incident-store.js';
import { asOf } from './checks/monitor.js';
import { MonitorStore } from './checks/monitor-store.js';
import { StatusService } from './checks/status-service.js';
import { badgeKeyIn, openDataFolder, type DataFolder } from './config/data-folder.js';
import type { Config } from './config/environment.js';
import { ContactStore } from './contacts/contact-store.js';
import { diagnosisRoutes } from './diagnosis/diagnosis-routes.js';
import { DiagnosisService } from './diagnosis/diagnosis-service.js';
import { RefusalBudget } from './diagnosis/refusal-budget.js';
import { SettingsValidation } from './diagnosis/settings-validation.js';
import { LastSuccessStore } from './diagnosis/last-success-store.js';
import { actionRoutes } from './domains/action-routes.js';
import type { Balance } from './domains/balance-guard.js';
import { domainActions } from './domains/domain-actions.js';
import { domainRoutes } from './domains/domain-routes.js';
import { FailureReporter } from './domains/failure-reporter.js';
import type { CallContext } from './egress/call-context.js';
import { EgressService } from './egress/egress-service.js';
import { EgressStore } from './egress/egress-store.js';
import { egressRoutes } from './egress/egress-routes.js';
import { EnvironmentStore } from './egress/environment-store.js';
import { ownEnvironment } from './egress/own-environment.js';
import { historyRoutes } from './history/history-routes.js';
import { HistoryStore } from './history/history-store.js';
import { Retention } from './history/retention.js';
import { healthRoutes } from './http/health-routes.js';
import type { Route } from './http/route.js';
import { createLogger, type Logger } from './log/logger.js';
import { Redactor } from './log/redactor.js';
import { EventMetrics } from './metrics/event-metrics.js';
import { metricsRoutes } from './metrics/metrics-routes.js';
import { StateMetrics } from './metrics/state-metrics.js';
import { CallGate } from './nicenic/call-gate.js';
import { RegistrarClient, type AttemptListener, type CallLimits } from './nicenic/registrar-client.js';
import { operationRoutes } from './operations/operation-routes.js';
import { OperationsFile } from './operations/operations-file.js';
import { gatherNoticeFacts } from './notices/gather-notice-facts.js';
import { NoticeService } from './notices/notice-service.js';
import { NoticeStore } from './notices/notice-store.js';
import { OrderJournal } from './orders/order-journal.js';
import { OrderService } from './orders/order-service.js';
import { postJson } from './outbound/post-json.js';
import { sendOnce, type SendOnce } from './outbound/send-once.js';
import { PortfolioService } from './portfolio/portfolio-service.js';
import { PortfolioStore } from './portfolio/portfolio-store.js';
import { portfolioRoutes } from './portfolio/portfolio-routes.js';
import { TldPriceService } from './pricing/tld-price-service.js';
import { TldPriceStore } from './pricing/tld-price-store.js';
import { BadgeSigner } from './public-status/badge-signer.js';
import { PublicStatusReader } from './public-status/public-status.js';
import { publicStatusRoutes } from './public-status/public-status-routes.js';
import { SecretCipher } from './settings/secret-cipher.js';
import { credentialsOf, fingerprintOf, type Settings } from './settings/settings.js';
import { settingsRoutes } from './settings/settings-routes.js';
import { SettingsHistory } from './settings/settings-history.js';
import { SettingsService } from './settings/settings-service.js';
import { SettingsStore } from './settings/settings-store.js';
import { orderRoutes } from './settlement/order-routes.js';
import { SettlementService } from './settlement/settlement-service.js';
import { SignInStore } from './status-page/sign-in-store.js';
import { statusPageRoutes } from './status-page/status-page-routes.js';
import { systemClock, type Clock } from './store/clock.js';
import { openDatabase } from './store/database.js';
import { closeDatabase } from './store/upkeep.js';
import { SupportReportService } from './support-report/support-report-service.js';
import { supportReportRoutes } from './support-report/support-report-routes.js';
import { translatorFor } from './texts/translator.js';
import { BackgroundSchedule } from './timing/background-schedule.js';
import { ClockWatch } from './timing/clock-watch.js';
import { VERSION } from './version.js';

/** How often alerts are tried that could not be posted at once. */
const EVERY_MINUTE = '* * * * *';

/** When the shop sleeps, and not at a full hour like everybody else. */
const EVERY_NIGHT = '17 3 * * *';

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

/** The whole sidecar, put together but not listening. */
export interface Companion {
  readonly app: Express;
  /** All routes, as the OpenAPI document describes them. */
  readonly routes: readonly Route[];
  readonly logger: Logger;
  readonly folder: DataFolder;
  readonly settings: SettingsService;
  readonly diagnosis: DiagnosisService;
  readonly checks: CheckService;
  readonly portfolio: PortfolioService;
  readonly prices: TldPriceService;
  readonly settlement: SettlementService;
  readonly signIns: SignInStore;
  readonly supportReports: SupportReportService;
  /** Posts what is due to the webhook; nothing where there is none. */
  readonly postAlerts: () => Promise<void>;
  readonly notices: NoticeService;
  readonly retention: Retention;
  /** Begins the scheduled checks, settlements and readings of prices. */
  readonly startSchedule: () => void;
  /** Tells the address under which the sidecar can be reached, for links. */
  readonly listensAt: (url: string) => void;
  /** Ends the schedules, waits for orders under way, closes the database. */
  readonly close: () => Promise<void>;
}

/**
 * Opens the data folder and the database and puts all parts together.
 * @throws when folder, key, operations file or database cannot be used
 */
export async function createCompanion(config: Config, options: CompanionOptions = {}): Promise<Companion> {
  const clock = options.clock ?? systemClock;
  const redactor = new Redactor();
  const logger = createLogger(config.logLevel, redactor, options.logOutput);
  const folder = openDataFolder(config.dataDir, config.token);
  redactor.add(folder.token.reveal());
  const operations = new OperationsFile(folder.path, logger);
  const database = await openDatabase(config.databaseFile);

  const registry = new Registry();
  const events = new EventMetrics(registry);
  const fingerprint = (settings: Settings): string => fingerprintOf(settings, folder.key);
  const protect = (settings: Settings): void => {
    redactor.add(settings.apiSecret.reveal());
  };
  const send: SendOnce = (request) =>
    sendOnce(request, {
      localAddress: config.localAddress,
      ipFamily: config.ipFamily,
      userAgent: `NiceNIC-Companion/${VERSION}`,
    });
  const client = new RegistrarClient(
    config.endpoints,
    send,
    (text, values) => redactor.maskAlso(text, values),
    new CallGate(config.callsPerSecond, clock),
    both(logAttempts(logger), events.countCall),
    options.callLimits,
  );

  const onStorageError = (error: unknown): void => {
    logger.error({ err: error }, 'the database cannot be written');
  };
  const egress = new EgressService(
    config,
    send,
    new EgressStore(database, clock),
    new EnvironmentStore(database, clock),
    clock,
    onStorageError,
  );
  const lastSuccess = new LastSuccessStore(database, clock);
  const settingsHistory = new SettingsHistory(database, clock, onStorageError);
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
      remembers: options.remembers ?? true,
      onStorageError,
    },
    new RefusalBudget(database, clock),
  );
  const cipher = new SecretCipher(folder.key);
  const settingsStore = new SettingsStore(database, cipher, clock);
  const contacts = new ContactStore(database, cipher, clock);
  const checks = new CheckStore(database);
  const history = new HistoryStore(database);
  const monitor = new MonitorStore(database, clock);
  const incidents = new IncidentStore(database, clock);
  const channels: AlertChannel[] = config.webhook === null ? ['whmcs'] : ['whmcs', 'webhook'];
  const alerts = new AlertStore(database, clock, channels);
  const webhook =
    config.webhook === null
      ? null
      : new WebhookDelivery(config.webhook, {
          alerts,
          post: postJson,
          clock,
          logger,
          texts: translatorFor(config.language),
        });
  for (const secret of [config.webhook?.url, config.webhook?.secret, config.heartbeatUrl]) {
    if (secret != null) redactor.add(secret.reveal());
  }
  const signIns = new SignInStore(database, clock);

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
  const settings = new SettingsService(settingsStore, fingerprint, protect, release);
  // What cannot be posted now comes with the next run; the page shows it.
  const postAlerts = async (): Promise<void> => webhook?.run();
  const checkService: CheckService = new CheckService(
    { database, clock, logger, settings, diagnosis, checks, history, monitor, incidents, alerts },
    (finished) => {
      schedule.finished(finished);
      events.countCheck(finished);
      postAlerts().catch(onStorageError);
      heartbeat.beat();
      notices.run().catch(onStorageError);
    },
    release,
  );
  const last = await checks.newest();
  if (last !== null) schedule.holdBack(await monitor.read(), wasRefused(last), last.at);
  const portfolio = new PortfolioService(client, new PortfolioStore(database, clock), clock, logger);
  const journal = new OrderJournal(database, clock);
  const status = new StatusService({
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
  });
  const failures = new FailureReporter(
    checkService,
    () => settingsStore.fingerprint(),
    fingerprint,
    settingsHistory,
  );
  const orders = new OrderService(journal, clock);
  const tldPrices = new TldPriceStore(database, clock);
  const prices = new TldPriceService(client, tldPrices, clock, logger, onStorageError);
  // Checks watch the stored settings alone.
  const lastBalance = async (given: Settings): Promise<Balance | null> => {
    const watched = (await settingsStore.fingerprint()) === fingerprint(given);
    return watched ? ((await checks.newestWithBalance())?.balance ?? null) : null;
  };
  const actions = domainActions({
    client,
    clock,
    orders,
    portfolio,
    contacts,
    operations,
    prices,
    tldPrices,
    failures,
    lastBalance,
    onStorageError,
  });

  const isPaused = async (): Promise<boolean> => asOf(await monitor.read(), clock()).state === 'paused';
  const settlement = new SettlementService({
    database,
    clock,
    logger,
    client,
    settings,
    journal,
    orders,
    alerts,
    isPaused,
    onSettled: (given, domain) => portfolio.changed(credentialsOf(given), domain),
  });
  const settlementSchedule = new BackgroundSchedule('settlement', config.checkSchedule, logger, () =>
    settlement.run(!schedule.isHeldBack()),
  );
  const priceSchedule = new BackgroundSchedule('prices', config.checkSchedule, logger, async () => {
    const current = schedule.isHeldBack() ? null : await settings.current();
    if (current !== null) await prices.refresh(credentialsOf(current));
  });

  let awakeSince = clock();
  const sources = {
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
    store: new NoticeStore(database, clock),
    alerts,
    facts: () => gatherNoticeFacts(sources, clock()),
    holdReport: async (domain) => {
      const current = await settings.current();
      return current === null ? null : portfolio.holdOf(credentialsOf(current), domain);
    },
    isPaused,
  });
  const noticeSchedule = new BackgroundSchedule('notices', config.checkSchedule, logger, () => notices.run());

  const retention = new Retention({ database, clock, logger, keeping: config.keeping });
  const retentionSchedule = new BackgroundSchedule('history', EVERY_NIGHT, logger, () => retention.run());
  // A machine that is switched off every night would never come to it.
  const tidyUpNow = (): void => {
    retention.run().catch(onStorageError);
  };

  const onSettings = async (given: Settings, context: CallContext | undefined): Promise<void> => {
    protect(given);
    if (context !== undefined) await settingsHistory.seen(context.environment, fingerprint(given));
  };
  const validation = new SettingsValidation(
    diagnosis,
    settingsHistory,
    fingerprint,
    protect,
    config.egressUrls,
  );

  const webhookSchedule = new BackgroundSchedule('webhook', EVERY_MINUTE, logger, postAlerts);
  const testAlert = async (): Promise<readonly AlertChannel[]> => {
    await alerts.add(database, composeTest(randomUUID(), clock()));
    // Not waited for: a silent webhook takes longer than the page that asks.
    postAlerts().catch(onStorageError);
    return channels;
  };

  const clockWatch = new ClockWatch(
    clock,
    () => performance.now(),
    (milliseconds) => {
      logger.warn({ milliseconds }, 'the clock jumped, or the machine slept: the schedules begin anew');
      awakeSince = clock();
      const schedules = [
        schedule,
        settlementSchedule,
        priceSchedule,
        webhookSchedule,
        noticeSchedule,
        retentionSchedule,
      ];
      void Promise.all(schedules.map((one) => one.restart()));
      tidyUpNow();
    },
  );

  let baseUrl = '';
  const own = ownEnvironment(config.proxyVariables);
  const versions = { sidecar: VERSION, node: process.versions.node };
  const mask = (text: string): string => redactor.mask(text);
  const state = new StateMetrics(registry, {
    settings: () => settings.current().catch(() => null),
    status,
    checks,
    lastSuccess,
    portfolio,
    alerts,
    orders: journal,
    databaseFile: config.databaseFile,
    clock,
  });
  const storageFailed = (): boolean => checkService.storageFailed;
  const supportReports = new SupportReportService({ status, settings, versions, clock, mask });
  const publicRoutes = config.publicStatus
    ? publicStatusRoutes(
        new PublicStatusReader({
          monitor: async () => status.monitor(await checks.newestTime()),
          history,
          clock,
        }),
        new BadgeSigner(badgeKeyIn(folder.path)),
        clock,
      )
    : [];
  const routes = [
    ...healthRoutes(database, storageFailed),
    ...actionRoutes(actions, onSettings, logger),
    ...settingsRoutes(settings, settingsHistory, config.egressUrls),
    ...egressRoutes(egress, (environment, known) => settingsHistory.seen(environment, known)),
    ...diagnosisRoutes(diagnosis, validation, settings, settingsHistory, fingerprint),
    ...checkRoutes(checkService, status, checks, incidents, versions, own, clock),
    ...portfolioRoutes(portfolio, settings),
    ...domainRoutes(journal, portfolio, settings, clock),
    ...operationRoutes(operations),
    ...alertRoutes(alerts, testAlert, storageFailed),
    ...orderRoutes(journal, settlement),
    ...supportReportRoutes(supportReports),
    ...incidentRoutes(incidents, clock),
    ...historyRoutes(history, clock),
    ...metricsRoutes(registry, state, versions),
    ...publicRoutes,
    ...statusPageRoutes({
      status,
      checks,
      history,
      incidents,
      alerts,
      reports: supportReports,
      service: checkService,
      signIns,
      versions,
      clock,
      testAlert,
      baseUrl: () => baseUrl,
    }),
  ];
  return {
    app: createApp(routes, { token: folder.token, signIns, logger }),
    routes,
    logger,
    folder,
    settings,
    diagnosis,
    checks: checkService,
    portfolio,
    prices,
    settlement,
    signIns,
    supportReports,
    postAlerts,
    notices,
    retention,
    startSchedule: () => {
      clockWatch.start();
      schedule.start();
      settlementSchedule.start();
      priceSchedule.start();
      webhookSchedule.start();
      noticeSchedule.start();
      retentionSchedule.start();
      tidyUpNow();
    },
    listensAt: (url) => {
      baseUrl = url;
    },
    close: async () => {
      clockWatch.stop();
      await schedule.stop();
      await settlementSchedule.stop();
      await priceSchedule.stop();
      await webhookSchedule.stop();
      await noticeSchedule.stop();
      await retentionSchedule.stop();
      await settlement.idle();
      await orders.idle();
      await portfolio.close();
      await prices.close();
      await checkService.idle();
      await notices.idle();
      await retention.close();
      await webhook?.close();
      await heartbeat.idle();
      await closeDatabase(database);
    },
  };
}

/** Whether NiceNIC said no to a check of an earlier run, as far as its cause tells. */
function wasRefused({ attempt, causeCode }: StoredCheck): boolean {
  return attempt !== null && causeCode !== null && isRefusedFor(causeCode);
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
