import { isIP } from 'node:net';
import { whatCameBack } from '../nicenic/classify-answer.js';
import { utc } from '../texts/format-time.js';
import type { CauseCode } from '../causes/cause-catalogue.js';
import {
  addressToWhitelist,
  changedAddresses,
  hasAddressOfLastSuccess,
  isRefusal,
  type Evidence,
} from './evidence.js';

/** How much a fact speaks for (above 1) or against (below 1) each cause: the factor on the cause's weight. */
type Factors = Readonly<Partial<Record<CauseCode, number>>>;

/** One piece of reasoning: where `fact` finds something, the factors count and the sentence is shown as evidence. */
export interface Rule {
  readonly id: string;
  readonly factors: Factors;
  /** Why these factors. */
  readonly reason: string;
  /** The sentence for the admin, or null when the fact is not there. */
  readonly fact: (evidence: Evidence) => string | null;
}

/** Settles the matter: no set of hints adds up to it. */
const PROOF = 10_000;
/** Leaves little room for another cause. */
const STRONG = 100;
/** Tips the balance between causes that look alike. */
const HINT = 8;
const WEAK_HINT = 1.6;
const AGAINST = 0.1;

/**
 * Weights before any evidence. The three causes that a single refusal cannot tell apart (auth-guide.md section 4)
 * lead; the whitelist stands first of them because it is the one that changes without anyone touching WHMCS
 * (peers.md section 5, items 1, 7 and 8).
 */
export const PRIOR: Readonly<Record<CauseCode, number>> = {
  ip_not_whitelisted: 10,
  wrong_secret: 9,
  account_not_eligible: 4,
  auth_header_altered: 0.5,
  bad_request_format: 0.3,
  api_outage: 0.3,
  unknown: 0.3,
  wrong_environment: 0.2,
  wrong_endpoint: 0.2,
  proxy_interference: 0.1,
  egress_ip_changed: 0.1,
  cron_environment_differs: 0.05,
  whmcs_settings_not_saved: 0.05,
  whmcs_settings_incomplete: 0.01,
  secret_malformed: 0.01,
  username_malformed: 0.01,
  network_unreachable: 0.01,
  dns_failure: 0.01,
  tls_failure: 0.01,
  rate_limited: 0.01,
  sidecar_unreachable: 0,
};

/** The causes behind a refusal; a failure of another kind speaks against all of them at once. */
const NO_REFUSAL: Factors = {
  ip_not_whitelisted: AGAINST,
  wrong_secret: AGAINST,
  account_not_eligible: AGAINST,
};

const refused = (evidence: Evidence): boolean => isRefusal(evidence.probe?.failure ?? null);

/** Words in the registrar's text, in the languages it may speak. A hint only: its wording is documented nowhere. */
function saidAbout(evidence: Evidence, words: RegExp): string | null {
  const message = evidence.probe?.failure?.message ?? '';
  return refused(evidence) && words.test(message) ? `NiceNIC said: "${message}"` : null;
}

