import { isIP } from 'node:net';
import type { RegistrarFailure } from '../../nicenic/classify-answer.js';
import { oneLine } from '../../nicenic/one-line.js';
import { localAddressIsGone, type Evidence } from '../evidence.js';
import {
  AGAINST,
  HINT,
  NO_REFUSAL,
  PROOF,
  refused,
  STRONG,
  WEAK_AGAINST,
  WEAK_HINT,
  type Rule,
} from './rule.js';

/** How far the call got before anybody could say yes or no. */
export const CONNECTION_RULES: readonly Rule[] = [
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
    id: 'connection_refused',
    factors: { api_outage: STRONG * HINT, network_unreachable: PROOF, ...NO_REFUSAL },
    reason:
      'A refused connection is mostly answered by the other host: the way there works, its service does not. A firewall near this server can give the same answer.',
    fact: (evidence) =>
      brokeOffConnecting(evidence) && isRefusedConnection(evidence)
        ? `${new URL(evidence.endpoint).host} refused the connection (${String(evidence.probe?.failure?.systemCode)}).`
        : null,
  },
  {
    id: 'local_address_gone',
    factors: { network_unreachable: PROOF * HINT, api_outage: AGAINST },
    reason: 'A call cannot leave from an address that the host does not have: no network is down.',
    fact: (evidence) =>
      localAddressIsGone(evidence)
        ? `COMPANION_LOCAL_ADDRESS is ${String(evidence.configuredLocalAddress)}, which this server does not have (any more).`
        : null,
  },
  {
    id: 'own_network_up',
    factors: { api_outage: HINT, network_unreachable: WEAK_AGAINST },
    reason:
      'Others answer, so the fault is on the way to NiceNIC or there: an outage, or a firewall on either side.',
    fact: (evidence) =>
      evidence.ownNetwork === 'up' && brokeOffConnecting(evidence) && !isRefusedConnection(evidence)
        ? 'Other addresses outside can be reached from this server.'
        : null,
  },
  {
    id: 'connect_stage',
    factors: { network_unreachable: PROOF, api_outage: HINT, ...NO_REFUSAL },
    reason: 'No connection came about, so nobody refused anything.',
    fact: (evidence) =>
      brokeOffConnecting(evidence) && !isRefusedConnection(evidence)
        ? `No connection to ${new URL(evidence.endpoint).host} (${String(evidence.probe?.failure?.systemCode)}).`
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
    factors: { network_unreachable: PROOF, api_outage: AGAINST },
    reason: 'When nothing outside answers, the fault is on this side.',
    fact: ({ ownNetwork, probe }) =>
      ownNetwork === 'down' && probe?.failure?.kind === 'unreachable'
        ? 'None of the echo services could be reached from this server either.'
        : null,
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
    fact: ({ probe }) => askedForLess(probe?.failure ?? null),
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
    id: 'moved_for_good',
    factors: { wrong_endpoint: HINT * WEAK_HINT },
    reason:
      'A permanent redirect says that the address is another one; login pages and maintenance use temporary ones.',
    fact: ({ probe }) =>
      probe?.failure?.kind === 'redirected' && [301, 308].includes(probe.failure.httpStatus ?? 0)
        ? `The redirect is meant to last (HTTP ${String(probe.failure.httpStatus)}).`
        : null,
  },
  {
    id: 'redirected',
    factors: { wrong_endpoint: STRONG * HINT, api_outage: STRONG, proxy_interference: STRONG, ...NO_REFUSAL },
    reason:
      'A missing slash or an old address redirects (auth-guide.md cause 6); so does a login page on the way or a site in trouble.',
    fact: ({ probe }) =>
      probe?.failure?.kind === 'redirected'
        ? `The address answered with a redirect to ${oneLine(probe.failure.location ?? 'nowhere')}.`
        : null,
  },
  {
    id: 'not_found',
    factors: { wrong_endpoint: STRONG * HINT, api_outage: STRONG, ...NO_REFUSAL },
    reason: 'The API has one address; 404 is the answer of another, or of a site in trouble.',
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
        ? `The answer was not what the API documents: "${oneLine(probe.failure.message ?? '')}"`
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
    id: 'path_differs',
    factors: { wrong_endpoint: STRONG * HINT },
    reason: 'Path and slash of the API are documented; an address that stands in for NiceNIC has them too.',
    fact: ({ endpoint, documentedEndpoint, probe }) =>
      probe?.failure && new URL(endpoint).pathname !== new URL(documentedEndpoint).pathname
        ? `The path of ${endpoint} is not ${new URL(documentedEndpoint).pathname}.`
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
    id: 'certificate_not_public',
    factors: { proxy_interference: PROOF, auth_header_altered: STRONG * HINT },
    reason:
      'The real NiceNIC shows a certificate of a public authority: something on the way opens the encrypted connection, and can take headers away.',
    fact: ({ probe, endpoint, documentedEndpoint }) =>
      probe?.failure &&
      probe.publicCertificate === false &&
      new URL(endpoint).hostname === new URL(documentedEndpoint).hostname
        ? `The certificate shown for ${new URL(endpoint).hostname} is issued by ${probe.certificateIssuer ?? 'someone'}, which is no public authority.`
        : null,
  },
  {
    id: 'proxy_mark',
    factors: { auth_header_altered: WEAK_HINT, proxy_interference: WEAK_HINT },
    reason: 'A Via header is the mark of a proxy on the way; NiceNIC may have one of its own.',
    fact: (evidence) =>
      evidence.probe?.failure && evidence.probe.via !== null
        ? `The answer carries the mark of a proxy (Via: ${oneLine(evidence.probe.via)}).`
        : null,
  },
  {
    id: 'outgoing_header',
    factors: { auth_header_altered: PROOF },
    reason: 'What arrives on this very machine is already not what was sent.',
    fact: ({ outgoing }) =>
      outgoing !== null && !outgoing.authorization
        ? 'The Authorization header does not even arrive at a server on this machine as it was sent.'
        : null,
  },
  {
    id: 'outgoing_format',
    factors: { bad_request_format: PROOF },
    reason: 'What arrives on this very machine is already not what the API documents.',
    fact: ({ outgoing }) =>
      outgoing !== null && !(outgoing.contentType && outgoing.withoutBody)
        ? 'Content-Type or body of a request do not arrive at a server on this machine as they were sent.'
        : null,
  },
];

