import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { CompanionError } from '../errors/companion-error.js';

const WINDOW_MILLISECONDS = 60_000;

/** Stands for everyone on a Unix socket, where there are no addresses. */
const NO_ADDRESS = 'unix';

/**
 * Lets each address try so many times a minute; afterwards it is told to wait. Requests that are `exempt` always pass
 * and do not count: behind a proxy everybody has the same address, and strangers must not keep out whoever may enter.
 */
export function attemptLimit(
  perMinute: number,
  exempt: (request: Request) => Promise<boolean> = () => Promise.resolve(false),
): RequestHandler {
  return rateLimit({
    windowMs: WINDOW_MILLISECONDS,
    limit: perMinute,
    skip: exempt,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: ({ ip }) => (ip === undefined ? NO_ADDRESS : ipKeyGenerator(ip)),
    // A proxy in front of us counts as one address: a forwarded address can be made up by anyone.
    validate: { xForwardedForHeader: false, forwardedHeader: false },
    handler: (_request, _response, next) => {
      next(new CompanionError('too_many_requests'));
    },
  });
}
