import type { CheckOutcome, CheckSource } from '../checks/check-result.js';
import type { ChecklistStatus } from '../diagnosis/checklist.js';
import type { AddressScope, EgressContext } from '../egress/egress-address.js';
import type { ApiEnvironment } from '../nicenic/registrar-client.js';
import type { Tone } from './tone.js';

// What the page calls the codes that it shows.

export const API_ENVIRONMENT: Readonly<Record<ApiEnvironment, string>> = {
  production: 'Production',
  sandbox: 'Sandbox (test mode)',
};

export const OUTCOME: Readonly<Record<CheckOutcome, { readonly tone: Tone; readonly word: string }>> = {
  good: { tone: 'good', word: 'Accepted' },
  bad: { tone: 'bad', word: 'Failed' },
  indeterminate: { tone: 'unknown', word: 'No verdict' },
};

export const CHECK_SOURCE: Readonly<Record<CheckSource, string>> = {
  schedule: 'scheduled',
  confirmation: 'to confirm',
  manual: 'by hand',
  action: 'after a domain action',
};

export const CHECKLIST_STATUS: Readonly<
  Record<ChecklistStatus, { readonly tone: Tone; readonly word: string }>
> = {
  pass: { tone: 'good', word: 'Right' },
  fail: { tone: 'bad', word: 'Wrong' },
  unknown: { tone: 'unknown', word: 'Not known' },
};

/** The guide's twelve steps (auth-guide.md section 6). */
export const CHECKLIST_STEP: Readonly<Record<string, string>> = {
  reseller_access: 'The account has reseller access',
  api_setting_opened: 'API Setting is opened in the Reseller section',
  api_password_separate: 'An API password is set that differs from the login password',
  api_password_in_use: 'WHMCS sends the API password, not the login password',
  authorization_header: 'The Authorization header is user name, colon, API secret',
  endpoint: 'Calls go to the documented address',
  content_type: 'Content-Type is application/json',
  json_body: 'The request body is valid',
  outbound_ip_whitelisted: 'The outbound address is on the whitelist',
  whmcs_outbound_ip: 'The outbound address of WHMCS is confirmed',
  low_risk_test: 'A harmless call was tried first',
  record_details: 'Time, action, domain and answer are recorded',
};

export const EGRESS_CONTEXT: Readonly<Record<EgressContext, string>> = {
  sidecar: 'Sidecar (calls NiceNIC)',
  web: 'WHMCS web',
  cron: 'WHMCS cron',
  cli: 'WHMCS command line',
};

/** What is odd about an address; null when nothing is. */
export const ADDRESS_SCOPE: Readonly<Record<AddressScope, string | null>> = {
  public: null,
  private: 'Not a public address: NiceNIC sees another one.',
  loopback: 'Loopback address: it is never seen outside this machine.',
};
