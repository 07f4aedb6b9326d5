import { readFileSync, readdirSync } from 'node:fs';
import { LANGUAGES, type Language } from './language.js';

/** A catalogue as it lies in its file: texts, lists of texts, and groups of them. */
export interface Catalogue {
  readonly [key: string]: string | readonly string[] | Catalogue;
}

const FOLDER = new URL('../../shared/locales/', import.meta.url);
const FILE = /^(?<name>[a-z]+)\.json$/;

/** The catalogues of every language by file name, such as `page`: `shared/locales/<language>/<name>.json`. */
export const CATALOGUES = Object.fromEntries(
  LANGUAGES.map((language) => [language, cataloguesOf(language)]),
) as Readonly<Record<Language, Readonly<Record<string, Catalogue>>>>;

function cataloguesOf(language: Language): Record<string, Catalogue> {
  const folder = new URL(`${language}/`, FOLDER);
  return Object.fromEntries(
    readdirSync(folder).flatMap((file) => {
      const name = FILE.exec(file)?.groups?.['name'];
      return name === undefined
        ? []
        : [[name, JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Catalogue]];
    }),
  );
}