export const RULES: readonly Rule[] = [
  ...(['secret_malformed', 'username_malformed', 'whmcs_settings_incomplete'] as const).map((code): Rule => ({
    id: `lint_${code}`,
    factors: { [code]: PROOF, ...NO_REFUSAL },
    reason:
      'Values that cannot travel in the header fail whatever else is right, and before NiceNIC sees them.',
    fact: ({ lint }) =>
      lint.find((problem) => problem.code === code && problem.severity === 'error')?.message ?? null,
  })),
  ...(['secret_malformed', 'username_malformed'] as const).map((code): Rule => ({
    id: `lint_warning_${code}`,
    factors: { [code]: STRONG * HINT },
    reason: 'An odd value that is also refused is most likely refused because it is odd.',
    fact: (evidence) =>
      refused(evidence)
        ? (evidence.lint.find((problem) => problem.code === code && problem.severity === 'warning')
            ?.message ?? null)
        : null,
  })),
  {
    id: 'dns_stage',
    factors: { dns_failure: PROOF, ...NO_REFUSAL },
    reason: 'The call ended before there was an address to connect to.',
    fact: ({ probe, endpoint }) =>
      probe?.failure?.stage === 'dns' && isNameError(probe.failure.systemCode, endpoint)
        ? `The name ${new URL(endpoint).hostname} could not be resolved (${String(probe.failure.systemCode)}).`
        : null,
  },
  {
    id: 'connect_stage',
    factors: { network_unreachable: PROOF, ...NO_REFUSAL },
    reason: 'No connection came about, so nobody refused anything.',
    fact: ({ probe, endpoint }) =>
      probe?.failure?.kind === 'unreachable' &&
      (probe.failure.stage === 'connect' ||
        (probe.failure.stage === 'dns' && !isNameError(probe.failure.systemCode, endpoint)))
        ? `No connection to ${new URL(endpoint).host} (${String(probe.failure.systemCode)}).`
        : null,
  },
  {
    id: 'tls_stage',
    factors: { tls_failure: PROOF, ...NO_REFUSAL },
    reason: 'The connection stood and the certificate or handshake failed.',
    fact: ({ probe }) =>
      probe?.failure?.stage === 'tls'
        ? `The TLS handshake failed (${String(probe.failure.systemCode)}).`
        : null,
  },
  {
    id: 'no_answer',
    factors: { api_outage: PROOF, network_unreachable: HINT, ...NO_REFUSAL },
    reason: 'The connection stood, but no whole answer came: more often the server than the network.',
    fact: ({ probe }) =>
      probe?.failure?.kind === 'unreachable' && ['http', 'body'].includes(probe.failure.stage ?? '')
        ? `NiceNIC accepted the connection but gave no whole answer (${String(probe.failure.systemCode)}).`
        : null,
  },
  {
    id: 'own_network_down',
    factors: { network_unreachable: HINT, api_outage: AGAINST },
    reason: 'When nothing outside answers, the fault is on this side.',
    fact: ({ ownNetwork }) =>
      ownNetwork === 'down' ? 'None of the echo services could be reached from this server either.' : null,
  },
  {
    id: 'proxy_refused',
    factors: { proxy_interference: PROOF, ...NO_REFUSAL },
    reason: 'The answer came from the proxy (407, or no tunnel), so NiceNIC has not seen the call.',
    fact: ({ probe, proxyVariables }) =>
      probe?.failure?.kind === 'proxy_refused'
        ? `The proxy did not let the call through (${probe.failure.httpStatus ?? probe.failure.systemCode ?? 'no status'}); set: ${Object.keys(proxyVariables).join(', ') || 'no proxy variable'}.`
        : null,
  },
  {
    id: 'rate_limited',
    factors: { rate_limited: PROOF, ...NO_REFUSAL },
    reason: 'Status 429 has one meaning.',
    fact: ({ probe }) =>
      probe?.failure?.kind === 'rate_limited' ? 'NiceNIC answered 429, too many requests.' : null,
  },
  {
    id: 'server_error',
    factors: { api_outage: PROOF, ...NO_REFUSAL },
    reason: 'A 5xx status is a fault of the server.',
    fact: ({ probe }) =>
      probe?.failure?.kind === 'server_error'
        ? `NiceNIC answered with a server error (HTTP ${String(probe.failure.httpStatus)}).`
        : null,
  },
  {
    id: 'redirected',
    factors: { wrong_endpoint: PROOF, ...NO_REFUSAL },
    reason:
      'The documented address does not redirect; a missing slash or an old address does (auth-guide.md cause 6).',
    fact: ({ probe }) =>
      probe?.failure?.kind === 'redirected'
        ? `The address answered with a redirect to ${probe.failure.location ?? 'nowhere'}.`
        : null,
  },
  {
    id: 'not_found',
    factors: { wrong_endpoint: PROOF, ...NO_REFUSAL },
    reason: 'The API has one address; 404 is the answer of another.',
    fact: ({ probe }) =>
      probe?.failure?.kind === 'wrong_address'
        ? `The address answered HTTP ${String(probe.failure.httpStatus)}, not found.`
        : null,
  },
  {
    id: 'unreadable',
    factors: { api_outage: STRONG, proxy_interference: HINT, wrong_endpoint: HINT, ...NO_REFUSAL },
    reason: 'Something that is not the API answered: a maintenance page, a proxy, another site.',
    fact: ({ probe }) =>
      probe?.failure?.kind === 'unreadable'
        ? `The answer was not what the API documents: "${probe.failure.message ?? ''}"`
        : null,
  },
  {
    id: 'endpoint_differs',
    factors: { wrong_endpoint: HINT * HINT },
    reason: 'Another address than the documented one is a cause of its own; it need not be the one at work.',
    fact: ({ endpoint, documentedEndpoint, probe }) =>
      probe?.failure && endpoint !== documentedEndpoint && !isLoopbackAddress(endpoint)
        ? `Calls go to ${endpoint} instead of ${documentedEndpoint}.`
        : null,
  },
  {
    id: 'proxied',
    factors: { auth_header_altered: HINT, proxy_interference: HINT },
    reason: 'A proxy on the way can remove the header.',
    fact: (evidence) =>
      refused(evidence) && evidence.probe?.proxied === true
        ? `The call went through a proxy (${Object.keys(evidence.proxyVariables).join(', ')}).`
        : null,
  },
  {
    id: 'other_environment_accepts',
    factors: { wrong_environment: PROOF },
    reason: 'The same credentials are accepted there: proof (auth-guide.md section 4.2).',
    fact: ({ otherApiEnvironment, apiEnvironment }) =>
      otherApiEnvironment?.accepted === true
        ? `The same user name and secret are refused in ${apiEnvironment} and accepted in ${apiEnvironment === 'production' ? 'sandbox' : 'production'}.`
        : null,
  },
  {
    id: 'other_family_accepts',
    factors: { ip_not_whitelisted: PROOF, wrong_secret: 0 },
    reason: 'The same credentials are accepted from another address: only the address can be the cause.',
    fact: ({ otherFamily }) =>
      otherFamily?.probe.accepted === true
        ? `The same call is accepted over IPv${otherFamily.family}, from another address.`
        : null,
  },
  {
    id: 'address_changed',
    factors: { egress_ip_changed: STRONG * STRONG, ip_not_whitelisted: 1, wrong_secret: AGAINST },
    reason: 'The one thing that changed since the last success is the address.',
    fact: (evidence: Evidence): string | null => {
      const [change] = changedAddresses(evidence);
      return refused(evidence) && change !== undefined && evidence.lastSuccess !== null
        ? `The outbound address changed from ${change.before} to ${change.now} since the last success at ${utc(evidence.lastSuccess.at)}.`
        : null;
    },
  },
  {
    id: 'settings_changed',
    factors: { wrong_secret: HINT * WEAK_HINT, ip_not_whitelisted: AGAINST },
    reason: 'The settings changed since the last success and the address did not.',
    fact: (evidence) =>
      refused(evidence) &&
      evidence.lastSuccess !== null &&
      evidence.lastSuccess.fingerprint !== evidence.settingsFingerprint &&
      changedAddresses(evidence).length === 0
        ? `User name, secret or test mode were changed since the last success at ${utc(evidence.lastSuccess.at)}.`
        : null,
  },
  {
    id: 'nothing_changed_here',
    factors: { ip_not_whitelisted: WEAK_HINT, auth_header_altered: AGAINST, bad_request_format: AGAINST },
    reason: 'Settings and address are those of the last success, so something changed at NiceNIC.',
    fact: (evidence) =>
      refused(evidence) &&
      evidence.lastSuccess?.fingerprint === evidence.settingsFingerprint &&
      hasAddressOfLastSuccess(evidence) &&
      changedAddresses(evidence).length === 0
        ? `Settings and outbound address are the same as at the last success (${utc(evidence.lastSuccess.at)}): something changed at NiceNIC.`
        : null,
  },
  {
    id: 'never_accepted',
    factors: { wrong_secret: WEAK_HINT },
    reason: 'A secret that never worked is more often mistyped or the login password than not.',
    fact: (evidence) =>
      refused(evidence) && evidence.lastSuccess === null
        ? 'These settings have never been accepted yet.'
        : null,
  },
  {
    id: 'was_accepted',
    factors: { account_not_eligible: 0.7 },
    reason: 'An account that could use the API rarely loses that.',
    fact: (evidence) =>
      refused(evidence) && evidence.apiEnvironment === 'production' && evidence.lastSuccess !== null
        ? `The account could use the API until ${utc(evidence.lastSuccess.at)}.`
        : null,
  },
  {
    id: 'header_is_read',
    factors: { auth_header_altered: AGAINST },
    reason: 'With and without credentials the answers differ, so the header arrives and is read.',
    fact: ({ probe, withoutCredentials }) =>
      probe?.failure && withoutCredentials?.failure && !sameAnswer(probe.failure, withoutCredentials.failure)
        ? 'The answer differs from the one to a call without credentials: the header arrives.'
        : null,
  },
  {
    id: 'status_forbidden',
    factors: { ip_not_whitelisted: WEAK_HINT, account_not_eligible: WEAK_HINT },
    reason: '403 is what HTTP has for a known caller who may not; a habit, not a rule.',
    fact: (evidence) =>
      refused(evidence) && evidence.probe?.failure?.httpStatus === 403
        ? 'NiceNIC answered HTTP 403, forbidden.'
        : null,
  },
  {
    id: 'status_unauthorized',
    factors: { wrong_secret: HINT, auth_header_altered: WEAK_HINT },
    reason: '401 is what HTTP has for credentials that are missing or wrong.',
    fact: (evidence) =>
      refused(evidence) && evidence.probe?.failure?.httpStatus === 401
        ? 'NiceNIC answered HTTP 401, not authenticated.'
        : null,
  },
  {
    id: 'text_about_address',
    factors: { ip_not_whitelisted: HINT },
    reason: 'The text speaks of an address or a whitelist.',
    fact: (evidence) => saidAbout(evidence, /white.?list|allow.?list|\bIPs?\b|IP address|白名单|IP地址/i),
  },
  {
    id: 'text_about_credentials',
    factors: { wrong_secret: HINT },
    reason: 'The text speaks of the password, the secret or the user.',
    fact: (evidence) => saidAbout(evidence, /password|secret|credential|密码|密钥|用户名/i),
  },
  {
    id: 'text_about_account',
    factors: { account_not_eligible: HINT * WEAK_HINT },
    reason: 'The text speaks of the reseller level or of rights of the account.',
    fact: (evidence) => saidAbout(evidence, /reseller|eligible|permission|代理|权限/i),
  },
  {
    id: 'cron_other_settings',
    factors: { cron_environment_differs: STRONG },
    reason: 'Cron hands over other settings than the ones in use.',
    fact: (evidence: Evidence): string | null => {
      const cron = evidence.environments.find(({ context }) => context.environment === 'cron');
      return evidence.probe?.failure && cron && cron.settingsFingerprint !== evidence.settingsFingerprint
        ? 'The WHMCS cron hands over other settings than these.'
        : null;
    },
  },
];

