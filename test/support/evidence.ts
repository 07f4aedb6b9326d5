import type { Evidence, Probe } from '../../sidecar/diagnosis/evidence.js';
import type { EgressAddress } from '../../sidecar/egress/egress-address.js';
import type { RegistrarFailure } from '../../sidecar/nicenic/classify-answer.js';
import type { EnvironmentReport } from '../../sidecar/egress/environment-store.js';

/** The address from which the sidecar of these evidences leaves. */
export const ADDRESS = '203.0.113.7';

export const PRODUCTION = 'https://api.nicenic.net/v2/';

export const NOON = Date.parse('2026-11-22T12:00:00Z');

/** An outbound address of the sidecar unless told otherwise. */
export function seenAt(address: string, changes: Partial<EgressAddress> = {}): EgressAddress {
  const family = address.includes(':') ? 6 : 4;
  return { context: 'sidecar', family, address, source: 'echo.example', scope: 'public', ...changes };
}

/** A refusal of access: one code and one text, as a registrar gives it that tells nothing. */
export function failure(changes: Partial<RegistrarFailure> = {}): RegistrarFailure {
  return {
    kind: 'access_refused',
    stage: null,
    systemCode: null,
    httpStatus: 200,
    code: 999,
    message: 'Request refused',
    location: null,
    retryAfterSeconds: null,
    mayHaveExecuted: false,
    ...changes,
  };
}

/** A call that broke off: no answer, so no status, code or text. */
export function brokeOff(stage: RegistrarFailure['stage'], systemCode: string): RegistrarFailure {
  return failure({ kind: 'unreachable', stage, systemCode, httpStatus: null, code: null, message: null });
}

/** A balance call with this failure; null is an accepted one. */
export function probe(why: RegistrarFailure | null, changes: Partial<Probe> = {}): Probe {
  return {
    accepted: why === null,
    failure: why,
    attempt: {
      action: 'user/balance',
      endpoint: PRODUCTION,
      timestamp: '2026-11-22T12:00:00.000Z',
      httpStatus: why === null ? 200 : why.httpStatus,
      code: why === null ? 0 : why.code,
      msg: why === null ? null : why.message,
      milliseconds: 120,
      localAddress: '10.0.0.5',
    },
    proxied: false,
    via: null,
    certificateIssuer: null,
    certificateEndsAt: null,
    publicCertificate: null,
    ...changes,
  };
}

/** A refused call from a known address, with no history and nothing else amiss. */
export function evidence(changes: Partial<Evidence> = {}): Evidence {
  return {
    apiEnvironment: 'production',
    endpoint: PRODUCTION,
    documentedEndpoint: PRODUCTION,
    lint: [],
    probe: probe(failure()),
    withoutCredentials: null,
    otherApiEnvironment: null,
    otherFamily: null,
    withoutProxy: null,
    inCron: null,
    lowRisk: [],
    echoedThroughProxy: false,
    outgoing: { authorization: true, contentType: true, withoutBody: true },
    drift: [],
    flippedFingerprint: 'fingerprint-flipped',
    settingsPast: { seen: [], outcomes: [] },
    version: '0.1.0',
    egress: [seenAt(ADDRESS)],
    settingsFingerprint: 'fingerprint-now',
    lastSuccess: null,
    environments: [],
    proxyVariables: {},
    ownNetwork: 'up',
    configuredLocalAddress: null,
    now: NOON,
    ...changes,
  };
}

/** The success before the outage, under the same settings and from the same address unless told otherwise. */
export function succeeded(
  changes: Partial<NonNullable<Evidence['lastSuccess']>> = {},
): NonNullable<Evidence['lastSuccess']> {
  return {
    at: NOON,
    fingerprint: 'fingerprint-now',
    egress: [{ family: 4, address: ADDRESS }],
    endpoint: PRODUCTION,
    localAddress: '10.0.0.5',
    certificateIssuer: null,
    certificateEndsAt: null,
    proxyVariables: {},
    version: '0.1.0',
    ...changes,
  };
}

/** What WHMCS's cron reported, with the settings in use unless told otherwise. */
export function cronReport(changes: Partial<EnvironmentReport> = {}): EnvironmentReport {
  return {
    context: { environment: 'cron' },
    proxy: null,
    settingsFingerprint: 'fingerprint-now',
    reportedAt: NOON,
    ...changes,
  };
}
