import { CAUSE_CODES, causeText } from '../../sidecar/causes/cause-catalogue.js';
import { CATALOGUES, type Catalogue } from '../../sidecar/texts/catalogues.js';
import { DEFAULT_LANGUAGE, LANGUAGES, type Language } from '../../sidecar/texts/language.js';
import { translatorFor } from '../../sidecar/texts/translator.js';
import { textsOf } from './text-values.js';

/** Columns that PSR-12 asks lines to stay within. */
const LONGEST_LINE = 120;

const INDENT = 4;

/** What i18next appends for the forms of plural; PHP asks for the first when the count is 1. */
const PLURAL = /_(?:one|other)$/;

/** What the PHP side has no code for. */
const UNKNOWN_TO_PHP = /\{\{[^}]*,|_(?:zero|two|few|many)$/;

const MODULE = 'whmcs-module/modules/registrars/niceniccompanion/lib/Texts';
const ADDON = 'whmcs-module/modules/addons/niceniccompanion/lib/Texts';

/** Catalogues by folder; causes come to the registrar module as well, with their links filled in. */
const CATALOGUES_IN: Readonly<Record<string, readonly string[]>> = {
  [MODULE]: ['words', 'module'],
  [ADDON]: ['addon'],
};

/** Of these PHP gets only what it can say; it needs no others. */
const SHARED = 'words';

/**
 * The PHP files with the texts of every language, by path: each has every text, those that are not translated yet in
 * English. Throws when a text needs what the PHP side has no code for.
 */
export function textsInPhp(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(CATALOGUES_IN).flatMap(([folder, names]) =>
      LANGUAGES.map((language) => {
        const texts = [
          ...names.flatMap((name) => catalogueTexts(name, language)),
          ...(folder === MODULE ? causeTexts(language) : []),
        ];
        return [`${folder}/${language}.php`, phpFile(texts)];
      }),
    ),
  );
}

/**
 * Key and text of one catalogue. What is not translated stands in English as a whole: a language has all its plural
 * forms of a text, or English has them all. Throws for a key that looks like a plural form of another.
 */
export function filledUp(english: Catalogue, translated: Catalogue): Map<string, string> {
  const inEnglish = new Map(textsOf(english));
  const inOther = new Map(textsOf(translated));
  const keys = new Set([...inEnglish.keys()].map((key) => key.replace(PLURAL, '')));
  return new Map(
    [...keys].flatMap((key) => {
      if (inEnglish.has(key) && inEnglish.has(`${key}_other`))
        throw new Error(`${key}_other looks like the plural of ${key}`);
      const forms = [key, `${key}_one`, `${key}_other`];
      const texts = forms.some((form) => inOther.has(form)) ? inOther : inEnglish;
      return forms.flatMap((form) => {
        const text = texts.get(form);
        return text === undefined ? [] : [[form, text] as const];
      });
    }),
  );
}

function catalogueTexts(name: string, language: Language): [string, string][] {
  const texts = filledUp(CATALOGUES[DEFAULT_LANGUAGE][name] ?? {}, CATALOGUES[language][name] ?? {});
  const isForPhp = ([key, text]: readonly [string, string]): boolean =>
    !UNKNOWN_TO_PHP.test(key) && !UNKNOWN_TO_PHP.test(text);
  const other = [...texts].find((entry) => !isForPhp(entry));
  if (other !== undefined && name !== SHARED)
    throw new Error(`PHP cannot say ${name}:${other[0]} in ${language}: ${other[1]}`);
  return [...texts].filter(isForPhp).map(([key, text]) => [`${name}:${key}`, text]);
}

function causeTexts(language: Language): [string, string][] {
  const { say } = translatorFor(language);
  return CAUSE_CODES.flatMap((code) => {
    const { title, fix } = causeText(code, null);
    return [title, ...fix].map((text): [string, string] => [text.key, say(text)]);
  });
}

function phpFile(texts: readonly (readonly [key: string, text: string])[]): string {
  const lines = texts.map(
    ([key, text]) =>
      `    ${literal(key)} => ${textLiteral(text, INDENT + literal(key).length + ' => '.length)},`,
  );
  return `<?php

/**
 * Made from shared/locales by \`npm run generate\`. Change those files instead of this one.
 */

declare(strict_types=1);

return [
${lines.join('\n')}
];
`;
}

/** The text as an expression: one literal, or several with a dot between them where the line would be too long. */
function textLiteral(text: string, before: number): string {
  const lines: string[] = [];
  // Chinese has no spaces to break at.
  for (const word of text.split(/(?<=[ ，。；：、])/)) {
    const last = lines.at(-1);
    // The dot in front, or the key; the comma behind.
    const room = LONGEST_LINE - (lines.length > 1 ? 2 * INDENT + '. '.length : before) - ','.length;
    if (last === undefined || literal(last + word).length > room) lines.push(word);
    else lines[lines.length - 1] = last + word;
  }
  return lines.map(literal).join(`\n${' '.repeat(2 * INDENT)}. `);
}

/** Line breaks need the other kind of quotes, in which a dollar sign would begin a variable. */
function literal(text: string): string {
  return text.includes('\n')
    ? `"${text.replace(/[\\"$]/g, (character) => `\\${character}`).replaceAll('\n', '\\n')}"`
    : `'${text.replace(/[\\']/g, (character) => `\\${character}`)}'`;
}
