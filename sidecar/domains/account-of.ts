import type { Account } from '../orders/order.js';
import { apiEnvironmentOf, type Settings } from '../settings/settings.js';

/** The account that orders with these settings cost. */
export function accountOf(settings: Settings): Account {
  return { apiEnvironment: apiEnvironmentOf(settings), username: settings.username.toLowerCase() };
}
