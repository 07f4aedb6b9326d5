import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import { CompanionError } from '../errors/companion-error.js';
import { errorText, type ErrorCode } from '../errors/error-catalogue.js';
import type { Logger } from '../log/logger.js';
import type { Translator } from '../texts/translator.js';
import { translatorOf } from './translator-of.js';

/** An error answer where no action envelope applies: RFC 9457 with our code and the reference of the log line. */
export interface Problem {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ErrorCode;
  readonly referenceId: string;
}

export function problemOf(error: CompanionError, referenceId: string, texts: Translator): Problem {
  return {
    type: 'about:blank',
    title: texts.say(errorText(error.code).title),
    status: error.status,
    detail: texts.sentences(error.whatNext()),
    code: error.code,
    referenceId,
  };
}

/** The reference of a request, made when it comes in. */
export function referenceOf(response: Response): string {
  const { referenceId } = response.locals as { referenceId?: string };
  return referenceId ?? assignReference(response);
}

export function assignReference(response: Response): string {
  const referenceId = randomUUID();
  (response.locals as { referenceId?: string }).referenceId = referenceId;
  response.setHeader('X-Reference-Id', referenceId);
  return referenceId;
}

/** Turns whatever a handler threw into one of our errors: ours stay, those of the framework are named, the rest is internal. */
export function toCompanionError(error: unknown): CompanionError {
  return error instanceof CompanionError ? error : new CompanionError(codeOf(error), { cause: error });
}

function codeOf(error: unknown): ErrorCode {
  if (isStorageError(error)) return 'storage_failed';
  const { type, status } = (error ?? {}) as { readonly type?: unknown; readonly status?: unknown };
  switch (type) {
    case 'entity.too.large':
    case 'parameters.too.many':
      return 'payload_too_large';
    case 'encoding.unsupported':
    case 'charset.unsupported':
      return 'unsupported_media_type';
    default:
      if (status !== 400) return 'internal_error';
      // The router could not decode the address; everything else with 400 is a body that could not be read.
      return error instanceof URIError ? 'not_found' : 'malformed_json';
  }
}

/** Answers with a page that people can read. */
export type SendErrorPage = (response: Response, error: CompanionError, texts: Translator) => void;

/**
 * The last middleware: answers every error in one form, to browsers as a page, and logs those that are ours to mend.
 */
export function problemHandler(logger: Logger, sendErrorPage: SendErrorPage) {
  return (thrown: unknown, request: Request, response: Response, next: NextFunction): void => {
    if (response.headersSent) {
      next(thrown);
      return;
    }
    const error = toCompanionError(thrown);
    const referenceId = referenceOf(response);
    const told = { referenceId, code: error.code, method: request.method, path: request.path };
    if (error.code === 'internal_error') logger.error({ ...told, err: error.cause }, 'request failed');
    else logger.info(told, 'request refused');
    const texts = translatorOf(request);
    if (asksForPage(request)) {
      sendErrorPage(response, error, texts);
      return;
    }
    response
      .status(error.status)
      .type('application/problem+json')
      .json(problemOf(error, referenceId, texts));
  };
}

/** Browsers that open an address like HTML best; programs, our own script among them, take anything or JSON. */
function asksForPage(request: Request): boolean {
  return request.accepts(['json', 'html']) === 'html';
}

/** A full or read-only disk, a damaged file, or one that another process keeps locked, as SQLite reports it. */
function isStorageError(error: unknown): boolean {
  const { code } = (error ?? {}) as { readonly code?: unknown };
  return typeof code === 'string' && /^SQLITE_(BUSY|FULL|READONLY|IOERR|CANTOPEN|CORRUPT|NOTADB)/.test(code);
}
