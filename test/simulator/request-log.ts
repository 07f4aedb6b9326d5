import type { Environment, SeenAuthorization } from './account.js';
import type { RefusalReason } from './dialects.js';
import type { Fault } from './faults.js';
import { PAID_ACTIONS, type PaidAction } from './price-table.js';

/** How far the processing of a request came; the answer may still have been lost or replaced by a fault. */
export type Outcome =
  'received' | 'success' | 'pending' | 'parameter_error' | 'not_found' | 'echo' | RefusalReason;

/** What arrived. No credential is kept: not from the header, and cut out of the query if one was put there. */
export interface LoggedRequest {
  readonly id: number;
  readonly at: Date;
  readonly environment: Environment;
  /** Without the IPv4-mapped prefix. */
  readonly sourceAddress: string;
  readonly method: string;
  readonly path: string;
  /** The parameter `action`, `ip` for the echo, or empty. */
  readonly action: string;
  readonly query: Readonly<Record<string, string>>;
  readonly contentType: string | null;
  readonly authorization: SeenAuthorization;
  readonly fault: Fault['kind'] | null;
  /** `received` means: not processed (so far). */
  readonly outcome: Outcome;
  /** HTTP status of the answer that was handed to the socket; null when none was. */
  readonly status: number | null;
}

/** Fields that a request must have to be counted. */
export type RequestFilter = Partial<
  Pick<LoggedRequest, 'action' | 'environment' | 'sourceAddress' | 'outcome' | 'method'>
>;

/** A paid request that arrived more than once. */
export interface Duplicate {
  readonly environment: Environment;
  readonly action: PaidAction;
  readonly domain: string;
  readonly requests: readonly LoggedRequest[];
}

/** Everything that arrived on both API listeners, oldest first. */
export class RequestLog {
  readonly #requests = new Map<number, LoggedRequest>();
  #lastId = 0;

  /** Adds a request and returns the id under which it can be brought up to date. */
  open(request: Omit<LoggedRequest, 'id' | 'outcome' | 'status'>): number {
    this.#lastId += 1;
    this.#requests.set(this.#lastId, { ...request, id: this.#lastId, outcome: 'received', status: null });
    return this.#lastId;
  }

  update(id: number, change: Partial<Pick<LoggedRequest, 'outcome' | 'status'>>): void {
    const request = this.#requests.get(id);
    // A request that was still running when the log was cleared stays forgotten.
    if (request !== undefined) this.#requests.set(id, { ...request, ...change });
  }

  list(filter: RequestFilter = {}): readonly LoggedRequest[] {
    const wanted = Object.entries(filter);
    return [...this.#requests.values()].filter((request) =>
      wanted.every(([field, value]) => request[field as keyof RequestFilter] === value),
    );
  }

  clear(): void {
    this.#requests.clear();
  }

  /**
   * Register, renew and transfer requests of one domain that arrived more than once, whatever became of them.
   * Renewals count as the same only with the same `deaddate`.
   */
  duplicates(): readonly Duplicate[] {
    const groups = new Map<string, Duplicate>();
    for (const request of this.#requests.values()) {
      const action = PAID_ACTIONS.find((paid) => paid === request.action);
      const domain = request.query['domain']?.toLowerCase();
      if (action === undefined || domain === undefined) continue;
      const { environment } = request;
      const key = JSON.stringify([environment, action, domain, request.query['deaddate']]);
      const requests = [...(groups.get(key)?.requests ?? []), request];
      groups.set(key, { environment, action, domain, requests });
    }
    return [...groups.values()].filter(({ requests }) => requests.length > 1);
  }
}
