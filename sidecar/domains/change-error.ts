import { CompanionError } from '../errors/companion-error.js';
import { whatCameOf } from '../errors/what-came-back.js';
import type { RegistrarFailure } from '../nicenic/classify-answer.js';
import type { Exchange } from '../outbound/exchange.js';
import type { Settings } from '../settings/settings.js';
import type { FailureReporter } from './failure-reporter.js';

/** A change, other than an order, that the registrar did not confirm. */
interface Unconfirmed {
  readonly failure: RegistrarFailure;
  readonly exchange: Pick<Exchange, 'mayHaveArrived'>;
}

/** Why a change did not succeed, or `change_unknown` where it may have all the same. */
export async function changeError(
  tried: string,
  { failure, exchange }: Unconfirmed,
  failures: FailureReporter,
  settings: Settings,
): Promise<CompanionError> {
  const reported = await failures.report(tried, failure, settings);
  if (!mayBeMade(failure, exchange.mayHaveArrived)) return reported;
  return new CompanionError('change_unknown', {
    detail: whatCameOf(tried, failure),
    ...(reported.causes === undefined ? {} : { causes: reported.causes }),
  });
}

/** Whether the registrar may have made a change although it did not say so. A clear no is a code of its own. */
function mayBeMade({ kind, code }: RegistrarFailure, mayHaveArrived: boolean): boolean {
  switch (kind) {
    case 'unreachable':
      return mayHaveArrived;
    case 'unreadable':
    case 'server_error':
      return true;
    case 'unknown_code':
      // 0 with a failing status, 201 for "accepted", and what else looks like a success.
      return code === 0 || (code !== null && code >= 200 && code < 300);
    default:
      return false;
  }
}
