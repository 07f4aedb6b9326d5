import type { IpFamily } from '../config/environment.js';
import type { EgressAddress } from '../egress/egress-address.js';
import type { OwnNetwork } from '../egress/egress-service.js';
import type { EnvironmentReport } from '../egress/environment-store.js';
import type { Drift } from '../egress/find-drift.js';
import type { RegistrarFailure } from '../nicenic/classify-answer.js';
import type { ApiEnvironment, Attempt } from '../nicenic/registrar-client.js';
import type { OutgoingCheck } from '../outbound/outgoing-check.js';
import type { LintProblem } from '../settings/lint-settings.js';
import type { Fingerprint } from '../settings/settings.js';
import type { SettingsOrigin, SettingsPast } from '../settings/settings-history.js';
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
  readonly certificateIssuer: string | null;
  /** Milliseconds since 1970-01-01 UTC; null without TLS. */
  readonly certificateEndsAt: number | null;
  /** Whether the certificate goes back to a public authority; null without TLS. */
  readonly publicCertificate: boolean | null;
}

/** A call of the guide's low-risk list that followed an accepted balance call (auth-guide.md section 8). */
export interface LowRiskCall {
  readonly accepted: boolean;
  readonly attempt: Attempt;
}

/** Every fact the verdict is drawn from. Collected first, judged afterwards; nothing in it is secret. */
export interface Evidence {
  readonly apiEnvironment: ApiEnvironment;
  readonly endpoint: string;
  /** The documented address of this API environment (nicenic-api-v2.md, "Official addresses"). */
  readonly documentedEndpoint: string;
  readonly lint: readonly LintProblem[];
  /** The balance call with the settings as they are; null when lint says that it cannot be made. */
  readonly probe: Probe | null;
  /** Calls that differ from the probe in exactly one respect; null or absent when not made. */
  readonly withoutCredentials: Probe | null;
  readonly otherApiEnvironment: Probe | null;
  readonly otherFamily: { readonly family: IpFamily; readonly probe: Probe } | null;
  /** Past the proxy that the environment names. */
  readonly withoutProxy: Probe | null;
  /** The settings that cron hands over, where they are others than the accepted ones that this is about. */
  readonly inCron: { readonly lint: readonly LintProblem[]; readonly probe: Probe | null } | null;
  /** The rest of the guide's low-risk actions in its order; empty when not made. */
  readonly lowRisk: readonly LowRiskCall[];
  /** What leaves this process, as a server on this machine received it; null when that was not looked at. */
  readonly outgoing: OutgoingCheck | null;
  /** Outbound addresses as seen last in each context. */
  readonly egress: readonly EgressAddress[];
  /** Whether the echo services were asked through a proxy; null where that is not known. */
  readonly echoedThroughProxy: boolean | null;
  /** Addresses that changed lately, in any context. */
  readonly drift: readonly Drift[];
  readonly settingsFingerprint: Fingerprint;
  /** The same user name and secret with Test Mode the other way round. */
  readonly flippedFingerprint: Fingerprint;
  readonly settingsPast: SettingsPast;
  /** Last time the registrar accepted a call in this API environment. */
  readonly lastSuccess: LastSuccess | null;
  readonly environments: readonly EnvironmentReport[];
  /** Proxy variables of the sidecar. */
  readonly proxyVariables: Readonly<Record<string, string>>;
  /** Whether anything outside answers: `down` when every echo service was asked and none answered. */
  readonly ownNetwork: OwnNetwork;
  /** COMPANION_LOCAL_ADDRESS. */
  readonly configuredLocalAddress: string | null;
  /** Version of the sidecar. */
  readonly version: string;
  /** When the facts were gathered, in milliseconds since 1970-01-01 UTC. */
  readonly now: number;
}

/** The settings that came last from one place, and when; null when none came. */
export function lastSeenFrom(
  evidence: Pick<Evidence, 'settingsPast'>,
  origin: SettingsOrigin,
): SettingsPast['seen'][number] | null {
  return evidence.settingsPast.seen.find((seen) => seen.origin === origin) ?? null;
}

