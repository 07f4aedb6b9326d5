import type { AlertMessage } from '../alerts/alert.js';
import type { Order } from '../orders/order.js';
import { accountName } from '../settings/account-name.js';
import { phrase } from '../texts/phrase.js';
import { whyOpen } from './decide-settlement.js';

/** An order that has been unknown for over an hour; told once an order. */
export function composeOrderUnknown(order: Order): AlertMessage {
  const { action, domain, years, whmcsDomainId, account } = order.intent;
  const why = whyOpen(order);
  return {
    kind: 'warning',
    severity: 'warning',
    causeCode: null,
    incidentId: null,
    referenceId: order.referenceId,
    subject: phrase(`alerts:order_unknown.subject_${action}`, { domain }),
    text: [
      phrase(`alerts:order_unknown.${action}`, {
        domain,
        count: years,
        whmcsDomainId,
        environment: accountName(account.apiEnvironment),
        at: order.sentAt ?? order.createdAt,
      }),
      ...(why === null ? [] : [why]),
      phrase('alerts:order_unknown.meanwhile'),
      {
        heading: phrase('alerts:what_to_do'),
        items: [
          phrase('alerts:order_unknown.look'),
          phrase('alerts:order_unknown.settle', { orderId: order.id }),
        ],
      },
    ],
  };
}
