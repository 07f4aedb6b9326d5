import { fileURLToPath } from 'node:url';
import { Eta } from 'eta';
import { LANGUAGE_NAMES } from '../texts/language.js';
import type { Translator } from '../texts/translator.js';

/** The folder lies beside this file in the sources and in `dist` alike. Everything printed with `<%= %>` is escaped. */
const eta = new Eta({
  views: fileURLToPath(new URL('./templates/', import.meta.url)),
  autoEscape: true,
  cache: true,
});

/**
 * Fills a template of the folder `templates`. Inside it the data is called `it`, and `it.t('page:key', values)` says a
 * text of the catalogue; templates that are included see the data of those around them.
 */
export function fillTemplate(name: string, data: object, texts: Translator): string {
  const { t, language } = texts;
  return eta.render(`./${name}`, { ...data, t, language, languageNames: LANGUAGE_NAMES });
}

/** Fills a template that has no words. */
export function fillDrawing(name: string, data: object): string {
  return eta.render(`./${name}`, data);
}
