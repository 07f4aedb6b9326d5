import type { ContactStore } from '../contacts/contact-store.js';
import type { OrderService } from '../orders/order-service.js';
import type { PortfolioService } from '../portfolio/portfolio-service.js';
import type { BalanceParts } from './balance-guard.js';
import type { FailureReporter } from './failure-reporter.js';

/** What actions that cost money need. */
export interface OrderingParts extends BalanceParts {
  readonly orders: OrderService;
  readonly contacts: ContactStore;
  readonly failures: FailureReporter;
  readonly portfolio: PortfolioService;
}
