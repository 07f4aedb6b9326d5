import type { RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { translatorOf } from '../http/translator-of.js';
import { sendMessagePage } from './send-page.js';

const WINDOW_MILLISECONDS = 60_000;

/** Stands for everyone on a Unix socket, where there are no addresses. */
const NO_ADDRESS = 'unix';

/**
 * Lets each address try so many times a minute; afterwards it gets a page that says to wait. With `failuresOnly`
 * requests that succeed do not count.
 */
export function attemptLimit(perMinute: number, options: { readonly failuresOnly: boolean }): RequestHandler {
  return rateLimit({
    windowMs: WINDOW_MILLISECONDS,
    limit: perMinute,
    skipSuccessfulRequests: options.failuresOnly,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: ({ ip }) => (ip === undefined ? NO_ADDRESS : ipKeyGenerator(ip)),
    // A proxy in front of us counts as one address: a forwarded address can be made up by anyone.
    validate: { xForwardedForHeader: false, forwardedHeader: false },
    handler: (request, response) => {
      sendMessagePage(response, 'too_many_requests', translatorOf(request));
    },
  });
}
