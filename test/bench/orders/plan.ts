import type { FaultInput } from '../../simulator/faults.js';
import { renewal, registration, transferIn } from '../../support/registration.js';
import type { SeededRandom } from '../../support/seeded-random.js';

export const KINDS = ['register', 'renew', 'transfer'] as const;
export type Kind = (typeof KINDS)[number];

/** WHMCS's names of the functions. */
export const FUNCTION: Readonly<Record<Kind, string>> = {
  register: 'RegisterDomain',
  renew: 'RenewDomain',
  transfer: 'TransferDomain',
};

/** What every renewed name expires on before it is renewed. */
export const FIRST_EXPIRY = '2027-03-01';

/** One thing that a customer paid for, and how it goes wrong the first time. */
export interface PlannedOrder {
  readonly kind: Kind;
  readonly domain: string;
  /** Meets the first request of this kind in the same round; null for none. */
  readonly fault: FaultInput | null;
  /** How often it is clicked at once. */
  readonly clicks: number;
  /** Whether it goes through the PHP module or straight to the sidecar. */
  readonly throughPhp: boolean;
}

/** Everything that the simulator can do to a paid request. */
const FAULTS: readonly FaultInput[] = [
  ...(['before', 'after'] as const).flatMap((when): FaultInput[] => [
    { kind: 'delay', when, milliseconds: 200 },
    { kind: 'reset', when },
    { kind: 'hang', when },
    { kind: 'html', when },
    { kind: 'empty', when },
    { kind: 'status', when, status: 504 },
    { kind: 'unknown-code', when },
  ]),
  { kind: 'truncated' },
  { kind: 'oversized', bytes: 5_000_000 },
  { kind: 'redirect', status: 302, location: 'https://elsewhere.example/' },
  { kind: 'strip-authorization' },
  { kind: 'rate-limit', retryAfterSeconds: 1 },
  { kind: 'pending' },
];

/** What the reads may meet meanwhile. */
export const READ_FAULTS: readonly FaultInput[] = [
  { kind: 'status', when: 'before', status: 503 },
  { kind: 'reset', when: 'after' },
  { kind: 'html', when: 'after' },
  { kind: 'truncated' },
  { kind: 'rate-limit', retryAfterSeconds: 1 },
];

/** So many orders, every fault in turn with every kind; one in `phpEvery` through PHP. */
export function planOrders(count: number, phpEvery: number, random: SeededRandom): PlannedOrder[] {
  return Array.from({ length: count }, (_unused, place) => {
    const kind = KINDS[place % KINDS.length] ?? 'register';
    const turn = Math.floor(place / KINDS.length) % (FAULTS.length + 1);
    return {
      kind,
      domain: `${kind}-${place}.com`,
      fault: FAULTS[turn] ?? null,
      clicks: 1 + Math.floor(random.next() * 3),
      throughPhp: place % phpEvery === 0,
    };
  });
}

/** What WHMCS hands over; `expiryDate` is what it believes a renewed name to expire on. */
export function paramsOf(
  { kind, domain }: PlannedOrder,
  domainid: number,
  expiryDate = FIRST_EXPIRY,
): object {
  switch (kind) {
    case 'register':
      return registration(domain, { domainid });
    case 'renew':
      return renewal(domain, expiryDate, { domainid });
    case 'transfer':
      return transferIn(domain, { domainid });
  }
}
