import type { CallContext } from '../egress/call-context.js';
import type { EgressContext } from '../egress/egress-address.js';
import type { SeenAddress } from '../egress/egress-store.js';
import type { EnvironmentReport } from '../egress/environment-store.js';
import { phrase, type Phrase } from '../texts/phrase.js';
import type { Translator } from '../texts/translator.js';
import { moment, type Moment } from './moment.js';

export interface AddressRow {
  readonly where: string;
  readonly family: string;
  readonly address: string;
  /** What is odd about the address; null when nothing is. */
  readonly note: string | null;
  /** Who saw it: hosts of echo services. */
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
export function addressRows(seen: readonly SeenAddress[], now: number, texts: Translator): AddressRow[] {
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
      where: texts.t(`words:places.${first.context}`),
      family: texts.t('page:addresses.family', { family: first.family }),
      address: first.address,
      note: first.scope === 'public' ? null : texts.t(`words:scopes.${first.scope}`),
      sources: texts.t('page:addresses.seen_by', { sources: group.map(({ source }) => source) }),
      lastSeen: moment(Math.max(...group.map(({ lastSeen }) => lastSeen)), now, texts),
    };
  });
}

export function environmentRow(report: EnvironmentReport, now: number, texts: Translator): EnvironmentRow {
  const { context, proxy, reportedAt } = report;
  const software = softwareOf(context);
  return {
    where: texts.t(`words:places.${context.environment}`),
    software: software.length === 0 ? texts.t('page:environments.not_told') : texts.items(software),
    proxy:
      proxy === null
        ? texts.t('page:environments.no_proxy')
        : texts.t('page:environments.proxy', {
            variables: Object.entries(proxy).map((pair) => pair.join('=')),
          }),
    reported: moment(reportedAt, now, texts),
  };
}

function softwareOf({ whmcsVersion, phpVersion, moduleVersion, user }: CallContext): Phrase[] {
  return [
    whmcsVersion === undefined ? null : phrase('page:environments.whmcs', { version: whmcsVersion }),
    phpVersion === undefined ? null : phrase('page:environments.php', { version: phpVersion }),
    moduleVersion === undefined ? null : phrase('page:environments.module', { version: moduleVersion }),
    user === undefined ? null : phrase('page:environments.user', { user }),
  ].filter((part) => part !== null);
}
