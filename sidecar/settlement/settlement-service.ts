import type { AlertStore } from '../alerts/alert-store.js';
import { CompanionError } from '../errors/companion-error.js';
import type { Logger } from '../log/logger.js';
import type { FailureKind } from '../nicenic/classify-answer.js';
import type { RegistrarClient } from '../nicenic/registrar-client.js';
import { LOOKED_AROUND_MILLISECONDS } from '../orders/account-for-charges.js';
import { asksForCharges } from '../orders/decide-order.js';
import type { Order } from '../orders/order.js';
import type { OrderJournal } from '../orders/order-journal.js';
import type { OrderService } from '../orders/order-service.js';
import { apiEnvironmentOf, credentialsOf, type Settings } from '../settings/settings.js';
import type { SettingsService } from '../settings/settings-service.js';
import type { Clock } from '../store/clock.js';
import type { Database } from '../store/database.js';
import { composeOrderUnknown } from './compose-order-alert.js';
import { isDue, needsAlert, sentBefore } from './decide-settlement.js';
import { RecordsPass } from './records-pass.js';

export interface SettlementParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly client: RegistrarClient;
  readonly settings: SettingsService;
  readonly journal: OrderJournal;
  readonly orders: OrderService;
  readonly alerts: AlertStore;
  /** Whether alerts are to wait for the end of maintenance. */
  readonly isPaused: () => Promise<boolean>;
  /** Told the domain of each order that was looked at: what was known of it before holds no longer. */
  readonly onSettled: (settings: Settings, domain: string) => Promise<void>;
}

/**
 * Answers after which to ask again soon can do harm. There is nothing wrong with how the list is asked for, so that
 * any refusal is one of whoever asks, in whatever words.
 */
const REFUSALS: readonly FailureKind[] = [
  'access_refused',
  'request_refused',
  'unknown_code',
  'rate_limited',
  'held_back',
];

/** After a refusal of access, or when asked for fewer calls, the registrar is left alone for this long. Milliseconds. */
const PAUSE_MILLISECONDS = 30 * 60_000;

/** Settles orders whose outcome is not known: by the registrar's records, by schedule and on demand, or by hand. */
export class SettlementService {
  #running: Promise<void> | null = null;
  #leftAloneSince = Number.NEGATIVE_INFINITY;

  constructor(private readonly parts: SettlementParts) {}

  /**
   * One pass over the open orders of the stored settings' account: the list and the transactions are read once for all
   * of them, and not at all when none is due. `mayAsk` false only tells the admin of what stays unknown.
   */
  run(mayAsk: boolean): Promise<void> {
    this.#running ??= this.pass(mayAsk).finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  /** Resolves when no pass is under way. */
  async idle(): Promise<void> {
    await Promise.allSettled([this.#running]);
  }

  /**
   * Looks an open order up now. Answers the order as it is then.
   * @throws {CompanionError} `order_not_found`, `no_settings`, `order_of_other_account`
   */
  async lookUp(id: string): Promise<Order> {
    const { journal, settings } = this.parts;
    const order = await this.find(id);
    if (!['sent', 'unknown', 'pending'].includes(order.state)) return order;
    const current = await settings.current();
    if (current === null) throw new CompanionError('no_settings');
    if (!isOf(order, current)) throw new CompanionError('order_of_other_account');
    await this.settle([order], current);
    return (await journal.find(id)) ?? order;
  }

  /**
   * An admin's word on an unknown order, or that a waiting transfer has failed.
   * @throws {CompanionError} `order_not_found`, `order_not_unknown`
   */
  async settleByHand(id: string, outcome: 'done' | 'rejected', note: string): Promise<Order> {
    const { journal, logger } = this.parts;
    const { intent, referenceId } = await this.find(id);
    if (!(await journal.settleByHand(id, outcome, note))) throw new CompanionError('order_not_unknown');
    logger.warn({ referenceId, order: id, action: intent.action, outcome }, 'order settled by hand');
    return this.find(id);
  }

  private async find(id: string): Promise<Order> {
    const order = await this.parts.journal.find(id);
    if (order === null) throw new CompanionError('order_not_found');
    return order;
  }

  private async pass(mayAsk: boolean): Promise<void> {
    const { clock, journal, settings } = this.parts;
    const open = await journal.open(sentBefore(clock()));
    if (open.length === 0) return;
    const current = await settings.current();
    if (current !== null && mayAsk && !this.isLeftAlone()) {
      const due = open.filter((order) => isOf(order, current) && isDue(order, clock()));
      if (due.length > 0) await this.settle(due, current);
    }
    await this.tell(await journal.open(sentBefore(clock())));
  }

  private async settle(orders: readonly Order[], settings: Settings): Promise<void> {
    const { client, logger, onSettled, orders: service } = this.parts;
    const names = orders.map(({ intent }) => intent.domain);
    const oldest = Math.min(...orders.map(({ sentAt, createdAt }) => sentAt ?? createdAt));
    const now = this.parts.clock();
    const since = oldest - LOOKED_AROUND_MILLISECONDS;
    const pass = new RecordsPass(client, credentialsOf(settings), names, since, now);
    const list = await pass.list();
    if ('failure' in list && REFUSALS.includes(list.failure.kind)) this.#leftAloneSince = this.parts.clock();
    // What the list decides comes first: the charges of these then account for themselves.
    const rank = (order: Order): number => {
      const listed = 'found' in list ? (list.found.get(order.intent.domain) ?? null) : null;
      return asksForCharges(order, listed, now) ? 1 : 0;
    };
    for (const order of orders.toSorted((a, b) => rank(a) - rank(b))) {
      const settled = await service.settle(order, pass.of(order.intent.domain));
      if (settled === null || settled.state === order.state) continue;
      logger.info(
        { referenceId: order.referenceId, action: order.intent.action, from: order.state, to: settled.state },
        'order settled',
      );
      await onSettled(settings, order.intent.domain);
    }
  }

  private async tell(open: readonly Order[]): Promise<void> {
    const { alerts, clock, database, isPaused } = this.parts;
    if (await isPaused()) return;
    for (const order of open.filter((candidate) => needsAlert(candidate, clock()))) {
      await database
        .transaction()
        .execute((transaction) => alerts.addOnce(transaction, composeOrderUnknown(order), order.createdAt));
    }
  }

  /** Not since a time in the future: that comes from a clock that was set back. */
  private isLeftAlone(): boolean {
    const age = this.parts.clock() - this.#leftAloneSince;
    return age >= 0 && age < PAUSE_MILLISECONDS;
  }
}

function isOf({ intent: { account } }: Order, settings: Settings): boolean {
  return (
    account.apiEnvironment === apiEnvironmentOf(settings) &&
    account.username === settings.username.toLowerCase()
  );
}
