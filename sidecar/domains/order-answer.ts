import { CompanionError } from '../errors/companion-error.js';
import { whatCameBack } from '../nicenic/classify-answer.js';
import type { Order, PaidAction } from '../orders/order.js';
import type { Placed } from '../orders/order-service.js';
import type { Settings } from '../settings/settings.js';
import { utc } from '../texts/format-time.js';
import type { FailureReporter } from './failure-reporter.js';

const NOUN: Readonly<Record<PaidAction, string>> = {
  register: 'registration',
  renew: 'renewal',
  transfer: 'transfer',
};

/**
 * What became of an order, for WHMCS: `{pending: true}`, or what `done` makes of one that is done.
 * @throws {CompanionError} when it did not go through, is not known to have, or is another customer's
 */
export async function orderAnswer(
  placed: Placed,
  done: (order: Order) => object,
  failures: FailureReporter,
  settings: Settings,
): Promise<object> {
  const { order } = placed;
  const { action, domain, whmcsDomainId } = order.intent;
  if (placed.kind === 'other_owner') {
    throw new CompanionError('order_taken_by_other', {
      detail: `The ${NOUN[action]} of ${domain} was ordered for WHMCS domain id ${whmcsDomainId} at ${utc(order.createdAt)} (reference ${order.referenceId}).`,
    });
  }
  const tried = `domain/${action}`;
  switch (order.state) {
    case 'done':
      failures.worked(settings);
      return done(order);
    case 'pending':
      return { pending: true };
    case 'rejected':
      if (placed.failure !== null) throw await failures.report(tried, placed.failure, settings);
      throw new CompanionError('registrar_refused', {
        detail: `${domain} is in the account already, from before this order.`,
      });
    default:
      throw await uncertain(placed, tried, failures, settings);
  }
}

/** A refusal of access is the likelier story and names its cause; a lost answer is told as such. */
async function uncertain(
  { order, failure }: Extract<Placed, { kind: 'order' }>,
  tried: string,
  failures: FailureReporter,
  settings: Settings,
): Promise<CompanionError> {
  if (failure?.kind === 'access_refused') return failures.report(tried, failure, settings, true);
  const sent = order.sentAt === null ? '' : ` at ${utc(order.sentAt)}`;
  return new CompanionError('order_unknown', {
    detail: `The ${NOUN[order.intent.action]} of ${order.intent.domain} was sent${sent} (reference ${order.referenceId}).${failure === null ? '' : ` NiceNIC: ${whatCameBack(failure)}.`}`,
    mayHaveExecuted: true,
  });
}
