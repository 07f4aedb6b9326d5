import { DAY_MS, addYears, toDate } from './calendar.js';

/** A record made by dns/create_record. */
export interface DnsRecord {
  readonly id: number;
  readonly type: string;
  readonly host: string;
  readonly value: string;
  /** Seconds. */
  readonly ttl: number;
  readonly pri: number;
}

/** A domain of the account. */
export interface PortfolioDomain {
  readonly domain: string;
  readonly createdDate: string;
  readonly expiredDate: string;
  readonly nameservers: readonly string[];
  /** Status `stop`; what it means at the registrar is not told. */
  readonly stopped: boolean;
  readonly onHold: boolean;
  readonly contact: Readonly<Record<string, string>> | null;
  /** Domain management password, not the transfer code. */
  readonly password: string | null;
  readonly records: readonly DnsRecord[];
  /** Child nameservers: host name to IPv4 address. */
  readonly hosts: Readonly<Record<string, string>>;
  /** What only invented operations read and change. */
  readonly locked: boolean;
  readonly privacy: boolean;
  readonly transferCode: string | null;
}

export const SORTS = ['name_asc', 'name_desc', 'time_asc', 'time_desc'] as const;
export type Sort = (typeof SORTS)[number];

export const STATUSES = ['active', 'expired', 'stop'] as const;
export type DomainStatus = (typeof STATUSES)[number];

export interface DomainFilter {
  readonly status: DomainStatus | 'all';
  /** null = no filter. */
  readonly onHold: boolean | null;
}

/** Nameservers of v1's defaults, used where a test names none. */
const DEFAULT_NAMESERVERS = ['ns3.my-ndns.com', 'ns4.my-ndns.com'];

const ORDERS: Readonly<Record<Sort, (a: PortfolioDomain, b: PortfolioDomain) => number>> = {
  name_asc: (a, b) => compare(a.domain, b.domain),
  name_desc: (a, b) => compare(b.domain, a.domain),
  time_asc: (a, b) => compare(a.createdDate, b.createdDate) || compare(a.domain, b.domain),
  time_desc: (a, b) => compare(b.createdDate, a.createdDate) || compare(a.domain, b.domain),
};

/** The domains of one environment. Sorted views are kept until something changes, so paging 10,000 domains is quick. */
export class Portfolio {
  readonly #now: () => Date;
  readonly #domains = new Map<string, PortfolioDomain>();
  readonly #sorted = new Map<Sort, readonly PortfolioDomain[]>();

  constructor(now: () => Date) {
    this.#now = now;
  }

  get size(): number {
    return this.#domains.size;
  }

  get(domain: string): PortfolioDomain | undefined {
    return this.#domains.get(domain);
  }

  /** Adds or replaces a domain; what is left out is a plain active domain that was registered today for a year. */
  put(domain: Partial<PortfolioDomain> & { readonly domain: string }): PortfolioDomain {
    const createdDate = domain.createdDate ?? toDate(this.#now());
    const whole: PortfolioDomain = {
      createdDate,
      expiredDate: addYears(createdDate, 1),
      nameservers: DEFAULT_NAMESERVERS,
      stopped: false,
      onHold: false,
      contact: null,
      password: null,
      records: [],
      hosts: {},
      locked: true,
      privacy: false,
      transferCode: null,
      ...domain,
    };
    this.#domains.set(whole.domain, whole);
    this.#sorted.clear();
    return whole;
  }

  remove(domain: string): void {
    this.#domains.delete(domain);
    this.#sorted.clear();
  }

  /**
   * Adds `count` active domains `portfolio-000001.com`, ..., one registered each day backwards through the last
   * year, and again from the start of it. `vary` changes single ones.
   */
  seed(count: number, vary: (index: number) => Partial<PortfolioDomain> = () => ({})): void {
    const start = this.#now().getTime();
    for (let index = 0; index < count; index += 1) {
      this.put({
        domain: `portfolio-${String(index + 1).padStart(6, '0')}.com`,
        createdDate: toDate(new Date(start - (index % 365) * DAY_MS)),
        ...vary(index),
      });
    }
  }

  /** Status as domain_list shows it: `stop` wins, then the expiry date decides; the last day still counts. */
  statusOf(domain: PortfolioDomain): DomainStatus {
    if (domain.stopped) return 'stop';
    return domain.expiredDate < toDate(this.#now()) ? 'expired' : 'active';
  }

  /** Every domain that passes the filter, in order. */
  list(sort: Sort, filter: DomainFilter): readonly PortfolioDomain[] {
    return this.#inOrder(sort).filter(
      (domain) =>
        (filter.status === 'all' || this.statusOf(domain) === filter.status) &&
        (filter.onHold === null || domain.onHold === filter.onHold),
    );
  }

  #inOrder(sort: Sort): readonly PortfolioDomain[] {
    const known = this.#sorted.get(sort);
    if (known !== undefined) return known;
    const sorted = [...this.#domains.values()].sort(ORDERS[sort]);
    this.#sorted.set(sort, sorted);
    return sorted;
  }
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
