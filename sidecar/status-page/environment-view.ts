import type { EgressContext } from '../egress/egress-address.js';
import type { SeenAddress } from '../egress/egress-store.js';
import type { EnvironmentReport } from '../egress/environment-store.js';
import { moment, type Moment } from './moment.js';
import { ADDRESS_SCOPE, EGRESS_CONTEXT } from './words.js';

export interface AddressRow {
  readonly where: string;
  readonly family: string;
  readonly address: string;
  /** What is odd about the address; null when nothing is. */
  readonly note: string | null;
  /** Hosts of the echo services that saw it. */
  readonly sources: string;
  readonly lastSeen: Moment;
}

/** What an environment of WHMCS told of itself. */
export interface EnvironmentRow {
  readonly where: string;
  readonly software: string;
  readonly proxy: string;
  readonly reported: Moment;
}

/** The sidecar first: its addresses are the ones that NiceNIC sees. */
const ORDER: readonly EgressContext[] = ['sidecar', 'web', 'cron', 'cli'];

/** One row an address: the echo services that saw the same one share it. */
export function addressRows(seen: readonly SeenAddress[], now: number): AddressRow[] {
  const groups = new Map<string, SeenAddress[]>();
  const sorted = [...seen].sort((a, b) => ORDER.indexOf(a.context) - ORDER.indexOf(b.context));
  for (const one of sorted) {
    const key = `${one.context} ${one.family} ${one.address}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    return {
      where: EGRESS_CONTEXT[first.context],
      family: `IPv${first.family}`,
      address: first.address,
      note: ADDRESS_SCOPE[first.scope],
      sources: group.map(({ source }) => source).join(', '),
      lastSeen: moment(Math.max(...group.map(({ lastSeen }) => lastSeen)), now),
    };
  });
}

export function environmentRow(
  { context, proxy, reportedAt }: EnvironmentReport,
  now: number,
): EnvironmentRow {
  const software = [
    context.whmcsVersion === undefined ? null : `WHMCS ${context.whmcsVersion}`,
    context.phpVersion === undefined ? null : `PHP ${context.phpVersion}`,
    context.moduleVersion === undefined ? null : `module ${context.moduleVersion}`,
    context.user === undefined ? null : `user ${context.user}`,
  ].filter((part) => part !== null);
  return {
    where: EGRESS_CONTEXT[context.environment],
    software: software.join(', ') || 'Not told',
    proxy:
      proxy === null
        ? 'None'
        : Object.entries(proxy)
            .map((pair) => pair.join('='))
            .join(', '),
    reported: moment(reportedAt, now),
  };
}
