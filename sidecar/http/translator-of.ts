import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';
import { DEFAULT_LANGUAGE, isLanguage, LANGUAGES, type Language } from '../texts/language.js';
import { translatorFor, type Translator } from '../texts/translator.js';

const COOKIE = 'companion_language';

/** A year. */
const KEPT_SECONDS = 365 * 24 * 60 * 60;

/**
 * Speaks the language that was chosen on our pages, else the one that the caller likes best of those we have
 * (Accept-Language); whoever names none gets English.
 */
export function translatorOf(request: Request): Translator {
  const chosen = parseCookie(request.get('cookie') ?? '')[COOKIE];
  const language = isLanguage(chosen) ? chosen : request.acceptsLanguages(...LANGUAGES);
  return translatorFor(isLanguage(language) ? language : DEFAULT_LANGUAGE);
}

/** Lets the browser keep the language that was chosen. It tells nothing of anybody, so it travels over plain http too. */
export function setLanguage(response: Response, language: Language): void {
  const cookie = {
    name: COOKIE,
    value: language,
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    maxAge: KEPT_SECONDS,
  } as const;
  response.append('Set-Cookie', stringifySetCookie(cookie));
}

/**
 * Speaks to the customers of the shop: a call that a customer sets off is also read by administrators, who need not
 * share his language (Customer-Language). Without it both get the caller's.
 */
export function customerTranslatorOf(request: Request): Translator {
  const language = request.get('Customer-Language');
  return isLanguage(language) ? translatorFor(language) : translatorOf(request);
}
