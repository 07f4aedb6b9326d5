import type { Express } from 'express';
import { createApp } from './app.js';
import { layFoundation, type CompanionOptions } from './assembly/foundation.js';
import { assembleOrdering } from './assembly/ordering.js';
import { assembleRoutes } from './assembly/routes.js';
import { storesOn } from './assembly/stores.js';
import { assembleTelling } from './assembly/telling.js';
import { assembleWatching } from './assembly/watching.js';
import type { CheckService } from './checks/check-service.js';
import type { DataFolder } from './config/data-folder.js';
import type { Config } from './config/environment.js';
import type { DiagnosisService } from './diagnosis/diagnosis-service.js';
import { Retention } from './history/retention.js';
import type { Route } from './http/route.js';
import type { Logger } from './log/logger.js';
import type { NoticeService } from './notices/notice-service.js';
import { PortfolioService } from './portfolio/portfolio-service.js';
import type { TldPriceService } from './pricing/tld-price-service.js';
import type { SettingsService } from './settings/settings-service.js';
import type { SettlementService } from './settlement/settlement-service.js';
import type { SignInStore } from './status-page/sign-in-store.js';
import { closeDatabase } from './store/upkeep.js';
import { SupportReportService } from './support-report/support-report-service.js';
import { BackgroundSchedule } from './timing/background-schedule.js';
import { BackgroundWork } from './timing/background-work.js';
import { ClockWatch } from './timing/clock-watch.js';

/** When the shop sleeps, and not at a full hour like everybody else. */
const EVERY_NIGHT = '17 3 * * *';

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
  const foundation = await layFoundation(config, options);
  const { client, clock, database, folder, logger, redactor, versions, onStorageError } = foundation;
  const stores = storesOn(foundation);
  const portfolio = new PortfolioService(client, stores.portfolio, clock, logger);
  const telling = assembleTelling(foundation, stores);
  const watching = await assembleWatching(foundation, stores, portfolio, telling);
  const ordering = assembleOrdering(foundation, stores, portfolio, watching);
  const { settings, status } = watching;
  const mask = (text: string): string => redactor.mask(text);
  const supportReports = new SupportReportService({ status, settings, versions, clock, mask });

  const retention = new Retention({ database, clock, logger, keeping: config.keeping });
  // A machine that is switched off every night would never come to it.
  const tidyUpNow = (): void => {
    retention.run().catch(onStorageError);
  };
  const background = new BackgroundWork([
    ...watching.schedules,
    ...ordering.schedules,
    telling.schedule,
    new BackgroundSchedule('history', EVERY_NIGHT, logger, () => retention.run()),
  ]);
  const clockWatch = new ClockWatch(
    clock,
    () => performance.now(),
    (milliseconds) => {
      logger.warn({ milliseconds }, 'the clock jumped, or the machine slept: the schedules begin anew');
      watching.wokeUp();
      void background.restart();
      tidyUpNow();
    },
  );

  let baseUrl = '';
  const routes = assembleRoutes({
    foundation,
    stores,
    portfolio,
    telling,
    watching,
    ordering,
    supportReports,
    baseUrl: () => baseUrl,
  });
  return {
    app: createApp(routes, { token: folder.token, signIns: stores.signIns, logger }),
    routes,
    logger,
    folder,
    settings,
    diagnosis: watching.diagnosis,
    checks: watching.checks,
    portfolio,
    prices: ordering.prices,
    settlement: ordering.settlement,
    signIns: stores.signIns,
    supportReports,
    postAlerts: telling.postAlerts,
    notices: watching.notices,
    retention,
    startSchedule: () => {
      clockWatch.start();
      background.start();
      tidyUpNow();
    },
    listensAt: (url) => {
      baseUrl = url;
    },
    close: async () => {
      clockWatch.stop();
      await background.stop();
      await ordering.close();
      await watching.idle();
      await retention.close();
      await telling.close();
      await closeDatabase(database);
    },
  };
}
