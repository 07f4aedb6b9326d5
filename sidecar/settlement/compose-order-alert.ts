import type { AlertMessage } from '../alerts/alert.js';
import type { Order, PaidAction } from '../orders/order.js';
import { utc } from '../texts/format-time.js';
import { whyOpen } from './decide-settlement.js';

const NOUN: Readonly<Record<PaidAction, string>> = {
  register: 'registration',
  renew: 'renewal',
  transfer: 'transfer',
};

/** An order that has been unknown for over an hour; told once an order. */
export function composeOrderUnknown(order: Order): AlertMessage {
  const { action, domain, years, whmcsDomainId, account } = order.intent;
  const noun = NOUN[action];
  return {
    kind: 'warning',
    severity: 'warning',
    causeCode: null,
    incidentId: null,
    referenceId: order.referenceId,
    subject: `NiceNIC: it is not known whether the ${noun} of ${domain} happened`,
    text: [
      `The ${noun} of ${domain} (${years} ${years === 1 ? 'year' : 'years'}, WHMCS domain id ${whmcsDomainId}, ${account.apiEnvironment}) was sent at ${utc(order.sentAt ?? order.createdAt)}.`,
      `${whyOpen(order) ?? ''} It is never sent a second time meanwhile, and the sidecar goes on looking.`,
      [
        'What to do:',
        '- Look at NiceNIC whether the order is there and was charged. Do not order by hand before.',
        `- Say what you found in WHMCS under Addons > NiceNIC Companion > Orders to settle, or by POST /v1/orders/${order.id}/settlement with {"outcome":"done"} or {"outcome":"rejected"} and a note.`,
      ].join('\n'),
      `Reference: ${order.referenceId}`,
    ].join('\n\n'),
  };
}
