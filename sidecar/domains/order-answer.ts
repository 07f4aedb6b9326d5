import { CompanionError } from '../errors/companion-error.js';
import { whatCameBack } from '../errors/what-came-back.js';
import type { Order } from '../orders/order.js';
import type { Placed } from '../orders/order-service.js';
import type { Settings } from '../settings/settings.js';
import { phrase } from '../texts/phrase.js';
import type { FailureReporter } from './failure-reporter.js';

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
      detail: phrase(`details:ordered_by_other.${action}`, {
        domain,
        whmcsDomainId,
        at: order.createdAt,
        referenceId: order.referenceId,
      }),
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
        detail: phrase('details:in_account_before', { domain }),
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
  const { referenceId, sentAt, createdAt } = order;
  const { action, domain } = order.intent;
  return new CompanionError('order_unknown', {
    detail: [
      phrase(`details:sent.${action}`, { domain, at: sentAt ?? createdAt, referenceId }),
      ...(failure === null ? [] : [phrase('details:answer_of_registrar', { answer: whatCameBack(failure) })]),
    ],
    mayHaveExecuted: true,
  });
}