/** True for the loopback addresses under which a simulator stands in for the registrar. */
export function isLoopbackAddress(endpoint: string): boolean {
  return /^(localhost|127\.|\[::1\])/.test(new URL(endpoint).hostname);
}

/** An address without a name needs no resolving, so a call to it that runs out of time waits for the connection. */
function isNameError(code: string | null, endpoint: string): boolean {
  const { hostname } = new URL(endpoint);
  const named = isIP(hostname.replace(/^\[|\]$/g, '')) === 0;
  return named && ['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'TIMEOUT'].includes(code ?? '');
}

function sameAnswer(
  a: NonNullable<NonNullable<Evidence['probe']>['failure']>,
  b: NonNullable<NonNullable<Evidence['probe']>['failure']>,
): boolean {
  return a.kind === b.kind && a.httpStatus === b.httpStatus && a.code === b.code && a.message === b.message;
}

/** The sentence that every refusal begins with: what was tried and what came back. */
export function refusalSentence(evidence: Evidence): string | null {
  const { probe } = evidence;
  if (probe?.failure == null || !refused(evidence)) return null;
  const from = addressToWhitelist(evidence);
  return `${probe.attempt.action} in ${evidence.apiEnvironment}${from === null ? '' : ` from ${from}`} was refused: ${whatCameBack(probe.failure)}.`;
}
