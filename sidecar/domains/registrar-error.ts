import type { RankedCause } from '../causes/ranked-cause.js';
import { CompanionError } from '../errors/companion-error.js';
import type { ErrorCode } from '../errors/error-catalogue.js';
import { whatCameOf } from '../errors/what-came-back.js';
import type { FailureKind, RegistrarFailure } from '../nicenic/classify-answer.js';

const CODE_OF: Readonly<Record<FailureKind, ErrorCode>> = {
  access_refused: 'registrar_access_refused',
  request_refused: 'registrar_refused',
  unknown_code: 'registrar_refused',
  unreachable: 'registrar_unreachable',
  proxy_refused: 'registrar_unreachable',
  rate_limited: 'registrar_unavailable',
  held_back: 'registrar_held_back',
  server_error: 'registrar_unavailable',
  redirected: 'registrar_unavailable',
  wrong_address: 'registrar_unavailable',
  unreadable: 'registrar_unavailable',
};

/**
 * Why the registrar could not do it, for the admin: what was tried and what came back. The likely causes travel beside
 * the text; whoever shows it adds them.
 */
export function registrarError(
  tried: string,
  failure: RegistrarFailure,
  details: { readonly mayHaveExecuted?: boolean; readonly causes?: readonly RankedCause[] | undefined } = {},
): CompanionError {
  return new CompanionError(CODE_OF[failure.kind], {
    detail: whatCameOf(tried, failure),
    mayHaveExecuted: details.mayHaveExecuted ?? false,
    ...(details.causes === undefined ? {} : { causes: details.causes }),
  });
}
