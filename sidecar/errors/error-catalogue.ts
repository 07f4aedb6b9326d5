/** What a customer may read: no cause, no address, no account, no text of the registrar. */
const FOR_CUSTOMERS = {
  tryLater: 'This is not possible at the moment. Please try again later or contact our support.',
  contactUs: 'This could not be done. Please contact our support.',
  checkInput: 'Something in the request is not right. Please check what you have entered.',
  doNotRepeat: 'Your order was received and is being checked. Please do not order again.',
} as const;

/**
 * Every error that the sidecar answers with: its HTTP status, what an admin is told, what a customer may read, and
 * what to do next. `docs/errors.md` is held to this list by a test.
 */
export const ERROR_CATALOGUE = {
  unauthorized: {
    status: 401,
    title: 'The bearer token is missing or wrong',
    publicText: FOR_CUSTOMERS.tryLater,
    next: 'Copy the token from the file "token" in the data folder of the sidecar into the setting SidecarToken.',
  },
  not_found: {
    status: 404,
    title: 'There is no such address',
    publicText: FOR_CUSTOMERS.tryLater,
    next: 'Compare the address with shared/openapi.json.',
  },
  unknown_action: {
    status: 404,
    title: 'The sidecar does not know this action',
    publicText: FOR_CUSTOMERS.contactUs,
    next: 'Check that module and sidecar have the same version.',
  },
  invalid_parameter: {
    status: 422,
    title: 'A value is missing or not acceptable',
    publicText: FOR_CUSTOMERS.checkInput,
    next: 'Correct the named field and try again. Nothing was sent to NiceNIC.',
  },
  malformed_json: {
    status: 400,
    title: 'The request body is not valid JSON',
    publicText: FOR_CUSTOMERS.tryLater,
    next: 'Send a JSON object.',
  },
  unsupported_media_type: {
    status: 415,
    title: 'The request body must be JSON',
    publicText: FOR_CUSTOMERS.tryLater,
    next: 'Send the header Content-Type: application/json.',
  },
  payload_too_large: {
    status: 413,
    title: 'The request body is larger than 256 kB',
    publicText: FOR_CUSTOMERS.tryLater,
    next: 'Send less.',
  },
  too_many_requests: {
    status: 429,
    title: 'Too many attempts',
    publicText: FOR_CUSTOMERS.tryLater,
    next: 'Wait a minute and try again.',
  },
  settings_invalid: {
    status: 422,
    title: 'The settings of the module cannot work',
    publicText: FOR_CUSTOMERS.tryLater,
    next: 'Correct the named settings in WHMCS. Nothing was sent to NiceNIC.',
  },
  no_settings: {
    status: 409,
    title: 'The sidecar has no settings yet',
    publicText: FOR_CUSTOMERS.tryLater,
    next: 'Save the module settings in WHMCS and let the WHMCS cron run once.',
  },
  diagnosis_held_back: {
    status: 429,
    title: 'NiceNIC has refused too many calls in a short time, so it is not asked again yet',
    publicText: FOR_CUSTOMERS.tryLater,
    next: 'Mend what the last diagnosis names, wait and try again: repeated refusals can get an account or address blocked.',
  },
  settings_unreadable: {
    status: 409,
    title: 'The stored settings cannot be read with the key file in the data folder',
    publicText: FOR_CUSTOMERS.tryLater,
    next: 'Save the module settings in WHMCS or let the WHMCS cron run once: it hands them over again.',
  },
  registrar_access_refused: {
    status: 200,
    title: 'NiceNIC refused access',
    publicText: FOR_CUSTOMERS.tryLater,
    next: 'Open the status page: it names the likely cause and the steps.',
  },
  registrar_refused: {
    status: 200,
    title: 'NiceNIC refused the request',
    publicText: FOR_CUSTOMERS.contactUs,
    next: 'Read the text of the registrar; correct the data and try again.',
  },
  registrar_unreachable: {
    status: 200,
    title: 'NiceNIC could not be reached',
    publicText: FOR_CUSTOMERS.tryLater,
    next: 'Nothing was sent. Try again; the status page shows the stage that fails.',
  },
  registrar_unavailable: {
    status: 200,
    title: 'NiceNIC did not give a usable answer',
    publicText: FOR_CUSTOMERS.tryLater,
    next: 'Try again later; the status page shows what came back.',
  },
  registrar_held_back: {
    status: 200,
    title: 'The call to NiceNIC was held back',
    publicText: FOR_CUSTOMERS.tryLater,
    next: 'Nothing was sent. Try again when the pause is over; where none is named, many calls are waiting: try again in a minute.',
  },
  domain_not_found: {
    status: 200,
    title: 'The domain is not in the list of this NiceNIC account',
    publicText: FOR_CUSTOMERS.contactUs,
    next: 'Check the account and the test mode. The domain was left as it is.',
  },
  domain_in_account: {
    status: 200,
    title: 'The domain is in this NiceNIC account already',
    publicText: FOR_CUSTOMERS.contactUs,
    next: 'Nothing was ordered. Sync the domain in WHMCS instead of transferring it.',
  },
  renewal_dates_differ: {
    status: 200,
    title: 'The expiry dates of WHMCS and NiceNIC do not fit a renewal',
    publicText: FOR_CUSTOMERS.contactUs,
    next: 'Nothing was ordered. Sync the domain in WHMCS, look whether it still has to be renewed, and repeat the action then.',
  },
  restore_not_supported: {
    status: 422,
    title: 'NiceNIC documents no way to restore a domain out of the redemption period',
    publicText: FOR_CUSTOMERS.contactUs,
    next: 'Restore the domain on the website of NiceNIC, then sync it in WHMCS. Nothing was sent.',
  },
  operation_not_documented: {
    status: 422,
    title: 'NiceNIC publishes no API operation for this',
    publicText: FOR_CUSTOMERS.contactUs,
    next: 'Do it by hand on the website of NiceNIC (https://nicenic.com/), or ask NiceNIC for the operation and enable it in operations.json in the data folder of the sidecar (docs/operations.md). Nothing was sent.',
  },
  operation_answer_unclear: {
    status: 200,
    title: 'NiceNIC answered, but not in the way that the operations file describes',
    publicText: FOR_CUSTOMERS.tryLater,
    next: 'Compare "answer" of this operation in operations.json with what NiceNIC says about it, and try it in the sandbox.',
  },
  change_unknown: {
    status: 200,
    title: 'The change was sent, but it is not known whether NiceNIC made it',
    publicText: FOR_CUSTOMERS.tryLater,
    next: 'Look at the domain on the website of NiceNIC. The change may be repeated: it is not charged.',
  },
  changes_incomplete: {
    status: 200,
    title: 'Not all changes could be made in the time that WHMCS waits',
    publicText: FOR_CUSTOMERS.tryLater,
    next: 'Save once more: what was changed stays, and the rest is made then.',
  },
  premium_cost_differs: {
    status: 200,
    title: 'The price of this premium name at NiceNIC is not the one that WHMCS knows',
    publicText: FOR_CUSTOMERS.contactUs,
    next: 'Nothing was ordered. Correct the price in WHMCS, or order the name on the website of NiceNIC.',
  },
  premium_sold_as_ordinary: {
    status: 200,
    title: 'This is a premium name, and WHMCS has sold it as an ordinary one',
    publicText: FOR_CUSTOMERS.contactUs,
    next: 'Nothing was ordered. Agree on the price with the customer and order the name on the website of NiceNIC, or cancel the order in WHMCS. With premium domains switched on, WHMCS sells such names at their own price.',
  },
  balance_short: {
    status: 200,
    title: 'The balance at NiceNIC is too small for this order',
    publicText: FOR_CUSTOMERS.tryLater,
    next: 'Nothing was sent. Add funds at NiceNIC, then repeat the action.',
  },
  order_not_found: {
    status: 404,
    title: 'There is no order with this id',
    publicText: FOR_CUSTOMERS.contactUs,
    next: 'Take the id from GET /v1/orders.',
  },
  order_not_unknown: {
    status: 409,
    title: 'This order cannot be settled by hand like that',
    publicText: FOR_CUSTOMERS.contactUs,
    next: 'Look at the order again. Only an order whose outcome is unknown can be settled either way. A transfer that waits can be settled as not happened; that it happened, the list of NiceNIC shows.',
  },
  order_of_other_account: {
    status: 409,
    title: 'The order belongs to another NiceNIC account or API environment than the stored settings',
    publicText: FOR_CUSTOMERS.contactUs,
    next: 'Settle it by hand, or save the settings of that account in WHMCS.',
  },
  order_unknown: {
    status: 200,
    title: 'The order was sent, but its outcome is not known',
    publicText: FOR_CUSTOMERS.doNotRepeat,
    next: 'Do not order by hand. Repeat the action later: the sidecar looks the domain up first and never sends it twice.',
  },
  order_taken_by_other: {
    status: 200,
    title: 'This domain was already ordered through another order in WHMCS',
    publicText: FOR_CUSTOMERS.contactUs,
    next: 'Find the other WHMCS order for this domain; nothing was sent to NiceNIC.',
  },
  incident_not_found: {
    status: 404,
    title: 'There is no incident with this id',
    publicText: FOR_CUSTOMERS.contactUs,
    next: 'Take the id from GET /v1/incidents.',
  },
  alert_not_claimable: {
    status: 409,
    title: 'The alert is claimed by someone else or already delivered',
    publicText: FOR_CUSTOMERS.tryLater,
    next: 'Nothing to do.',
  },
  ticket_invalid: {
    status: 401,
    title: 'This sign-in link was used already or is too old',
    publicText: FOR_CUSTOMERS.tryLater,
    next: 'Get a new link in WHMCS or with "nicenic-companion link".',
  },
  storage_failed: {
    status: 503,
    title: 'The database cannot be written',
    publicText: FOR_CUSTOMERS.tryLater,
    next: 'Look whether the disk of the data folder is full or read-only, or another program holds the file. Orders are not sent meanwhile.',
  },
  internal_error: {
    status: 500,
    title: 'The sidecar failed',
    publicText: FOR_CUSTOMERS.tryLater,
    next: 'Look for the reference in the log of the sidecar and report it.',
  },
} as const satisfies Record<string, { status: number; title: string; publicText: string; next: string }>;

export type ErrorCode = keyof typeof ERROR_CATALOGUE;
