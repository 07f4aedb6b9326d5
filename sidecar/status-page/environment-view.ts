import type { Drift } from '../egress/find-drift.js';
import { SOURCE_NOT_TOLD, type EgressContext } from '../egress/egress-address.js';
import type { SeenAddress } from '../egress/egress-store.js';
import type { EnvironmentReport } from '../egress/environment-store.js';
import type { LastSuccess } from '../diagnosis/last-success-store.js';
import { phrase, type Phrase } from '../texts/phrase.js';
import type { Translator } from '../texts/translator.js';
import { moment, type Moment } from './moment.js';

export interface AddressRow {
  readonly where: string;
  readonly family: string;
  readonly address: string;
  /** What is odd about the address; null when nothing is. */
  readonly note: string | null;
  /** What it was when NiceNIC last accepted a call; null where that is not known. */
  readonly then: { readonly differs: boolean; readonly text: string } | null;
  /** Whether NiceNIC sees it, so that it belongs on the whitelist. */
  readonly toWhitelist: boolean;
  /** Who saw it: hosts of echo services; null where none was told. */
  readonly sources: string | null;
  readonly lastSeen: Moment;
}

/** What an environment of WHMCS told of itself. */
export interface EnvironmentRow {
  readonly where: string;
  /** Null where it was not told. */
  readonly user: string | null;
  readonly proxy: string;
  readonly reported: Moment;
}

/** What is known about addresses. */
export interface KnownAddresses {
  readonly egress: readonly SeenAddress[];
  readonly drift: readonly Drift[];
  readonly lastSuccess: LastSuccess | null;
}

/** The sidecar first: its addresses are the ones that NiceNIC sees. */
const ORDER: readonly EgressContext[] = ['sidecar', 'web', 'cron', 'cli'];

/** One row an address: the echo services that saw the same one share it. */
export function addressRows(known: KnownAddresses, now: number, texts: Translator): AddressRow[] {
  const groups = new Map<string, SeenAddress[]>();
  const sorted = [...known.egress].sort((a, b) => ORDER.indexOf(a.context) - ORDER.indexOf(b.context));
  for (const one of sorted) {
    const key = `${one.context} ${one.family} ${one.address}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { context, family, address, scope } = first;
    const then = addressesThen(first, known);
    const sources = group.map(({ source }) => source).filter((source) => source !== SOURCE_NOT_TOLD);
    return {
      where: texts.t(`words:places.${context}`),
      family: texts.t('page:addresses.family', { family }),
      address,
      note: scope === 'public' ? null : texts.t(`words:scopes.${scope}`),
      then:
        then === null ? null : { differs: !then.includes(address), text: texts.say(thenText(then, address)) },
      toWhitelist: context === 'sidecar' && scope === 'public',
      sources: sources.length === 0 ? null : texts.t('page:addresses.seen_by', { sources }),
      lastSeen: moment(Math.max(...group.map(({ lastSeen }) => lastSeen)), now, texts),
    };
  });
}

/**
 * Addresses of the same context and family when NiceNIC last accepted a call; null where that is not known. Those of the
 * sidecar were kept with that call; where WHMCS is concerned an address that took the place of another since tells.
 */
function addressesThen(
  { context, family, address, since }: SeenAddress,
  { drift, lastSuccess }: KnownAddresses,
): readonly string[] | null {
  if (lastSuccess === null) return null;
  if (context === 'sidecar')
    return lastSuccess.egress.length === 0
      ? null
      : lastSuccess.egress.filter((one) => one.family === family).map((one) => one.address);
  if (since <= lastSuccess.at) return [address];
  const change = drift.find((one) => one.context === context && one.family === family && one.now === address);
  return change === undefined || change.at <= lastSuccess.at ? null : [change.before];
}

function thenText(then: readonly string[], now: string): Phrase {
  if (then.includes(now)) return phrase('page:addresses.same_then');
  return then.length === 0
    ? phrase('page:addresses.none_then')
    : phrase('page:addresses.other_then', { addresses: then });
}

export function environmentRow(report: EnvironmentReport, now: number, texts: Translator): EnvironmentRow {
  const { context, proxy, reportedAt } = report;
  return {
    where: texts.t(`words:places.${context.environment}`),
    user: context.user === undefined ? null : texts.t('page:environments.user', { user: context.user }),
    proxy:
      proxy === null
        ? texts.t('page:environments.no_proxy')
        : texts.t('page:environments.proxy', {
            variables: Object.entries(proxy).map((pair) => pair.join('=')),
          }),
    reported: moment(reportedAt, now, texts),
  };
}
