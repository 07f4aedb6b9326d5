import type { IpFamily } from '../config/environment.js';
import type { EgressAddress } from '../egress/egress-address.js';
import type { EnvironmentReport } from '../egress/environment-store.js';
import type { RegistrarFailure } from '../nicenic/classify-answer.js';
import type { ApiEnvironment, Attempt } from '../nicenic/registrar-client.js';
import type { SettingsProblem } from '../settings/lint-settings.js';
import type { LastSuccess } from './last-success-store.js';

/** Outcome of one free call made for the diagnosis. */
export interface Probe {
  readonly accepted: boolean;
  /** Null when accepted. */
  readonly failure: RegistrarFailure | null;
  readonly attempt: Attempt;
  /** True when the call went through a proxy. */
  readonly proxied: boolean;
  /** `Via` header of the answer, a proxy's mark. */
  readonly via: string | null;
}

/** Every fact the verdict is drawn from. Collected first, judged afterwards; nothing in it is secret. */
export interface Evidence {
  readonly apiEnvironment: ApiEnvironment;
  readonly endpoint: string;
  /** The documented address of this API environment (nicenic-api-v2.md, "Official addresses"). */
  readonly documentedEndpoint: string;
  readonly lint: readonly SettingsProblem[];
  /** The balance call with the settings as they are; null when lint says that it cannot be made. */
  readonly probe: Probe | null;
  /** Calls that differ from the probe in exactly one respect; null or absent when not made. */
  readonly withoutCredentials: Probe | null;
  readonly otherApiEnvironment: Probe | null;
  readonly otherFamily: { readonly family: IpFamily; readonly probe: Probe } | null;
  /** Outbound addresses as seen last in each context. */
  readonly egress: readonly EgressAddress[];
  readonly settingsFingerprint: string;
  /** Last time the registrar accepted a call in this API environment. */
  readonly lastSuccess: LastSuccess | null;
  readonly environments: readonly EnvironmentReport[];
  /** Proxy variables of the sidecar. */
  readonly proxyVariables: Readonly<Record<string, string>>;
  /** Whether anything outside answers: `down` when every echo service was asked and none answered. */
  readonly ownNetwork: 'up' | 'down' | 'not_asked';
}

/** The sidecar's own addresses. */
export function sidecarAddresses(evidence: Evidence): EgressAddress[] {
  return evidence.egress.filter(({ context }) => context === 'sidecar');
}

/** The address to enter at NiceNIC: the one the probe's family used, else the first that is known. */
export function addressToWhitelist(evidence: Evidence): string | null {
  const own = sidecarAddresses(evidence);
  const local = evidence.probe?.attempt.localAddress ?? null;
  const family = local === null ? null : local.includes(':') && !local.startsWith('::ffff:') ? 6 : 4;
  return (own.find((address) => address.family === family) ?? own[0])?.address ?? null;
}

/** Outbound addresses of the sidecar that were not there at the last success, family by family. */
export function changedAddresses(evidence: Evidence): { before: string; now: string }[] {
  const then = evidence.lastSuccess?.egress ?? [];
  return sidecarAddresses(evidence).flatMap(({ family, address }) => {
    const before = then.filter((past) => past.family === family).map((past) => past.address);
    const [first] = before;
    return first !== undefined && !before.includes(address) ? [{ before: first, now: address }] : [];
  });
}

/** Whether an outbound address of the sidecar was there at the last success too; false when either is not known. */
export function hasAddressOfLastSuccess(evidence: Evidence): boolean {
  const then = (evidence.lastSuccess?.egress ?? []).map(({ address }) => address);
  return sidecarAddresses(evidence).some(({ address }) => then.includes(address));
}

/** A refusal that can mean wrong credentials, address or account. */
export function isRefusal(failure: RegistrarFailure | null): boolean {
  return failure !== null && ['access_refused', 'request_refused', 'unknown_code'].includes(failure.kind);
}

/**
 * What a verdict rests on besides the calls that tell causes apart: while this stays the same, so does the verdict.
 * For comparison only.
 */
export function situationOf(evidence: Evidence): string {
  const { settingsFingerprint, endpoint, probe, ownNetwork, environments } = evidence;
  const { kind, stage, systemCode, httpStatus, code, message } = probe?.failure ?? {};
  return JSON.stringify([
    settingsFingerprint,
    endpoint,
    [kind, stage, systemCode, httpStatus, code, message],
    [...new Set(sidecarAddresses(evidence).map(({ address }) => address))].sort(),
    ownNetwork,
    environments.map((report) => [report.context.environment, report.settingsFingerprint]),
  ]);
}
