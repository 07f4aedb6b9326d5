import { stat } from 'node:fs/promises';
import { Gauge, type Registry } from 'prom-client';
import type { AlertStore } from '../alerts/alert-store.js';
import type { CheckStore } from '../checks/check-store.js';
import { MONITOR_STATES } from '../checks/monitor.js';
import type { StatusService } from '../checks/status-service.js';
import type { LastSuccessStore } from '../diagnosis/last-success-store.js';
import type { OrderJournal } from '../orders/order-journal.js';
import type { PortfolioService } from '../portfolio/portfolio-service.js';
import { credentialsOf, type Settings } from '../settings/settings.js';
import type { Clock } from '../store/clock.js';
import { PREFIX } from './prefix.js';

export interface StateSources {
  /** Null before WHMCS has handed any over, or when they cannot be read. */
  readonly settings: () => Promise<Settings | null>;
  readonly status: Pick<StatusService, 'monitor'>;
  readonly checks: Pick<CheckStore, 'newest'>;
  readonly lastSuccess: Pick<LastSuccessStore, 'read'>;
  readonly portfolio: Pick<PortfolioService, 'age'>;
  readonly alerts: Pick<AlertStore, 'counts'>;
  readonly orders: Pick<OrderJournal, 'counts'>;
  readonly databaseFile: string;
  readonly clock: Clock;
}

/** How things stand, read from the database at each scrape. What is not known has no sample. */
export class StateMetrics {
  readonly #state: Gauge<'state'>;
  readonly #alerts: Gauge<'channel' | 'outcome'>;
  readonly #orders: Gauge<'action' | 'state'>;
  readonly #lastSuccessAge: Gauge;
  readonly #lastCheckAge: Gauge;
  readonly #indexAge: Gauge;
  readonly #databaseBytes: Gauge;
  readonly #walBytes: Gauge;

  constructor(
    registry: Registry,
    private readonly sources: StateSources,
  ) {
    const gauge = <Label extends string>(
      name: string,
      help: string,
      labelNames: Label[] = [],
    ): Gauge<Label> => new Gauge({ name: PREFIX + name, help, labelNames, registers: [registry] });
    this.#state = gauge('state', 'State of access to NiceNIC: 1 for the present one, 0 for the others', [
      'state',
    ]);
    this.#lastSuccessAge = gauge('last_success_age_seconds', 'Time since NiceNIC last accepted a call');
    this.#lastCheckAge = gauge('last_check_age_seconds', 'Time since the last check, whatever its outcome');
    this.#alerts = gauge('alerts', 'Alerts that are kept, by channel and what came of them', [
      'channel',
      'outcome',
    ]);
    this.#orders = gauge('orders', 'Paid orders in the journal, by action and state', ['action', 'state']);
    this.#indexAge = gauge(
      'portfolio_index_age_seconds',
      "Time since the last clean reading of the registrar's list began",
    );
    this.#databaseBytes = gauge('database_size_bytes', 'Size of the database file');
    this.#walBytes = gauge('database_wal_size_bytes', 'Size of the write-ahead log of the database');
  }

  async read(): Promise<void> {
    const { settings, status, checks, lastSuccess, portfolio, alerts, orders, databaseFile } = this.sources;
    const current = await settings();
    const owner = current === null ? null : credentialsOf(current);
    const success = owner === null ? null : await lastSuccess.read(owner.apiEnvironment, owner.username);
    const index = owner === null ? null : await portfolio.age(owner);
    const lastCheck = await checks.newest();
    const { state } = await status.monitor(lastCheck);
    const alertCounts = await alerts.counts();
    const orderCounts = await orders.counts();
    const databaseBytes = await sizeOf(databaseFile);
    const walBytes = await sizeOf(`${databaseFile}-wal`);

    // Nothing is waited for from here on: another scrape at the same time sees all of it.
    for (const known of MONITOR_STATES) this.#state.set({ state: known }, known === state ? 1 : 0);
    this.setAge(this.#lastSuccessAge, success?.at ?? null);
    this.setAge(this.#lastCheckAge, lastCheck?.at ?? null);
    this.setAge(this.#indexAge, index?.cleanAt ?? null);
    this.#alerts.reset();
    for (const { channel, outcome, count } of alertCounts) this.#alerts.set({ channel, outcome }, count);
    this.#orders.reset();
    for (const { action, state: orderState, count } of orderCounts)
      this.#orders.set({ action, state: orderState }, count);
    this.#databaseBytes.set(databaseBytes);
    this.#walBytes.set(walBytes);
  }

  private setAge(gauge: Gauge, at: number | null): void {
    // A gauge without labels would tell 0 for what is not known.
    gauge.remove();
    // A clock that was set back makes nothing younger than new.
    if (at !== null) gauge.set(Math.max(0, this.sources.clock() - at) / 1_000);
  }
}

/** Bytes; 0 for a file that is not there. */
async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch {
    return 0;
  }
}
