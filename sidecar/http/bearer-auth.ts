import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Secret } from '../config/secret.js';
import { CompanionError } from '../errors/companion-error.js';

/** Lets holders of the token pass. Hashing first makes both sides the same length for the constant-time comparison. */
export function bearerAuth(token: Secret): RequestHandler {
  const expected = digest(token.reveal());
  return (request, _response, next) => {
    const given = /^Bearer (?<token>\S+)$/i.exec(request.get('authorization') ?? '')?.groups?.['token'] ?? '';
    if (!timingSafeEqual(digest(given), expected)) throw new CompanionError('unauthorized');
    next();
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
