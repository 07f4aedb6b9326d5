import type { Attempt } from '../nicenic/registrar-client.js';
import type { Text } from '../texts/phrase.js';
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
  const item = (id: string, status: ChecklistStatus, detail: Text): ChecklistItem => ({
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
        : savedDiffers(evidence)
          ? item(
              'api_password_in_use',
              'fail',
              'The settings in use are not the ones that passed the check at the last save.',
            )
          : item(
              'api_password_in_use',
              'unknown',
              'Compare the secret in WHMCS with the one set at NiceNIC.',
            ),
    malformed
      ? item('authorization_header', 'fail', malformed.message[0] ?? '')
      : outgoingItem(
          'authorization_header',
          outgoing?.authorization,
          'A server on this machine received the header as username:api_secret. Whether it gets lost further on, no call can show for sure.',
          'The header does not arrive as it was sent, not even at a server on this machine.',
        ),
    endpointItem(endpoint, documentedEndpoint, apiEnvironment),
    outgoingItem(
      'content_type',
      outgoing?.contentType,
      'A server on this machine received Content-Type: application/json.',
      'Content-Type does not arrive as it was sent.',
    ),
    outgoingItem(
      'json_body',
      outgoing?.withoutBody,
      'No body: the documented calls are GETs, and none arrived at a server on this machine.',
      'A body arrives that was not sent.',
    ),
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
    lowRiskItem(evidence),
    probe === null
      ? item('record_details', 'unknown', 'No call was made.')
      : item(
          'record_details',
          'pass',
          `${probe.attempt.timestamp}, ${probe.attempt.action}, no domain; code and message are kept.`,
        ),
  ];
}

/** `arrived` is undefined when the check on loopback was not made or not possible. */
function outgoingItem(
  id: string,
  arrived: boolean | undefined,
  whenRight: string,
  whenWrong: string,
): ChecklistItem {
  if (arrived === undefined) return { id, status: 'unknown', detail: 'Not looked at this time.' };
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
  if (probe === null)
    return { id, status: 'unknown', detail: 'Not made: the settings cannot work as they are.' };
  const calls = [
    `user/balance: ${balanceOutcome(evidence)}`,
    ...lowRisk.map(({ accepted, attempt }) => `${attempt.action}: ${outcomeWord(accepted, attempt)}`),
  ];
  const passed = probe.accepted && lowRisk.every(({ accepted }) => accepted);
  return { id, status: passed ? 'pass' : 'fail', detail: `${calls.join(', ')}.` };
}

function outcomeWord(accepted: boolean, { httpStatus }: Attempt): string {
  if (accepted) return 'accepted';
  return httpStatus === null ? 'no answer' : 'not answered as documented';
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

function whmcsAddressItem({ egress, probe }: Evidence): ChecklistItem {
  const id = 'whmcs_outbound_ip';
  const whmcs = egress.filter(({ context }) => context === 'web' || context === 'cron');
  if (whmcs.length === 0) {
    return {
      id,
      status: 'unknown',
      detail: 'WHMCS has not told its address lately; its cron does so on every run.',
    };
  }
  const own = new Set(egress.filter(({ context }) => context === 'sidecar').map(({ address }) => address));
  if (own.size === 0) {
    return { id, status: 'unknown', detail: 'The outbound address of the sidecar is not known.' };
  }
  const other = whmcs.find(({ address }) => !own.has(address));
  if (other !== undefined) {
    return {
      id,
      // The calls that matter leave from the sidecar; while they are refused, the difference is the fault to look at.
      status: isRefusal(probe?.failure ?? null) ? 'fail' : 'unknown',
      detail: `WHMCS (${other.context}) leaves from ${other.address}; calls to NiceNIC leave from the sidecar.`,
    };
  }
  if (probe?.accepted !== true)
    return { id, status: 'unknown', detail: 'The address is known, but not accepted at the moment.' };
  return whmcs.some(({ context }) => context === 'cron')
    ? { id, status: 'pass', detail: 'WHMCS and sidecar leave from the same address, and it is accepted.' }
    : {
        id,
        status: 'unknown',
        detail: 'The address of the web is accepted; cron has not told its own lately.',
      };
}

function balanceOutcome({ probe }: Evidence): string {
  if (probe === null) return 'not made';
  if (probe.accepted) return 'accepted';
  return isRefusal(probe.failure) ? 'refused' : 'no usable answer';
}
