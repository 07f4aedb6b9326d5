import express, { type Express, type RequestHandler } from 'express';
import type { z } from 'zod';
import { CompanionError } from '../errors/companion-error.js';
import { toldFault } from '../texts/field-fault.js';
import { phrase } from '../texts/phrase.js';
import { referenceOf, toCompanionError } from './problem.js';
import type { Access, Route } from './route.js';
import { customerTranslatorOf, translatorOf } from './translator-of.js';

/** Largest accepted body of most routes; a registration with all its fields has about 4 kB. */
export const LARGEST_BODY_BYTES = 256 * 1024;

/** Refuses a body that is declared as something else: Express would leave it unread and the route see nothing. */
const requireType =
  (type: 'json' | 'urlencoded'): RequestHandler =>
  (request, _response, next) => {
    const hasBody =
      request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length']) > 0;
    if (hasBody && request.is(type) === false) throw new CompanionError('unsupported_media_type');
    next();
  };

function readBody({ isForm, largestBody: limit = LARGEST_BODY_BYTES }: Route): RequestHandler[] {
  return isForm === true
    ? [requireType('urlencoded'), express.urlencoded({ extended: false, limit })]
    : [requireType('json'), express.json({ limit })];
}

/** Mounts each route behind its gate; nobody's body is read before the gate has let them pass. */
export function mountRoutes(
  app: Express,
  routes: readonly Route[],
  gates: Readonly<Record<Access, RequestHandler>>,
): void {
  for (const route of routes) {
    // Those who may not pass must not use up the tries of those who may.
    const before = [gates[route.access], ...(route.limit === undefined ? [] : [route.limit])];
    app[route.method](route.path, ...before, ...readBody(route), async (request, response) => {
      const referenceId = referenceOf(response);
      const texts = translatorOf(request);
      try {
        const answer = await route.handle({
          body: route.body === undefined ? undefined : checked(route.body, request.body ?? {}),
          query: route.query === undefined ? undefined : checked(route.query, request.query),
          params: request.params as Readonly<Record<string, string>>,
          referenceId,
          texts,
          request,
          response,
        });
        if (answer !== undefined) response.json(answer);
      } catch (thrown) {
        if (route.refuse === undefined) throw thrown;
        const error = toCompanionError(thrown);
        const customerTexts = customerTranslatorOf(request);
        response.status(error.status).json(route.refuse(error, referenceId, texts, customerTexts));
      }
    });
  }
}

/**
 * @throws {CompanionError} `invalid_parameter` naming each field at fault, without its value
 */
export function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  const detail = parsed.error.issues.map((issue) =>
    phrase('details:field', { field: issue.path.join('.') || 'body', problem: toldFault(issue) }),
  );
  throw new CompanionError('invalid_parameter', { detail });
}
