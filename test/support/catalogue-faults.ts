import { textsOf } from '../../scripts/generate/text-values.js';
import type { Catalogue } from '../../sidecar/texts/catalogues.js';
import type { Language } from '../../sidecar/texts/language.js';

/** One text of a catalogue: its key in the file without the form of plural, and that form. */
interface Entry {
  readonly key: string;
  readonly form: string | null;
  readonly text: string;
}

/** What i18next appends for the forms of plural. */
const PLURAL = /_(?<form>zero|one|two|few|many|other)$/;

const PLACE = /\{\{[^}]*\}\}/g;

/** Names of values that i18next takes for options of its own. */
const TAKEN = [
  'context',
  'defaultValue',
  'lng',
  'lngs',
  'ns',
  'ordinal',
  'postProcess',
  'replace',
  'joinArrays',
];

/** The body of a request. */
const BODY = /\{"[^}]*\}/g;

/** What is the same in every language. A translation has each of them word for word. */
const LITERALS: readonly RegExp[] = [
  // Addresses and paths, without the mark that ends the sentence.
  /(?:https?|unix):\/{1,2}[^\s)"]*[^\s)".,;:]/g,
  /(?<![\w/.])\/(?:[\w.-]+\/)*[\w.-]*\w/g,
  // What a person types or looks for letter by letter.
  /"[^"]*\w[^"]*"/g,
  /\bnicenic-companion\b/g,
  /(?<!\S)--?[a-z][\w-]*/g,
  /\b(?:GET|POST|PUT)(?= \/)/g,
  /\b[\w-]+\.(?:json|php|csv|conf)\b/g,
  // Environment variables, and names in code: camelCase, PascalCase, snake_case.
  /\b[A-Z][A-Z\d]*(?:_[A-Z\d]+)+\b/g,
  /\b[a-z]+(?:[A-Z][a-z\d]*)+\b/g,
  /\b[A-Z][a-z]+(?:[A-Z][A-Za-z\d]*)+\b/g,
  /\b[a-z]+(?:_[a-z\d]+)+\b/g,
  // Headers, settings and fields of forms.
  /\bContent-Type(?:: [a-z]+\/[a-z]+)?/g,
  /\bAuthorization\b/g,
  /\b(?:Username|WHMCS|NiceNIC)\b/g,
  /\bns\d\b/g,
  // Fields of requests that sentences begin with.
  /^(?:contactdetails|csv|dnsrecords|incidents|name|nameserver|until)(?=[:.])/g,
];

const LETTERS: Readonly<Record<Language, RegExp>> = {
  en: /\p{Script=Latin}/u,
  vi: /\p{Script=Latin}/u,
  uz: /\p{Script=Latin}/u,
  zh: /[\p{Script=Han}\p{Script=Latin}]/u,
};

/** The end of a sentence, which the next one may follow at once. */
const SENTENCE_END: Readonly<Record<Language, RegExp>> = {
  en: /[^\s.]\.$/,
  vi: /[.?!]$/,
  uz: /[.?!]$/,
  zh: /[。？！]$/,
};

/** A text of more words than this in English is hardly the same in another language. */
const MOST_SHARED_WORDS = 2;

/**
 * What is wrong with a catalogue of a language, one line each; `english` is the same file in English. Empty when all is
 * well. Pure.
 */
export function catalogueFaults(language: Language, english: Catalogue, catalogue: Catalogue): string[] {
  const models = entriesOf(english);
  const entries = entriesOf(catalogue);
  return [
    ...keyFaults(models, entries),
    ...pluralFaults(language, models, entries),
    ...entries.flatMap((entry) => {
      const model = modelOf(entry, models);
      const faults = [
        ...ownFaults(language, entry.text),
        ...(model === undefined ? [] : [...emptyFaults(entry, model), ...placeFaults(entry, model)]),
        ...(model === undefined || language === 'en' ? [] : translationFaults(language, entry, model)),
      ];
      return faults.map((fault) => `${nameOf(entry)}: ${fault}`);
    }),
  ];
}

/** The words that every language has to keep, without those that are filled in. */
export function literalsOf(text: string): string[] {
  const plain = text.replace(PLACE, '{{}}');
  const bodies = plain.match(BODY) ?? [];
  const rest = plain.replace(BODY, ' ');
  const found = LITERALS.flatMap((pattern) => [...rest.matchAll(pattern)].map(([literal]) => literal));
  // Marks of quotation are those of the language; a place to fill in may stand in the middle.
  const parts = found.flatMap((literal) => literal.replaceAll('"', '').split('{{}}'));
  const literals = [...new Set([...bodies, ...parts.filter((part) => /\w/.test(part))])];
  return literals.filter((one) => !literals.some((other) => other !== one && other.includes(one)));
}

