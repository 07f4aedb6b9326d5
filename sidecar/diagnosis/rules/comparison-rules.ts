import type { RegistrarFailure } from '../../nicenic/classify-answer.js';
import { accountName } from '../../settings/account-name.js';
import { phrase } from '../../texts/phrase.js';
import type { Evidence } from '../evidence.js';
import {
  AGAINST,
  HINT,
  PROOF,
  refused,
  STRONG,
  STRONG_AGAINST,
  WEAK_AGAINST,
  WEAK_HINT,
  type Rule,
} from './rule.js';

/** What calls say that differ from the refused one in exactly one respect (auth-guide.md section 4.2). */
export const COMPARISON_RULES: readonly Rule[] = [
  {
    id: 'other_environment_accepts',
    factors: { wrong_environment: PROOF },
    reason: 'The same credentials are accepted there: proof (auth-guide.md section 4.2).',
    fact: ({ otherApiEnvironment, apiEnvironment }) =>
      otherApiEnvironment?.accepted === true
        ? phrase('evidence:other_environment_accepts', {
            refuses: accountName(apiEnvironment),
            accepts: accountName(apiEnvironment === 'production' ? 'sandbox' : 'production'),
          })
        : null,
  },
  {
    id: 'other_family_accepts',
    factors: { ip_not_whitelisted: PROOF, wrong_secret: 0 },
    reason: 'The same credentials are accepted from another address: only the address can be the cause.',
    fact: ({ otherFamily }) =>
      otherFamily?.probe.accepted === true
        ? phrase('evidence:other_family_accepts', { family: otherFamily.family })
        : null,
  },
  {
    id: 'accepted_past_the_proxy',
    factors: {
      proxy_interference: STRONG * HINT,
      auth_header_altered: STRONG,
      egress_ip_changed: HINT,
      ip_not_whitelisted: HINT,
      wrong_secret: STRONG_AGAINST,
      account_not_eligible: STRONG_AGAINST,
    },
    reason:
      'The same call without the proxy is accepted: the proxy is what differs (auth-guide.md cause 2, step 6), be it by what it does to the call or by the address that it leaves from.',
    fact: ({ withoutProxy, proxyVariables }) =>
      withoutProxy?.accepted === true
        ? phrase('evidence:accepted_past_the_proxy', { variables: Object.keys(proxyVariables) })
        : null,
  },
  {
    id: 'header_is_read',
    factors: { auth_header_altered: AGAINST, ip_not_whitelisted: WEAK_AGAINST },
    reason:
      'With and without credentials the answers differ, so the header arrives and is read. Where the address is looked at first, both would be refused alike.',
    fact: (evidence) => (anonymousAnswer(evidence) === 'differs' ? phrase('evidence:header_is_read') : null),
  },
  {
    id: 'header_makes_no_difference',
    factors: { auth_header_altered: WEAK_HINT },
    reason:
      'The header may be lost; as well the address is looked at before it, or every refusal sounds alike.',
    fact: (evidence) =>
      anonymousAnswer(evidence) === 'same' ? phrase('evidence:header_makes_no_difference') : null,
  },
  {
    id: 'known_but_forbidden',
    factors: {
      wrong_secret: STRONG_AGAINST,
      account_not_eligible: WEAK_HINT,
      ip_not_whitelisted: WEAK_HINT,
    },
    reason:
      '401 without credentials and 403 with them: whoever asks is known and may not. Habit of HTTP, but a clear one.',
    fact: (evidence) =>
      statusOf(evidence.probe?.failure) === 403 && statusOf(evidence.withoutCredentials?.failure) === 401
        ? phrase('evidence:known_but_forbidden')
        : null,
  },
  {
    id: 'forbidden_unseen',
    factors: { wrong_secret: AGAINST, account_not_eligible: AGAINST },
    reason: 'Who is forbidden without having said who he is, is forbidden for where he comes from.',
    fact: (evidence) =>
      statusOf(evidence.probe?.failure) === 403 && statusOf(evidence.withoutCredentials?.failure) === 403
        ? phrase('evidence:forbidden_unseen')
        : null,
  },
  {
    id: 'status_forbidden',
    factors: { ip_not_whitelisted: WEAK_HINT, account_not_eligible: WEAK_HINT },
    reason: '403 is what HTTP has for a known caller who may not; a habit, not a rule.',
    fact: (evidence) =>
      refused(evidence) && statusOf(evidence.probe?.failure) === 403
        ? phrase('evidence:status_forbidden')
        : null,
  },
  {
    id: 'status_unauthorized',
    factors: { wrong_secret: HINT, auth_header_altered: HINT },
    reason: '401 is what HTTP has for credentials that are missing or wrong.',
    fact: (evidence) =>
      refused(evidence) && statusOf(evidence.probe?.failure) === 401
        ? phrase('evidence:status_unauthorized')
        : null,
  },
];

function anonymousAnswer(evidence: Evidence): 'same' | 'differs' | null {
  const [mine, theirs] = [evidence.probe?.failure, evidence.withoutCredentials?.failure];
  if (!mine || !theirs || !refused(evidence)) return null;
  const same =
    mine.kind === theirs.kind &&
    mine.httpStatus === theirs.httpStatus &&
    mine.code === theirs.code &&
    mine.message === theirs.message;
  return same ? 'same' : 'differs';
}

function statusOf(failure: RegistrarFailure | null | undefined): number | null {
  return failure?.httpStatus ?? null;
}
