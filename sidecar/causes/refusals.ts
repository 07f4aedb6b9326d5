import type { CauseCode } from './cause-catalogue.js';

/** Causes in which NiceNIC itself says no. In the others it is out of reach, out of order, or was not even asked. */
const REFUSALS: ReadonlySet<CauseCode> = new Set<CauseCode>([
  'wrong_secret',
  'wrong_environment',
  'auth_header_altered',
  'ip_not_whitelisted',
  'egress_ip_changed',
  'account_not_eligible',
  'bad_request_format',
  'whmcs_settings_not_saved',
  'cron_environment_differs',
  'rate_limited',
]);

/** Whether it is NiceNIC that says no: the status page and the alerts call it so, and checks hold back. Pure. */
export function isRefusedFor(cause: CauseCode): boolean {
  return REFUSALS.has(cause);
}