function entriesOf(catalogue: Catalogue): Entry[] {
  return textsOf(catalogue).map(([path, text]) => ({
    key: path.replace(PLURAL, ''),
    form: PLURAL.exec(path)?.groups?.['form'] ?? null,
    text,
  }));
}

function nameOf({ key, form }: Entry): string {
  return form === null ? key : `${key}_${form}`;
}

/** The English text that a translation is held to: the same form of plural, else the one for any number. */
function modelOf({ key, form }: Entry, models: readonly Entry[]): Entry | undefined {
  const forms = models.filter((model) => model.key === key);
  return forms.find((model) => model.form === form) ?? forms.find((model) => model.form === 'other');
}

function keyFaults(models: readonly Entry[], entries: readonly Entry[]): string[] {
  const wanted = new Set(models.map(({ key }) => key));
  const given = new Set(entries.map(({ key }) => key));
  return [
    ...[...wanted].filter((key) => !given.has(key)).map((key) => `${key}: is missing`),
    ...[...given].filter((key) => !wanted.has(key)).map((key) => `${key}: English has no such key`),
  ];
}

function pluralFaults(language: Language, models: readonly Entry[], entries: readonly Entry[]): string[] {
  const wanted = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted().join(', ');
  const counted = new Set(models.flatMap(({ key, form }) => (form === null ? [] : [key])));
  return [...new Set(entries.map(({ key }) => key))].flatMap((key) => {
    const forms = entries.filter((entry) => entry.key === key).map(({ form }) => form ?? 'none');
    const right = counted.has(key) ? wanted : 'none';
    const told = forms.toSorted().join(', ');
    return told === right ? [] : [`${key}: has the forms of plural ${told}, not ${right}`];
  });
}

/** What is wrong with a text whatever it translates. */
function ownFaults(language: Language, text: string): string[] {
  const places = namesOf(text);
  const letters = [...text.replace(PLACE, '').matchAll(/\p{L}/gu)].map(([letter]) => letter);
  // Marks that several scripts share, such as the ʻ of Uzbek, belong to none.
  const foreign = letters.filter(
    (letter) => !LETTERS[language].test(letter) && !/\p{Script=Common}/u.test(letter),
  );
  return [
    ...(text.includes('\ufffd') ? ['has a character that was lost (U+FFFD)'] : []),
    ...(foreign.length === 0 ? [] : [`has letters of another script: ${[...new Set(foreign)].join(' ')}`]),
    ...places.filter((name) => TAKEN.includes(name)).map((name) => `i18next takes {{${name}}} for an option`),
    ...(/\{|\}/.test(text.replace(PLACE, '').replace(BODY, '')) ? ['has a brace on its own'] : []),
  ];
}

function namesOf(text: string): string[] {
  return [...text.matchAll(/\{\{(\w+)/g)].map(([, name = '']) => name);
}

/** Places with their formats, in the order of names. */
function placesOf(text: string): string[] {
  return [...new Set((text.match(PLACE) ?? []).map((place) => place.replace(/\s/g, '')))].sort();
}

/** What stands between two sentences is nothing but blanks in English, and nothing at all in Chinese. */
function emptyFaults({ text }: Entry, model: Entry): string[] {
  return text.trim() === '' && model.text.trim() !== '' ? ['is empty'] : [];
}

/** One form of plural, such as that for 1, may leave the number out. */
function placeFaults({ form, text }: Entry, model: Entry): string[] {
  const [given, wanted] = [text, model.text].map((told) =>
    placesOf(told).filter((place) => form === null || form === 'other' || !/^\{\{count\b/.test(place)),
  ) as [string[], string[]];
  return given.join(' ') === wanted.join(' ')
    ? []
    : [`has the places ${given.join(' ') || 'none'}, not ${wanted.join(' ') || 'none'}`];
}

function translationFaults(language: Language, { text }: Entry, model: Entry): string[] {
  const lost = literalsOf(model.text).filter((literal) => !text.includes(literal));
  const words = wordsOf(model.text);
  return [
    ...lost.map((literal) => `lacks ${literal}`),
    ...(words.length > MOST_SHARED_WORDS && text === model.text ? ['is not translated'] : []),
    ...(SENTENCE_END.en.test(model.text) && !SENTENCE_END[language].test(text)
      ? ['does not end as a sentence']
      : []),
    ...(language === 'zh' && words.length > MOST_SHARED_WORDS && !/\p{Script=Han}/u.test(text)
      ? ['has no Chinese character']
      : []),
  ];
}

/** Words that could be translated. */
function wordsOf(text: string): string[] {
  const rest = literalsOf(text).reduce(
    (left, literal) => left.replaceAll(literal, ' '),
    text.replace(PLACE, ' '),
  );
  return rest.match(/\p{L}{2,}/gu) ?? [];
}
