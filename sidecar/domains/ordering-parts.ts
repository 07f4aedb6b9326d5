import type { RegistrarClient } from '../nicenic/registrar-client.js';
import type { OrderService } from '../orders/order-service.js';
import type { PortfolioService } from '../portfolio/portfolio-service.js';
import type { FailureReporter } from './failure-reporter.js';

/** What actions that cost money need. */
export interface OrderingParts {
  readonly client: RegistrarClient;
  readonly orders: OrderService;
  readonly failures: FailureReporter;
  readonly portfolio: PortfolioService;
}
