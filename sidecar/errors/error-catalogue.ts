import type { Phrase } from '../texts/phrase.js';

/**
 * What a customer may read, by its key in the texts: no cause, no address, no account, no text of the registrar.
 */
export type ForCustomers = 'try_later' | 'contact_us' | 'check_input' | 'do_not_repeat';

/**
 * Every error that the sidecar answers with: its HTTP status, and what a customer may read. What an admin is told and
 * what to do next stand under the same code in `shared/locales`. `docs/errors.md` is held to this list by a test.
 */
export const ERROR_CATALOGUE = {
  unauthorized: { status: 401, customers: 'try_later' },
  not_found: { status: 404, customers: 'try_later' },
  unknown_action: { status: 404, customers: 'contact_us' },
  invalid_parameter: { status: 422, customers: 'check_input' },
  malformed_json: { status: 400, customers: 'try_later' },
  unsupported_media_type: { status: 415, customers: 'try_later' },
  payload_too_large: { status: 413, customers: 'try_later' },
  too_many_requests: { status: 429, customers: 'try_later' },
  settings_invalid: { status: 422, customers: 'try_later' },
  no_settings: { status: 409, customers: 'try_later' },
  diagnosis_held_back: { status: 429, customers: 'try_later' },
  settings_unreadable: { status: 409, customers: 'try_later' },
  registrar_access_refused: { status: 200, customers: 'try_later' },
  registrar_refused: { status: 200, customers: 'contact_us' },
  registrar_unreachable: { status: 200, customers: 'try_later' },
  registrar_unavailable: { status: 200, customers: 'try_later' },
  registrar_held_back: { status: 200, customers: 'try_later' },
  domain_not_found: { status: 200, customers: 'contact_us' },
  domain_in_account: { status: 200, customers: 'contact_us' },
  renewal_dates_differ: { status: 200, customers: 'contact_us' },
  restore_not_supported: { status: 422, customers: 'contact_us' },
  operation_not_documented: { status: 422, customers: 'contact_us' },
  operation_answer_unclear: { status: 200, customers: 'try_later' },
  change_unknown: { status: 200, customers: 'try_later' },
  changes_incomplete: { status: 200, customers: 'try_later' },
  premium_cost_differs: { status: 200, customers: 'contact_us' },
  premium_sold_as_ordinary: { status: 200, customers: 'contact_us' },
  balance_short: { status: 200, customers: 'try_later' },
  order_not_found: { status: 404, customers: 'contact_us' },
  order_not_unknown: { status: 409, customers: 'contact_us' },
  order_of_other_account: { status: 409, customers: 'contact_us' },
  order_unknown: { status: 200, customers: 'do_not_repeat' },
  order_taken_by_other: { status: 200, customers: 'contact_us' },
  incident_not_found: { status: 404, customers: 'contact_us' },
  alert_not_claimable: { status: 409, customers: 'try_later' },
  ticket_invalid: { status: 401, customers: 'try_later' },
  storage_failed: { status: 503, customers: 'try_later' },
  internal_error: { status: 500, customers: 'try_later' },
} as const satisfies Record<string, { readonly status: number; readonly customers: ForCustomers }>;

export type ErrorCode = keyof typeof ERROR_CATALOGUE;

/** The words for an error: what it is, what to do next, and what a customer may read. */
export function errorText(code: ErrorCode): {
  readonly title: Phrase;
  readonly next: Phrase;
  readonly publicText: Phrase;
} {
  return {
    title: { key: `errors:${code}.title` },
    next: { key: `errors:${code}.next` },
    publicText: { key: `errors:for_customers.${ERROR_CATALOGUE[code].customers}` },
  };
}
