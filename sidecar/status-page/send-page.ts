import type { Response } from 'express';
import type { CompanionError } from '../errors/companion-error.js';
import { errorText } from '../errors/error-catalogue.js';
import { referenceOf } from '../http/problem.js';
import { phrase } from '../texts/phrase.js';
import type { Translator } from '../texts/translator.js';
import { renderMessagePage } from './render-page.js';

/** Answers with a page that no cache keeps. */
export function sendPage(response: Response, status: number, html: string): void {
  response
    .status(status)
    .set('Cache-Control', 'no-store')
    // With Helmet's "no-referrer" browsers send our own forms with the origin "null".
    .set('Referrer-Policy', 'same-origin')
    .type('html')
    .send(html);
}

/** Answers with a page that says what is wrong and what to do next, in the catalogue's words. */
export function sendErrorPage(response: Response, error: CompanionError, texts: Translator): void {
  const told = error.status < 500 ? [] : [phrase('alerts:reference', { referenceId: referenceOf(response) })];
  const page = {
    title: texts.say(errorText(error.code).title),
    lines: [...error.whatNext(), ...told].map(texts.say),
    back: true,
  };
  sendPage(response, error.status, renderMessagePage(page, texts));
}
