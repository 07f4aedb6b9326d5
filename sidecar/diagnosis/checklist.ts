import type { ApiEnvironment, Attempt } from '../nicenic/registrar-client.js';
import { accountName } from '../settings/account-name.js';
import { phrase, type Phrase, type Text } from '../texts/phrase.js';
import { addressToWhitelist, isRefusal, lastSeenFrom, works, type Evidence } from './evidence.js';
import { isLoopbackAddress } from './rules/connection-rules.js';

export type ChecklistStatus = 'pass' | 'fail' | 'unknown';

export interface ChecklistItem {
  readonly id: string;
  readonly status: ChecklistStatus;
  readonly detail: Text;
}

/** The registrar's twelve steps, answered as far as software can (auth-guide.md section 6; ids and order are fixed). */
export function fillChecklist(evidence: Evidence): ChecklistItem[] {
  const { probe, lint, apiEnvironment, endpoint, documentedEndpoint, outgoing } = evidence;
  const accepted = probe?.accepted === true;
  const inProduction = accepted && apiEnvironment === 'production';
  const address = addressToWhitelist(evidence);
  const empty = lint.some(({ code, field }) => code === 'whmcs_settings_incomplete' && field === 'APISecret');
  const malformed = lint.find(({ severity }) => severity === 'error');
  const otherAccepts = evidence.otherApiEnvironment?.accepted === true;
  const otherFamilyAccepts = evidence.otherFamily?.probe.accepted === true;
  const item = (id: string, status: ChecklistStatus, detail: Phrase): ChecklistItem => ({
    id,
    status,
    detail,
  });

  return [
    inProduction
      ? item('reseller_access', 'pass', phrase('checklist:reseller_access.pass'))
      : item('reseller_access', 'unknown', phrase('checklist:reseller_access.unknown')),
    accepted
      ? item('api_setting_opened', 'pass', phrase('checklist:api_setting_opened.pass'))
      : item('api_setting_opened', 'unknown', phrase('checklist:api_setting_opened.unknown')),
    empty
      ? item('api_password_separate', 'fail', phrase('checklist:api_password_separate.empty'))
      : accepted
        ? item('api_password_separate', 'pass', phrase('checklist:api_password_separate.pass'))
        : item('api_password_separate', 'unknown', phrase('checklist:api_password_separate.unknown')),
    accepted
      ? item('api_password_in_use', 'pass', phrase('checklist:api_password_in_use.pass'))
      : otherAccepts
        ? item('api_password_in_use', 'fail', phrase('checklist:api_password_in_use.other_environment'))
        : savedDiffers(evidence)
          ? item('api_password_in_use', 'fail', phrase('checklist:api_password_in_use.not_saved'))
          : item('api_password_in_use', 'unknown', phrase('checklist:api_password_in_use.unknown')),
    malformed
      ? item('authorization_header', 'fail', malformed.message[0])
      : outgoingItem(
          'authorization_header',
          outgoing?.authorization,
          phrase('checklist:authorization_header.pass'),
          phrase('checklist:authorization_header.fail'),
        ),
    endpointItem(endpoint, documentedEndpoint, apiEnvironment),
    outgoingItem(
      'content_type',
      outgoing?.contentType,
      phrase('checklist:content_type.pass'),
      phrase('checklist:content_type.fail'),
    ),
    outgoingItem(
      'json_body',
      outgoing?.withoutBody,
      phrase('checklist:json_body.pass'),
      phrase('checklist:json_body.fail'),
    ),
    accepted
      ? item(
          'outbound_ip_whitelisted',
          'pass',
          address === null
            ? phrase('checklist:outbound_ip_whitelisted.accepted')
            : phrase('checklist:outbound_ip_whitelisted.accepted_from', { address }),
        )
      : otherFamilyAccepts
        ? item('outbound_ip_whitelisted', 'fail', phrase('checklist:outbound_ip_whitelisted.other_family'))
        : item(
            'outbound_ip_whitelisted',
            'unknown',
            address === null
              ? phrase('checklist:outbound_ip_whitelisted.look_for_unknown')
              : phrase('checklist:outbound_ip_whitelisted.look', { address }),
          ),
    whmcsAddressItem(evidence),
    lowRiskItem(evidence),
    probe === null
      ? item('record_details', 'unknown', phrase('checklist:record_details.not_made'))
      : item(
          'record_details',
          'pass',
          phrase('checklist:record_details.kept', {
            timestamp: probe.attempt.timestamp,
            action: probe.attempt.action,
          }),
        ),
  ];
}

