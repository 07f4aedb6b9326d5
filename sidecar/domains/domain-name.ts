import { domainToASCII, domainToUnicode } from 'node:url';
import { parse } from 'tldts';

/** Limits that NiceNIC documents for a domain (nicenic-api-v2.md section 5). */
const SHORTEST = 3;
const LONGEST = 60;

/**
 * Characters that the conversion would read as parts of an address or drop without a word: another name than the one
 * that was typed would be ordered.
 */
const NOT_IN_A_NAME = /[\s\p{C}%/\\?#@:]/u;

/** Letters, digits and hyphens, as registries take them. */
const ASCII_NAME = /^[a-z\d.-]+$/;

/** The ASCII form of a registrable name (`bücher.example` -> `xn--bcher-kva.example`), lower case; null when it is none. */
export function registrableName(text: string): string | null {
  const typed = text.trim().toLowerCase().replace(/\.$/, '');
  if (NOT_IN_A_NAME.test(typed)) return null;
  const ascii = domainToASCII(typed);
  if (!ASCII_NAME.test(ascii) || ascii.length < SHORTEST || ascii.length > LONGEST) return null;
  const { domain, isIp } = parse(ascii, { allowPrivateDomains: false });
  return domain === ascii && isIp !== true ? ascii : null;
}

/** A label that every suffix takes. */
const ANY_LABEL = 'example';

/** The ASCII form of a suffix below which names are registered, without a dot in front, lower case; null when it is none. */
export function suffixName(text: string): string | null {
  const name = registrableName(`${ANY_LABEL}.${text.replace(/^\./, '')}`);
  return name === null ? null : name.slice(ANY_LABEL.length + 1);
}

/** Scripts of which registries take names. */
const SCRIPTS = [
  ...[
    'Latin',
    'Cyrillic',
    'Greek',
    'Armenian',
    'Georgian',
    'Hebrew',
    'Arabic',
    'Thaana',
    'Devanagari',
    'Bengali',
  ],
  ...[
    'Gurmukhi',
    'Gujarati',
    'Oriya',
    'Tamil',
    'Telugu',
    'Kannada',
    'Malayalam',
    'Sinhala',
    'Thai',
    'Lao',
    'Khmer',
  ],
  ...['Myanmar', 'Tibetan', 'Ethiopic', 'Han', 'Hiragana', 'Katakana', 'Hangul', 'Bopomofo'],
].map((name) => ({ name, letters: new RegExp(`\\p{Script=${name}}`, 'u') }));

/** Scripts that are written together (Unicode Technical Standard 39, "highly restrictive"). */
const WRITTEN_TOGETHER = [
  ['Latin', 'Han', 'Hiragana', 'Katakana'],
  ['Latin', 'Han', 'Hangul'],
  ['Latin', 'Han', 'Bopomofo'],
];

/** The scripts of the first label of a name (ASCII form) that mixes some that are not written together; empty when none does. */
export function mixedScripts(name: string): readonly string[] {
  for (const label of domainToUnicode(name).split('.')) {
    const found = SCRIPTS.filter(({ letters }) => letters.test(label)).map((script) => script.name);
    const together = WRITTEN_TOGETHER.some((group) => found.every((script) => group.includes(script)));
    if (found.length > 1 && !together) return found;
  }
  return [];
}
