import type { CauseCode } from '../../causes/cause-catalogue.js';
import { whatCameBack } from '../../errors/what-came-back.js';
import { accountName } from '../../settings/account-name.js';
import { phrase, type Phrase } from '../../texts/phrase.js';
import { addressToWhitelist, type Evidence } from '../evidence.js';
import { COMPARISON_RULES } from './comparison-rules.js';
import { CONNECTION_RULES } from './connection-rules.js';
import { HISTORY_RULES } from './history-rules.js';
import { refused, type Rule } from './rule.js';
import { SETTINGS_RULES } from './settings-rules.js';
import { WORDING_RULES } from './wording-rules.js';

/**
 * Weights before any evidence. The three causes that a single refusal cannot tell apart (auth-guide.md section 4)
 * lead; the whitelist stands first of them because it is the one that changes without anyone touching WHMCS
 * (peers.md section 5, items 1, 7 and 8).
 */
export const PRIOR: Readonly<Record<CauseCode, number>> = {
  ip_not_whitelisted: 10,
  wrong_secret: 9,
  account_not_eligible: 5,
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

/** All the reasoning there is, by the kind of fact it rests on. */
export const RULES: readonly Rule[] = [
  ...SETTINGS_RULES,
  ...CONNECTION_RULES,
  ...COMPARISON_RULES,
  ...HISTORY_RULES,
  ...WORDING_RULES,
];

/** The sentence that every refusal begins with: what was tried and what came back. */
export function refusalSentence(evidence: Evidence): Phrase | null {
  const { probe } = evidence;
  if (probe?.failure == null || !refused(evidence)) return null;
  const tried = {
    action: probe.attempt.action,
    environment: accountName(evidence.apiEnvironment),
    answer: whatCameBack(probe.failure),
  };
  const address = addressToWhitelist(evidence);
  return address === null
    ? phrase('evidence:refused.unknown_address', tried)
    : phrase('evidence:refused.from', { ...tried, address });
}
