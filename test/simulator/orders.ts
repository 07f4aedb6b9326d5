import type { PaidAction } from './price-table.js';

/** What was ordered. */
export interface OrderRequest {
  readonly action: PaidAction;
  readonly domain: string;
  readonly years: number;
  /** Empty for a renewal. */
  readonly nameservers: readonly string[];
  readonly contact: Readonly<Record<string, string>> | null;
}

/** An order that was accepted with 201 and is, or was, waiting. */
export interface PendingOrder extends OrderRequest {
  readonly chargeId: number;
  readonly state: 'pending' | 'completed' | 'failed';
}

/** The orders that did not finish at once. The API shows none of this. */
export class OrderBook {
  readonly #orders: PendingOrder[] = [];

  open(request: OrderRequest, chargeId: number): void {
    this.#orders.push({ ...request, chargeId, state: 'pending' });
  }

  /** The order of this name that is still waiting. */
  pending(domain: string): PendingOrder | undefined {
    return this.#orders.find((order) => order.domain === domain && order.state === 'pending');
  }

  /** Ends the waiting order of this name and returns it; throws when there is none. */
  close(domain: string, state: 'completed' | 'failed'): PendingOrder {
    const index = this.#orders.findIndex((order) => order.domain === domain && order.state === 'pending');
    const order = this.#orders[index];
    if (order === undefined) throw new Error(`No pending order for ${domain}`);
    const closed = { ...order, state };
    this.#orders[index] = closed;
    return closed;
  }

  /** Every order, oldest first. */
  list(): readonly PendingOrder[] {
    return [...this.#orders];
  }
}
