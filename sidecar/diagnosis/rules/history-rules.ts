import { findDisagreement } from '../../egress/find-drift.js';
import { phrase, type Phrase } from '../../texts/phrase.js';
import {
  changedAddresses,
  familyUsed,
  hasAddressOfLastSuccess,
  outcomeOf,
  sidecarAddresses,
  type Evidence,
} from '../evidence.js';
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

/** What changed since the last success (auth-guide.md section 4.1), and what the environments say of themselves. */
export const HISTORY_RULES: readonly Rule[] = [
  {
    id: 'address_changed',
    factors: { egress_ip_changed: STRONG * STRONG, wrong_secret: AGAINST, account_not_eligible: AGAINST },
    reason: 'What changed since the last success is the address.',
    fact: (evidence: Evidence): Phrase | null => {
      const [change] = changedAddresses(evidence);
      return refused(evidence) && change !== undefined && evidence.lastSuccess !== null
        ? phrase('evidence:address_changed', { ...change, at: evidence.lastSuccess.at })
        : null;
    },
  },
  {
    id: 'local_address_changed',
    factors: { egress_ip_changed: STRONG * HINT * WEAK_HINT, wrong_secret: WEAK_AGAINST },
    reason:
      'Where no echo service tells the outbound address, the address that calls are bound to is the nearest thing to it.',
    fact: (evidence: Evidence): Phrase | null => {
      const now = evidence.probe?.attempt.localAddress ?? null;
      const before = evidence.lastSuccess?.localAddress ?? null;
      return refused(evidence) &&
        sidecarAddresses(evidence).length === 0 &&
        now !== null &&
        before !== null &&
        now !== before
        ? phrase('evidence:local_address_changed', { now, before })
        : null;
    },
  },
  {
    id: 'family_changed',
    factors: { ip_not_whitelisted: STRONG, wrong_secret: AGAINST, account_not_eligible: AGAINST },
    reason: 'IPv4 and IPv6 are two addresses: the whitelist may hold the one that was used before only.',
    fact: (evidence: Evidence): Phrase | null => {
      const now = familyUsed(evidence.probe?.attempt.localAddress ?? null);
      const before = familyUsed(evidence.lastSuccess?.localAddress ?? null);
      return refused(evidence) && now !== null && before !== null && now !== before
        ? phrase('evidence:family_changed', { now, before })
        : null;
    },
  },
  {
    id: 'addresses_disagree',
    factors: { egress_ip_changed: HINT, ip_not_whitelisted: WEAK_HINT },
    reason: 'Several exits at once: the one that this call took may be another than the whitelisted one.',
    fact: (evidence: Evidence): Phrase | null => {
      const [pool] = findDisagreement(sidecarAddresses(evidence));
      return refused(evidence) && pool !== undefined
        ? phrase('evidence:addresses_disagree', { addresses: pool.addresses })
        : null;
    },
  },
  {
    id: 'settings_changed',
    factors: {
      wrong_secret: HINT * HINT,
      wrong_environment: HINT,
      ip_not_whitelisted: AGAINST,
      account_not_eligible: AGAINST,
    },
    reason:
      'The settings changed since the last success and the address did not. Where the old ones were refused before the change, the change is not what broke.',
    fact: (evidence) =>
      refused(evidence) &&
      evidence.lastSuccess !== null &&
      evidence.lastSuccess.fingerprint !== evidence.settingsFingerprint &&
      (outcomeOf(evidence, evidence.lastSuccess.fingerprint).refusedAt ?? 0) <= evidence.lastSuccess.at &&
      changedAddresses(evidence).length === 0
        ? phrase('evidence:settings_changed', { at: evidence.lastSuccess.at })
        : null,
  },
  {
    id: 'nothing_changed_here',
    factors: { ip_not_whitelisted: WEAK_HINT, auth_header_altered: AGAINST, bad_request_format: AGAINST },
    reason: 'Settings and address are those of the last success, so something changed at NiceNIC.',
    fact: (evidence) =>
      refused(evidence) && sameAsAtLastSuccess(evidence) && evidence.lastSuccess !== null
        ? phrase('evidence:nothing_changed_here', { at: evidence.lastSuccess.at })
        : null,
  },
  {
    id: 'route_changed',
    factors: { auth_header_altered: HINT, proxy_interference: HINT, egress_ip_changed: HINT },
    reason:
      'The way to NiceNIC is another one: a new proxy has an address of its own and may take the header away.',
    fact: (evidence: Evidence): Phrase | null => {
      const { lastSuccess, proxyVariables } = evidence;
      if (!refused(evidence) || lastSuccess?.proxyVariables == null) return null;
      return JSON.stringify(lastSuccess.proxyVariables) !== JSON.stringify(proxyVariables) &&
        evidence.probe?.proxied === true
        ? phrase('evidence:route_changed', { at: lastSuccess.at })
        : null;
    },
  },
  {
    id: 'certificate_issuer_changed',
    factors: { proxy_interference: PROOF, auth_header_altered: STRONG * HINT },
    reason:
      'Another issuer than at the last success, and no public authority: something on the way opens the encrypted connection.',
    fact: (evidence: Evidence): Phrase | null => {
      const now = evidence.probe?.certificateIssuer ?? null;
      const before = evidence.lastSuccess?.certificateIssuer ?? null;
      return evidence.probe?.failure &&
        evidence.probe.publicCertificate !== true &&
        now !== null &&
        before !== null &&
        now !== before
        ? phrase('evidence:certificate_issuer_changed', {
            host: new URL(evidence.endpoint).host,
            now,
            before,
          })
        : null;
    },
  },
  {
    id: 'endpoint_changed',
    factors: { wrong_endpoint: STRONG * STRONG },
    reason: 'The address that worked is not the one in use.',
    fact: ({ probe, lastSuccess, endpoint }) =>
      probe?.failure && lastSuccess !== null && lastSuccess.endpoint !== endpoint
        ? phrase('evidence:endpoint_changed', {
            now: endpoint,
            at: lastSuccess.at,
            before: lastSuccess.endpoint,
          })
        : null,
  },
  {
    id: 'endpoint_worked',
    factors: { wrong_endpoint: AGAINST },
    reason: 'The address is the one that worked.',
    fact: ({ probe, lastSuccess, endpoint }) =>
      probe?.failure && lastSuccess?.endpoint === endpoint
        ? phrase('evidence:endpoint_worked', { at: lastSuccess.at })
        : null,
  },
  {
    id: 'version_changed',
    factors: { bad_request_format: HINT, auth_header_altered: WEAK_HINT },
    reason: 'An update of the sidecar is a change like any other.',
    fact: (evidence) =>
      refused(evidence) &&
      evidence.lastSuccess?.version != null &&
      evidence.lastSuccess.version !== evidence.version
        ? phrase('evidence:version_changed', { before: evidence.lastSuccess.version, now: evidence.version })
        : null,
  },
  {
    id: 'never_accepted',
    factors: { wrong_secret: 1.2, account_not_eligible: WEAK_HINT, auth_header_altered: WEAK_HINT },
    reason: 'What never worked is rather set up wrong than broken.',
    fact: (evidence) =>
      refused(evidence) && evidence.lastSuccess === null ? phrase('evidence:never_accepted') : null,
  },
  {
    id: 'was_accepted',
    factors: { account_not_eligible: 0.7 },
    reason: 'An account that could use the API rarely loses that.',
    fact: (evidence) =>
      refused(evidence) && evidence.apiEnvironment === 'production' && evidence.lastSuccess !== null
        ? phrase('evidence:was_accepted', { at: evidence.lastSuccess.at })
        : null,
  },
  {
    id: 'worked_in_other_environment',
    factors: { wrong_environment: STRONG * STRONG },
    reason: 'The same user name and secret have worked with Test Mode the other way round, and never so.',
    fact: (evidence: Evidence): Phrase | null => {
      const other = outcomeOf(evidence, evidence.flippedFingerprint);
      const here = outcomeOf(evidence, evidence.settingsFingerprint);
      return refused(evidence) && other.acceptedAt !== null && here.acceptedAt === null
        ? phrase('evidence:worked_in_other_environment', { at: other.acceptedAt })
        : null;
    },
  },
  {
    id: 'worked_lately',
    factors: { wrong_secret: STRONG_AGAINST, account_not_eligible: AGAINST, egress_ip_changed: STRONG },
    reason: 'The very same settings worked within minutes: what changes so fast is the exit, not an account.',
    fact: (evidence: Evidence): Phrase | null => {
      const [pool] = findDisagreement(sidecarAddresses(evidence));
      const { acceptedAt } = outcomeOf(evidence, evidence.settingsFingerprint);
      const now = evidence.probe === null ? 0 : Date.parse(evidence.probe.attempt.timestamp);
      return refused(evidence) &&
        pool !== undefined &&
        acceptedAt !== null &&
        now - acceptedAt < LATELY_MILLISECONDS
        ? phrase('evidence:worked_lately', { at: acceptedAt })
        : null;
    },
  },
  {
    id: 'cron_leaves_elsewhere',
    factors: { cron_environment_differs: PROOF },
    reason:
      'Calls leave as those of cron do, the web leaves from another address: what was set up for the web does not hold for cron.',
    fact: (evidence: Evidence): Phrase | null => {
      const [web] = evidence.egress.filter(({ context }) => context === 'web');
      const [cron] = evidence.egress.filter(
        ({ context, family }) => context === 'cron' && family === web?.family,
      );
      const own = sidecarAddresses(evidence).map(({ address }) => address);
      return refused(evidence) &&
        web !== undefined &&
        cron !== undefined &&
        web.address !== cron.address &&
        own.includes(cron.address) &&
        !own.includes(web.address)
        ? phrase('evidence:cron_leaves_elsewhere', { cron: cron.address, web: web.address })
        : null;
    },
  },
  {
    id: 'whmcs_leaves_elsewhere',
    factors: { ip_not_whitelisted: HINT },
    reason: 'Whoever whitelists the address of WHMCS enters another one than that of the calls.',
    fact: (evidence: Evidence): Phrase | null => {
      const own = sidecarAddresses(evidence);
      const other = evidence.egress.find(
        ({ context, family, address }) =>
          (context === 'web' || context === 'cron') &&
          own.some((mine) => mine.family === family) &&
          own.every((mine) => mine.address !== address),
      );
      return refused(evidence) && other !== undefined && !hasAddressOfLastSuccess(evidence)
        ? phrase('evidence:whmcs_leaves_elsewhere', {
            where: other.context,
            address: other.address,
            own: own.map(({ address }) => address),
          })
        : null;
    },
  },
  {
    id: 'cron_other_proxy',
    factors: { cron_environment_differs: HINT },
    reason: 'Other proxy variables in cron than in the web lead another way.',
    fact: (evidence: Evidence): Phrase | null => {
      const proxies = (['web', 'cron'] as const).map(
        (name) => evidence.environments.find(({ context }) => context.environment === name)?.proxy,
      );
      const [web, cron] = proxies;
      return evidence.probe?.failure &&
        web !== undefined &&
        cron !== undefined &&
        JSON.stringify(web) !== JSON.stringify(cron)
        ? phrase('evidence:cron_other_proxy')
        : null;
    },
  },
];

/** Within this time a password or an account does not change back and forth; an exit of a pool does. Milliseconds. */
const LATELY_MILLISECONDS = 15 * 60_000;

function sameAsAtLastSuccess(evidence: Evidence): boolean {
  return (
    evidence.lastSuccess?.fingerprint === evidence.settingsFingerprint &&
    hasAddressOfLastSuccess(evidence) &&
    changedAddresses(evidence).length === 0 &&
    familyUsed(evidence.lastSuccess.localAddress) === familyUsed(evidence.probe?.attempt.localAddress ?? null)
  );
}
