import type { Response } from 'express';
import { ERROR_CATALOGUE, errorText, type ErrorCode } from '../errors/error-catalogue.js';
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
export function sendMessagePage(response: Response, code: ErrorCode, texts: Translator): void {
  const { title, next } = errorText(code);
  const page = { title: texts.say(title), lines: [texts.say(next)], back: true };
  sendPage(response, ERROR_CATALOGUE[code].status, renderMessagePage(page, texts));
}