/** True for the loopback addresses under which a simulator stands in for the registrar. */
export function isLoopbackAddress(endpoint: string): boolean {
  return /^(localhost|127\.|\[::1\])/.test(new URL(endpoint).hostname);
}

function brokeOffConnecting({ probe, endpoint }: Evidence): boolean {
  const failure = probe?.failure;
  if (failure?.kind !== 'unreachable') return false;
  return (
    failure.stage === 'connect' || (failure.stage === 'dns' && !isNameError(failure.systemCode, endpoint))
  );
}

function isRefusedConnection({ probe }: Evidence): boolean {
  return ['ECONNREFUSED', 'ECONNRESET'].includes(probe?.failure?.systemCode ?? '');
}

/** An address without a name needs no resolving, so a call to it that runs out of time waits for the connection. */
function isNameError(code: string | null, endpoint: string): boolean {
  const { hostname } = new URL(endpoint);
  const named = isIP(hostname.replace(/^\[|\]$/g, '')) === 0;
  return named && ['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'TIMEOUT'].includes(code ?? '');
}

function askedForLess(failure: RegistrarFailure | null): string | null {
  if (failure?.kind === 'rate_limited') return 'NiceNIC answered 429, too many requests.';
  return failure?.kind === 'held_back' && failure.retryAfterSeconds !== null
    ? `NiceNIC asked for a pause that goes on for ${failure.retryAfterSeconds} s, so it was not asked.`
    : null;
}
