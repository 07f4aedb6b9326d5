import { CATALOGUES, type Catalogue } from '../../sidecar/texts/catalogues.js';
import { DEFAULT_LANGUAGE } from '../../sidecar/texts/language.js';

/** A place to fill in: `{{name}}`, or `{{name, format}}`. */
const PLACE = /\{\{(?<name>\w+)(?:,\s*(?<format>\w+)[^}]*)?\}\}/g;

/** What i18next appends for the forms of plural. */
const PLURAL = /_(?:zero|one|two|few|many|other)$/;

/** `sidecar/texts/text-values.ts`: every key of the English catalogues with the values that its text takes. */
export function textValues(): string {
  const places = new Map<string, Map<string, string>>();
  for (const [name, catalogue] of Object.entries(CATALOGUES[DEFAULT_LANGUAGE]))
    for (const [path, text] of textsOf(catalogue)) {
      const key = `${name}:${path.replace(PLURAL, '')}`;
      const values = places.get(key) ?? new Map<string, string>();
      places.set(key, values);
      for (const { groups } of text.matchAll(PLACE))
        values.set(groups?.['name'] ?? '', typeOf(groups?.['name'], groups?.['format']));
      if (PLURAL.test(path)) values.set('count', 'number');
    }
  const lines = [...places].map(([key, values]) => {
    const fields = [...values].map(([name, type]) => `readonly ${name}: ${type}`).join('; ');
    return `  '${key}': ${fields === '' ? 'undefined' : `{ ${fields} }`};`;
  });
  return `// Made from shared/locales by \`npm run generate\`. Change those files instead of this one.

import type { PhraseValue } from './phrase.js';

/** The values that each text takes; undefined where it takes none. */
export interface TextValues {
${lines.join('\n')}
}
`;
}

/** Every text with its path in the catalogue, as i18next writes it; items of a list have their number. */
export function textsOf(catalogue: Catalogue, above = ''): [path: string, text: string][] {
  return Object.entries(catalogue).flatMap(([key, value]) => {
    const path = `${above}${key}`;
    if (typeof value === 'string') return [[path, value] as [string, string]];
    return isList(value)
      ? value.map((text, place): [string, string] => [`${path}.${place}`, text])
      : textsOf(value, `${path}.`);
  });
}

function isList(value: Catalogue | readonly string[]): value is readonly string[] {
  return Array.isArray(value);
}

function typeOf(name: string | undefined, format: string | undefined): string {
  return name === 'count' || format !== undefined ? 'number' : 'PhraseValue';
}
