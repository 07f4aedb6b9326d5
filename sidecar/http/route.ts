import type { Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import type { CompanionError } from '../errors/companion-error.js';
import type { Translator } from '../texts/translator.js';

/** Who may call a route: `bearer` holders of the token, `browser` signed-in administrators, `open` anyone. */
export type Access = 'bearer' | 'browser' | 'open';

/** What a handler gets: its input, already checked, and the id that log, answer and alert share. */
export interface Call<Body, Query> {
  readonly body: Body;
  readonly query: Query;
  readonly params: Readonly<Record<string, string>>;
  readonly referenceId: string;
  /** Speaks the caller's language. */
  readonly texts: Translator;
  readonly request: Request;
  readonly response: Response;
}

/**
 * One route: the source of both the Express route and its entry in `shared/openapi.json`, so that the two cannot
 * drift apart. A handler returns the JSON answer, or undefined when it has answered by itself.
 */
export interface Route<Body = unknown, Query = unknown> {
  readonly method: 'get' | 'post' | 'put';
  /** Express notation, such as `/v1/alerts/:id/delivery`. */
  readonly path: string;
  readonly access: Access;
  readonly summary: string;
  /** Refuses callers who may pass but try too often, before the body is read. */
  readonly limit?: RequestHandler;
  readonly body?: z.ZodType<Body>;
  /** Whether the body comes from a form of our own pages, and not as JSON. */
  readonly isForm?: true;
  /** Bytes; where it is not given, a size that is enough for every call of WHMCS. */
  readonly largestBody?: number;
  readonly query?: z.ZodType<Query>;
  /** Shape of the JSON answer; absent for pages. */
  readonly answer?: z.ZodType;
  readonly handle: (call: Call<Body, Query>) => unknown;
  /** Answers errors of this route in a form of its own; without it they are problems (RFC 9457). */
  readonly refuse?: (
    error: CompanionError,
    referenceId: string,
    texts: Translator,
    /** Speaks the language of the customer who set off the call. */
    customerTexts: Translator,
  ) => object;
}

/** Keeps the types of body and query together with the handler that uses them. */
export function route<Body = undefined, Query = undefined>(definition: Route<Body, Query>): Route {
  return definition as unknown as Route;
}
