import type { CallContext } from '../egress/call-context.js';
import type { EnvironmentReport } from '../egress/environment-store.js';
import { phrase, type Phrase } from '../texts/phrase.js';
import type { Translator } from '../texts/translator.js';

/** What the sidecar is and runs on. */
export interface SidecarVersions {
  readonly sidecar: string;
  readonly node: string;
}

export interface VersionRow {
  readonly name: string;
  readonly version: string;
  /** What does not fit; null when nothing is known not to. */
  readonly flag: string | null;
}

/** The sidecar, what it runs on, and each environment of WHMCS with the module in it. */
export function versionRows(
  own: SidecarVersions,
  reports: readonly EnvironmentReport[],
  texts: Translator,
): VersionRow[] {
  return [
    { name: texts.t('page:versions.sidecar'), version: own.sidecar, flag: null },
    { name: texts.t('page:versions.node'), version: own.node, flag: null },
    ...reports.map(({ context }) => {
      const parts = partsOf(context);
      const { moduleVersion = own.sidecar } = context;
      return {
        name: texts.t(`words:places.${context.environment}`),
        version: parts.length === 0 ? texts.t('page:versions.not_told') : texts.items(parts),
        flag: moduleVersion === own.sidecar ? null : texts.t('page:versions.differs'),
      };
    }),
  ];
}

function partsOf({ whmcsVersion, phpVersion, moduleVersion }: CallContext): Phrase[] {
  return [
    whmcsVersion === undefined ? null : phrase('page:versions.whmcs', { version: whmcsVersion }),
    phpVersion === undefined ? null : phrase('page:versions.php', { version: phpVersion }),
    moduleVersion === undefined ? null : phrase('page:versions.module', { version: moduleVersion }),
  ].filter((part) => part !== null);
}