/** `arrived` is undefined when the check on loopback was not made or not possible. */
function outgoingItem(
  id: string,
  arrived: boolean | undefined,
  whenRight: Phrase,
  whenWrong: Phrase,
): ChecklistItem {
  if (arrived === undefined) return { id, status: 'unknown', detail: phrase('checklist:not_looked_at') };
  return { id, status: arrived ? 'pass' : 'fail', detail: arrived ? whenRight : whenWrong };
}

/** Whether other settings than the present ones passed the check at the last save, and those work. */
function savedDiffers(evidence: Evidence): boolean {
  const form = lastSeenFrom(evidence, 'form');
  return (
    form !== null && form.fingerprint !== evidence.settingsFingerprint && works(evidence, form.fingerprint)
  );
}

function lowRiskItem(evidence: Evidence): ChecklistItem {
  const id = 'low_risk_test';
  const { probe, lowRisk } = evidence;
  if (probe === null) return { id, status: 'unknown', detail: phrase('checklist:low_risk_test.not_made') };
  const calls = [
    balanceOutcome(probe),
    ...lowRisk.map(({ accepted, attempt }) => outcomeOfCall(accepted, attempt)),
  ];
  const passed = probe.accepted && lowRisk.every(({ accepted }) => accepted);
  return { id, status: passed ? 'pass' : 'fail', detail: phrase('checklist:low_risk_test.calls', { calls }) };
}

function outcomeOfCall(accepted: boolean, { action, httpStatus }: Attempt): Phrase {
  if (accepted) return phrase('checklist:low_risk_test.accepted', { action });
  return httpStatus === null
    ? phrase('checklist:low_risk_test.no_answer', { action })
    : phrase('checklist:low_risk_test.undocumented', { action });
}

function endpointItem(endpoint: string, documented: string, environment: ApiEnvironment): ChecklistItem {
  if (endpoint === documented)
    return {
      id: 'endpoint',
      status: 'pass',
      detail: phrase('checklist:endpoint.pass', { endpoint, environment: accountName(environment) }),
    };
  return isLoopbackAddress(endpoint)
    ? {
        id: 'endpoint',
        status: 'unknown',
        detail: phrase('checklist:endpoint.stands_in', { endpoint, documented }),
      }
    : { id: 'endpoint', status: 'fail', detail: phrase('checklist:endpoint.fail', { endpoint, documented }) };
}

function whmcsAddressItem({ egress, probe }: Evidence): ChecklistItem {
  const id = 'whmcs_outbound_ip';
  const whmcs = egress.filter(({ context }) => context === 'web' || context === 'cron');
  if (whmcs.length === 0) {
    return {
      id,
      status: 'unknown',
      detail: phrase('checklist:whmcs_outbound_ip.not_told'),
    };
  }
  const own = new Set(egress.filter(({ context }) => context === 'sidecar').map(({ address }) => address));
  if (own.size === 0) {
    return { id, status: 'unknown', detail: phrase('checklist:whmcs_outbound_ip.own_not_known') };
  }
  const other = whmcs.find(({ address }) => !own.has(address));
  if (other !== undefined) {
    return {
      id,
      // The calls that matter leave from the sidecar; while they are refused, the difference is the fault to look at.
      status: isRefusal(probe?.failure ?? null) ? 'fail' : 'unknown',
      detail: phrase('checklist:whmcs_outbound_ip.differs', { where: other.context, address: other.address }),
    };
  }
  if (probe?.accepted !== true)
    return { id, status: 'unknown', detail: phrase('checklist:whmcs_outbound_ip.not_accepted') };
  return whmcs.some(({ context }) => context === 'cron')
    ? { id, status: 'pass', detail: phrase('checklist:whmcs_outbound_ip.pass') }
    : {
        id,
        status: 'unknown',
        detail: phrase('checklist:whmcs_outbound_ip.cron_not_told'),
      };
}

function balanceOutcome({ accepted, failure }: NonNullable<Evidence['probe']>): Phrase {
  const action = 'user/balance';
  if (accepted) return phrase('checklist:low_risk_test.accepted', { action });
  return isRefusal(failure)
    ? phrase('checklist:low_risk_test.refused', { action })
    : phrase('checklist:low_risk_test.unusable', { action });
}