/**
 * Whether web and cron hand over different settings at the same time: the one still does so after the other began
 * with its own. Right after a save the cron simply has not run yet, which is no difference.
 */
export function environmentsDisagree(evidence: Pick<Evidence, 'settingsPast'>): boolean {
  const web = lastSeenFrom(evidence, 'web');
  const cron = lastSeenFrom(evidence, 'cron');
  if (web === null || cron === null || web.fingerprint === cron.fingerprint) return false;
  return Math.min(web.at, cron.at) >= Math.max(web.since, cron.since);
}

/** When NiceNIC last accepted and refused a call with these settings; null for never. */
export function outcomeOf(
  evidence: Pick<Evidence, 'settingsPast'>,
  fingerprint: Fingerprint,
): { readonly acceptedAt: number | null; readonly refusedAt: number | null } {
  return (
    evidence.settingsPast.outcomes.find((outcome) => outcome.fingerprint === fingerprint) ?? {
      acceptedAt: null,
      refusedAt: null,
    }
  );
}

/** Whether the last word of NiceNIC on these settings was yes. */
export function works(evidence: Pick<Evidence, 'settingsPast'>, fingerprint: Fingerprint): boolean {
  const { acceptedAt, refusedAt } = outcomeOf(evidence, fingerprint);
  return acceptedAt !== null && acceptedAt > (refusedAt ?? Number.NEGATIVE_INFINITY);
}

/** The sidecar's own addresses. */
export function sidecarAddresses(evidence: Pick<Evidence, 'egress'>): EgressAddress[] {
  return evidence.egress.filter(({ context }) => context === 'sidecar');
}

/**
 * The address to enter at NiceNIC, or all of them where the echo services disagree: those of the family that the probe
 * used, else of the first that is known. Null where none is known, or the services were asked another way than NiceNIC.
 */
export function addressToWhitelist(evidence: Evidence): string | null {
  const { probe, echoedThroughProxy } = evidence;
  if (probe !== null && echoedThroughProxy !== null && echoedThroughProxy !== probe.proxied) return null;
  const own = sidecarAddresses(evidence);
  const family = familyUsed(probe?.attempt.localAddress ?? null);
  const chosen = own.some((address) => address.family === family) ? family : own[0]?.family;
  const addresses = own.filter((address) => address.family === chosen).map(({ address }) => address);
  return addresses.length === 0 ? null : [...new Set(addresses)].join(', ');
}

/** IP family of the local address of a call; null when there was no connection. */
export function familyUsed(localAddress: string | null): IpFamily | null {
  if (localAddress === null) return null;
  return localAddress.includes(':') && !localAddress.startsWith('::ffff:') ? 6 : 4;
}

/** Whether COMPANION_LOCAL_ADDRESS names an address that this host does not have (any more). */
export function localAddressIsGone({ configuredLocalAddress, probe }: Evidence): boolean {
  return (
    configuredLocalAddress !== null && ['EADDRNOTAVAIL', 'EINVAL'].includes(probe?.failure?.systemCode ?? '')
  );
}

/** Whether the settings of cron are known not to work, whatever those of the web do. */
export function cronFails({ inCron }: Evidence): boolean {
  if (inCron === null) return false;
  return inCron.probe === null || isRefusal(inCron.probe.failure);
}

/**
 * Outbound addresses of the sidecar that were not there at the last success: of the family that the call used, where
 * that is known, because the other one has nothing to do with it.
 */
export function changedAddresses(evidence: Evidence): { before: string; now: string }[] {
  const then = evidence.lastSuccess?.egress ?? [];
  const used = familyUsed(evidence.probe?.attempt.localAddress ?? null);
  const own = sidecarAddresses(evidence).filter(({ family }) => used === null || family === used);
  return own.flatMap(({ family, address }) => {
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
