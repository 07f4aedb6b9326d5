import type { Request } from 'express';
import { DEFAULT_LANGUAGE, isLanguage, LANGUAGES } from '../texts/language.js';
import { translatorFor, type Translator } from '../texts/translator.js';

/** Speaks the language that the caller likes best of those we have (Accept-Language); whoever names none gets English. */
export function translatorOf(request: Request): Translator {
  const language = request.acceptsLanguages(...LANGUAGES);
  return translatorFor(isLanguage(language) ? language : DEFAULT_LANGUAGE);
}
