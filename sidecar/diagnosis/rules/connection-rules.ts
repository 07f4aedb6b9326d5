import { isIP } from 'node:net';
import type { RegistrarFailure } from '../../nicenic/classify-answer.js';
import { oneLine } from '../../nicenic/one-line.js';
import { phrase, type Phrase } from '../../texts/phrase.js';
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
        ? phrase('evidence:dns_stage', {
            host: new URL(endpoint).hostname,
            code: String(probe.failure.systemCode),
          })
        : null,
  },
  {
    id: 'connection_refused',
    factors: { api_outage: STRONG * HINT, network_unreachable: PROOF, ...NO_REFUSAL },
    reason:
      'A refused connection is mostly answered by the other host: the way there works, its service does not. A firewall near this server can give the same answer.',
    fact: (evidence) =>
      brokeOffConnecting(evidence) && isRefusedConnection(evidence)
        ? phrase('evidence:connection_refused', {
            host: new URL(evidence.endpoint).host,
            code: String(evidence.probe?.failure?.systemCode),
          })
        : null,
  },
  {
    id: 'local_address_gone',
    factors: { network_unreachable: PROOF * HINT, api_outage: AGAINST },
    reason: 'A call cannot leave from an address that the host does not have: no network is down.',
    fact: (evidence) =>
      localAddressIsGone(evidence)
        ? phrase('evidence:local_address_gone', { address: String(evidence.configuredLocalAddress) })
        : null,
  },
  {
    id: 'own_network_up',
    factors: { api_outage: HINT, network_unreachable: WEAK_AGAINST },
    reason:
      'Others answer, so the fault is on the way to NiceNIC or there: an outage, or a firewall on either side.',
    fact: (evidence) =>
      evidence.ownNetwork === 'up' && brokeOffConnecting(evidence) && !isRefusedConnection(evidence)
        ? phrase('evidence:own_network_up')
        : null,
  },
  {
    id: 'connect_stage',
    factors: { network_unreachable: PROOF, api_outage: HINT, ...NO_REFUSAL },
    reason: 'No connection came about, so nobody refused anything.',
    fact: (evidence) =>
      brokeOffConnecting(evidence) && !isRefusedConnection(evidence)
        ? phrase('evidence:connect_stage', {
            host: new URL(evidence.endpoint).host,
            code: String(evidence.probe?.failure?.systemCode),
          })
        : null,
  },
  {
    id: 'tls_stage',
    factors: { tls_failure: PROOF, ...NO_REFUSAL },
    reason: 'The connection stood and the certificate or handshake failed.',
    fact: ({ probe }) =>
      probe?.failure?.stage === 'tls'
        ? phrase('evidence:tls_stage', { code: String(probe.failure.systemCode) })
        : null,
  },
  {
    id: 'no_answer',
    factors: { api_outage: PROOF, network_unreachable: HINT, ...NO_REFUSAL },
    reason: 'The connection stood, but no whole answer came: more often the server than the network.',
    fact: ({ probe }) =>
      probe?.failure?.kind === 'unreachable' && ['http', 'body'].includes(probe.failure.stage ?? '')
        ? phrase('evidence:no_answer', { code: String(probe.failure.systemCode) })
        : null,
  },
  {
    id: 'own_network_down',
    factors: { network_unreachable: PROOF, api_outage: AGAINST },
    reason: 'When nothing outside answers, the fault is on this side.',
    fact: ({ ownNetwork, probe }) =>
      ownNetwork === 'down' && probe?.failure?.kind === 'unreachable'
        ? phrase('evidence:own_network_down')
        : null,
  },
  {
    id: 'proxy_refused',
    factors: { proxy_interference: PROOF, ...NO_REFUSAL },
    reason: 'The answer came from the proxy (407, or no tunnel), so NiceNIC has not seen the call.',
    fact: ({ probe, proxyVariables }) =>
      probe?.failure?.kind === 'proxy_refused'
        ? refusedByProxy(probe.failure, Object.keys(proxyVariables))
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
        ? phrase('evidence:server_error', { status: String(probe.failure.httpStatus) })
        : null,
  },
  {
    id: 'moved_for_good',
    factors: { wrong_endpoint: HINT * WEAK_HINT },
    reason:
      'A permanent redirect says that the address is another one; login pages and maintenance use temporary ones.',
    fact: ({ probe }) =>
      probe?.failure?.kind === 'redirected' && [301, 308].includes(probe.failure.httpStatus ?? 0)
        ? phrase('evidence:moved_for_good', { status: String(probe.failure.httpStatus) })
        : null,
  },
  {
    id: 'redirected',
    factors: { wrong_endpoint: STRONG * HINT, api_outage: STRONG, proxy_interference: STRONG, ...NO_REFUSAL },
    reason:
      'A missing slash or an old address redirects (auth-guide.md cause 6); so does a login page on the way or a site in trouble.',
    fact: ({ probe }) =>
      probe?.failure?.kind === 'redirected' ? redirectedTo(probe.failure.location) : null,
  },
  {
    id: 'not_found',
    factors: { wrong_endpoint: STRONG * HINT, api_outage: STRONG, ...NO_REFUSAL },
    reason: 'The API has one address; 404 is the answer of another, or of a site in trouble.',
    fact: ({ probe }) =>
      probe?.failure?.kind === 'wrong_address'
        ? phrase('evidence:not_found', { status: String(probe.failure.httpStatus) })
        : null,
  },
  {
    id: 'unreadable',
    factors: { api_outage: STRONG, proxy_interference: HINT, wrong_endpoint: HINT, ...NO_REFUSAL },
    reason: 'Something that is not the API answered: a maintenance page, a proxy, another site.',
    fact: ({ probe }) =>
      probe?.failure?.kind === 'unreadable'
        ? phrase('evidence:unreadable', { message: oneLine(probe.failure.message ?? '') })
        : null,
  },
  {
    id: 'endpoint_differs',
    factors: { wrong_endpoint: HINT * HINT },
    reason: 'Another address than the documented one is a cause of its own; it need not be the one at work.',
    fact: ({ endpoint, documentedEndpoint, probe }) =>
      probe?.failure && endpoint !== documentedEndpoint && !isLoopbackAddress(endpoint)
        ? phrase('evidence:endpoint_differs', { endpoint, documented: documentedEndpoint })
        : null,
  },
  {
    id: 'path_differs',
    factors: { wrong_endpoint: STRONG * HINT },
    reason: 'Path and slash of the API are documented; an address that stands in for NiceNIC has them too.',
    fact: ({ endpoint, documentedEndpoint, probe }) =>
      probe?.failure && new URL(endpoint).pathname !== new URL(documentedEndpoint).pathname
        ? phrase('evidence:path_differs', { endpoint, path: new URL(documentedEndpoint).pathname })
        : null,
  },
  {
    id: 'proxied',
    factors: { auth_header_altered: HINT, proxy_interference: HINT },
    reason: 'A proxy on the way can remove the header.',
    fact: (evidence) =>
      refused(evidence) && evidence.probe?.proxied === true
        ? phrase('evidence:proxied', { variables: Object.keys(evidence.proxyVariables) })
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
        ? issuedBy(probe.certificateIssuer, new URL(endpoint).hostname)
        : null,
  },
  {
    id: 'proxy_mark',
    factors: { auth_header_altered: WEAK_HINT, proxy_interference: WEAK_HINT },
    reason: 'A Via header is the mark of a proxy on the way; NiceNIC may have one of its own.',
    fact: (evidence) =>
      evidence.probe?.failure && evidence.probe.via !== null
        ? phrase('evidence:proxy_mark', { via: oneLine(evidence.probe.via) })
        : null,
  },
  {
    id: 'outgoing_header',
    factors: { auth_header_altered: PROOF },
    reason: 'What arrives on this very machine is already not what was sent.',
    fact: ({ outgoing }) =>
      outgoing !== null && !outgoing.authorization ? phrase('evidence:outgoing_header') : null,
  },
  {
    id: 'outgoing_format',
    factors: { bad_request_format: PROOF },
    reason: 'What arrives on this very machine is already not what the API documents.',
    fact: ({ outgoing }) =>
      outgoing !== null && !(outgoing.contentType && outgoing.withoutBody)
        ? phrase('evidence:outgoing_format')
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

function refusedByProxy(failure: RegistrarFailure, variables: readonly string[]): Phrase {
  const status = failure.httpStatus ?? String(failure.systemCode);
  return variables.length === 0
    ? phrase('evidence:proxy_refused.no_variable', { status })
    : phrase('evidence:proxy_refused.variables', { status, variables });
}

function redirectedTo(location: string | null): Phrase {
  return location === null
    ? phrase('evidence:redirected.nowhere')
    : phrase('evidence:redirected.to', { location: oneLine(location) });
}

function issuedBy(issuer: string | null, host: string): Phrase {
  return issuer === null
    ? phrase('evidence:certificate_not_public.unknown', { host })
    : phrase('evidence:certificate_not_public.issuer', { host, issuer });
}

function askedForLess(failure: RegistrarFailure | null): Phrase | null {
  if (failure?.kind === 'rate_limited') return phrase('evidence:rate_limited.answer');
  return failure?.kind === 'held_back' && failure.retryAfterSeconds !== null
    ? phrase('evidence:rate_limited.pause', { seconds: failure.retryAfterSeconds })
    : null;
}
