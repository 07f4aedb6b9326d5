import { addressToWhitelist, isRefusal, type Evidence } from './evidence.js';
import { isLoopbackAddress } from './rules.js';

export type ChecklistStatus = 'pass' | 'fail' | 'unknown';

export interface ChecklistItem {
  readonly id: string;
  readonly status: ChecklistStatus;
  readonly detail: string;
}

/** The registrar's twelve steps, answered as far as software can (auth-guide.md section 6; ids and order are fixed). */
export function fillChecklist(evidence: Evidence): ChecklistItem[] {
  const { probe, lint, apiEnvironment, endpoint, documentedEndpoint } = evidence;
  const accepted = probe?.accepted === true;
  const inProduction = accepted && apiEnvironment === 'production';
  const address = addressToWhitelist(evidence);
  const empty = lint.some(({ code, field }) => code === 'whmcs_settings_incomplete' && field === 'APISecret');
  const malformed = lint.find(({ severity }) => severity === 'error');
  const otherAccepts = evidence.otherApiEnvironment?.accepted === true;
  const otherFamilyAccepts = evidence.otherFamily?.probe.accepted === true;
  const item = (id: string, status: ChecklistStatus, detail: string): ChecklistItem => ({
    id,
    status,
    detail,
  });

  return [
    inProduction
      ? item('reseller_access', 'pass', 'Production accepted a call of this account.')
      : item(
          'reseller_access',
          'unknown',
          'Does API Setting appear in the Reseller menu? NiceNIC also speaks of Market Accounts, so no tier is certain.',
        ),
    accepted
      ? item('api_setting_opened', 'pass', 'A call was accepted, which needs an API password set there.')
      : item('api_setting_opened', 'unknown', 'Open https://nicenic.com/user/api_setting.php and look.'),
    empty
      ? item('api_password_separate', 'fail', 'The API secret is empty.')
      : accepted
        ? item(
            'api_password_separate',
            'pass',
            'The secret is accepted. Only you know whether it differs from the login password.',
          )
        : item(
            'api_password_separate',
            'unknown',
            'Only you know whether an API password is set that differs from the login password.',
          ),
    accepted
      ? item('api_password_in_use', 'pass', 'These settings are accepted.')
      : otherAccepts
        ? item('api_password_in_use', 'fail', 'The secret belongs to the other environment.')
        : item('api_password_in_use', 'unknown', 'Compare the secret in WHMCS with the one set at NiceNIC.'),
    malformed
      ? item('authorization_header', 'fail', malformed.message)
      : item(
          'authorization_header',
          'pass',
          'The header has the form username:api_secret when it leaves this process.',
        ),
    endpointItem(endpoint, documentedEndpoint, apiEnvironment),
    item('content_type', 'pass', 'Every call carries Content-Type: application/json.'),
    item('json_body', 'pass', 'No body: the documented calls are GETs.'),
    accepted
      ? item('outbound_ip_whitelisted', 'pass', `Accepted${address === null ? '' : ` from ${address}`}.`)
      : otherFamilyAccepts
        ? item(
            'outbound_ip_whitelisted',
            'fail',
            'The same call is accepted from the address of the other IP family.',
          )
        : item(
            'outbound_ip_whitelisted',
            'unknown',
            `Look whether ${address ?? 'the outbound address of this server'} stands in the whitelist.`,
          ),
    whmcsAddressItem(evidence),
    probe === null
      ? item('low_risk_test', 'unknown', 'Not made: the settings cannot work as they are.')
      : item('low_risk_test', accepted ? 'pass' : 'fail', `user/balance: ${outcomeOf(evidence)}.`),
    probe === null
      ? item('record_details', 'unknown', 'No call was made.')
      : item(
          'record_details',
          'pass',
          `${probe.attempt.timestamp}, ${probe.attempt.action}, no domain; code and message are kept.`,
        ),
  ];
}

function endpointItem(endpoint: string, documented: string, environment: string): ChecklistItem {
  if (endpoint === documented)
    return { id: 'endpoint', status: 'pass', detail: `${endpoint} (${environment})` };
  return isLoopbackAddress(endpoint)
    ? {
        id: 'endpoint',
        status: 'unknown',
        detail: `${endpoint} is an address of this machine that stands in for ${documented}.`,
      }
    : { id: 'endpoint', status: 'fail', detail: `${endpoint} is configured instead of ${documented}.` };
}

function whmcsAddressItem({ egress, environments, probe }: Evidence): ChecklistItem {
  const id = 'whmcs_outbound_ip';
  if (environments.length === 0) {
    return { id, status: 'unknown', detail: 'WHMCS has not reported yet; its cron does so on every run.' };
  }
  const own = new Set(egress.filter(({ context }) => context === 'sidecar').map(({ address }) => address));
  const other = egress.find(({ context, address }) => context !== 'sidecar' && !own.has(address));
  if (other !== undefined) {
    return {
      id,
      status: 'unknown',
      detail: `WHMCS (${other.context}) leaves from ${other.address}; calls to NiceNIC leave from the sidecar.`,
    };
  }
  const cron = environments.some(({ context }) => context.environment === 'cron');
  return cron && probe?.accepted === true
    ? { id, status: 'pass', detail: 'WHMCS and sidecar leave from the same address, and it is accepted.' }
    : { id, status: 'unknown', detail: 'The address is known, but not accepted at the moment.' };
}

function outcomeOf({ probe }: Evidence): string {
  if (probe === null) return 'not made';
  if (probe.accepted) return 'accepted';
  return isRefusal(probe.failure) ? 'refused' : 'no usable answer';
}
