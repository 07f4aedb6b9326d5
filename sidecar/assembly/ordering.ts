import type { Balance } from '../domains/balance-guard.js';
import type { DomainAction } from '../domains/domain-action.js';
import { domainActions } from '../domains/domain-actions.js';
import { FailureReporter } from '../domains/failure-reporter.js';
import { OrderService } from '../orders/order-service.js';
import type { PortfolioService } from '../portfolio/portfolio-service.js';
import { TldPriceService } from '../pricing/tld-price-service.js';
import { credentialsOf, type Settings } from '../settings/settings.js';
import { SettlementService } from '../settlement/settlement-service.js';
import { BackgroundSchedule } from '../timing/background-schedule.js';
import type { Schedule } from '../timing/background-work.js';
import type { Foundation } from './foundation.js';
import type { Stores } from './stores.js';
import type { Watching } from './watching.js';

/** The part that serves WHMCS's domain functions and brings paid orders to an end. */
export interface Ordering {
  readonly actions: readonly DomainAction[];
  readonly prices: TldPriceService;
  readonly settlement: SettlementService;
  readonly schedules: readonly Schedule[];
  /** Ends readings under way and resolves when no order is. */
  readonly close: () => Promise<void>;
}

export function assembleOrdering(
  foundation: Foundation,
  stores: Stores,
  portfolio: PortfolioService,
  watching: Watching,
): Ordering {
  const { client, clock, config, database, fingerprint, logger, onStorageError, operations } = foundation;
  const { alerts, contacts, journal, tldPrices } = stores;
  const { isHeldBack, isPaused, settings } = watching;

  const orders = new OrderService(journal, clock);
  const prices = new TldPriceService(client, tldPrices, clock, logger, onStorageError);
  // Checks watch the stored settings alone.
  const lastBalance = async (given: Settings): Promise<Balance | null> => {
    const watched = (await stores.settings.fingerprint()) === fingerprint(given);
    return watched ? ((await stores.checks.newestWithBalance())?.balance ?? null) : null;
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
    failures: new FailureReporter(
      watching.checks,
      () => stores.settings.fingerprint(),
      fingerprint,
      stores.settingsHistory,
    ),
    lastBalance,
    onStorageError,
  });
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
  const settle = (): Promise<void> => settlement.run(!isHeldBack());
  const readPrices = async (): Promise<void> => {
    const current = isHeldBack() ? null : await settings.current();
    if (current !== null) await prices.refresh(credentialsOf(current));
  };

  return {
    actions,
    prices,
    settlement,
    schedules: [
      new BackgroundSchedule('settlement', config.checkSchedule, logger, settle),
      new BackgroundSchedule('prices', config.checkSchedule, logger, readPrices),
    ],
    close: async () => {
      await settlement.idle();
      await orders.idle();
      await portfolio.close();
      await prices.close();
    },
  };
}
