import { createInstance } from 'i18next';
import { CATALOGUES } from './catalogues.js';
import { DEFAULT_LANGUAGE, LANGUAGES, type Language } from './language.js';
import { isPhrase, type Phrase, type PhraseValue, type Text, type TextKey, type ValuesOf } from './phrase.js';
import { remembering } from './remembering.js';
import { textPattern, type TextPattern } from './text-pattern.js';
import { unitsOf } from './units-of.js';

/** Says things in one language. Times are milliseconds since 1970-01-01 UTC, spans milliseconds. */
export interface Translator {
  readonly language: Language;
  /** A text of the catalogue by its key. */
  readonly t: <Key extends TextKey>(key: Key, ...values: ValuesOf<Key>) => string;
  /** A phrase, or words of others as they are. */
  readonly say: (text: Text) => string;
  /** Several sentences as one text. */
  readonly sentences: (texts: readonly Text[]) => string;
  /** Several things as one list. */
  readonly items: (texts: readonly Text[]) => string;
  readonly number: (value: number) => string;
  /** With two decimals, as the registrar's prices have. */
  readonly money: (amount: number) => string;
  /** `2026-11-22 10:35:38 UTC` */
  readonly utc: (at: number) => string;
  /** `2026-11-22` */
  readonly date: (at: number) => string;
  /** `10:35:38 UTC` */
  readonly clock: (at: number) => string;
  /** `2 hours, 5 minutes` */
  readonly duration: (span: number) => string;
  /** `3 minutes ago`, `in 4 minutes` */
  readonly relative: (difference: number) => string;
}

/** Where dates are concerned English is read all over the world, so it gets the order of ISO 8601, which Sweden uses. */
const DATE_LOCALES: Readonly<Record<Language, string>> = { en: 'sv', vi: 'vi', uz: 'uz', zh: 'zh-CN' };
const LOCALES: Readonly<Record<Language, string>> = { en: 'en', vi: 'vi', uz: 'uz', zh: 'zh-CN' };

/** More units say nothing to a reader. */
const UNITS_TOLD = 2;

/** Stands for a value that a phrase of another version does not have. */
const LEFT_OUT = '…';

const i18next = createInstance();
// Everything is in memory, so that it is ready when this returns.
void i18next.init({
  initAsync: false,
  resources: CATALOGUES,
  fallbackLng: DEFAULT_LANGUAGE,
});

const translators = new Map(LANGUAGES.map((language) => [language, makeTranslator(language)]));

/** The translator of a language. */
export function translatorFor(language: Language): Translator {
  const translator = translators.get(language);
  if (translator === undefined) throw new Error(`no translator for ${language}`);
  return translator;
}

function makeTranslator(language: Language): Translator {
  const locale = LOCALES[language];
  const numbers = new Intl.NumberFormat(locale);
  const prices = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const dates = new Intl.DateTimeFormat(DATE_LOCALES[language], {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    timeZone: 'UTC',
  });
  const clocks = new Intl.DateTimeFormat(DATE_LOCALES[language], { timeStyle: 'medium', timeZone: 'UTC' });
  const number = remembering((value) => numbers.format(value));
  const date = remembering((at) => dates.format(at));
  const clock = remembering((at) => `${clocks.format(at)} UTC`);
  const lists = new Intl.ListFormat(locale, { type: 'unit' });
  const spans = new Map<string, Intl.NumberFormat>();
  const spanFormat = (unit: string): Intl.NumberFormat => {
    const format =
      spans.get(unit) ?? new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' });
    spans.set(unit, format);
    return format;
  };
  const plurals = new Intl.PluralRules(locale);
  const relatives = new Intl.RelativeTimeFormat(locale, { numeric: 'always' });

  // What texts name behind a comma: {{at, utc}}.
  const formats = {
    number,
    money: (amount: number) => prices.format(amount),
    date,
    utc: (at: number) => `${date(at)} ${clock(at)}`,
    duration: (span: number) =>
      lists.format(unitsOf(span, UNITS_TOLD).map(({ unit, count }) => spanFormat(unit).format(count))),
  };
  const isFormat = (name: string | null): name is keyof typeof formats =>
    name !== null && Object.hasOwn(formats, name);
  const fill = (value: PhraseValue | undefined, format: string | null): string => {
    if (typeof value === 'object') return isPhrase(value) ? say(value) : items(value);
    if (value === undefined) return LEFT_OUT;
    if (!isFormat(format)) return String(value);
    return Number.isFinite(Number(value)) ? formats[format](Number(value)) : LEFT_OUT;
  };
  // The database keeps phrases, also those of a version that is not running now.
  const textOf = (key: TextKey, options: Readonly<Record<string, string | number | boolean>>): string =>
    i18next.exists(key, { ...options, returnObjects: false })
      ? i18next.t(key, options)
      : translate('words:unknown_text', { key });
  // i18next knows which text it is. A page has hundreds of them, and i18next takes ten times as long to fill them in.
  const patterns = new Map<string, TextPattern>();
  const patternOf = (key: TextKey, count: PhraseValue | undefined): TextPattern => {
    const form = count === undefined ? key : `${key} ${plurals.select(Number(count))}`;
    const pattern =
      patterns.get(form) ??
      textPattern(
        textOf(key, {
          lng: language,
          skipInterpolation: true,
          ...(count === undefined ? {} : { count: Number(count) }),
        }),
      );
    patterns.set(form, pattern);
    return pattern;
  };
  const translate = (key: TextKey, values: Phrase['values'] = {}): string => {
    const { words, places } = patternOf(key, values['count']);
    return words.reduce((text, next, place) => {
      const { name, format } = places[place - 1] ?? { name: '', format: null };
      return text + fill(Object.hasOwn(values, name) ? values[name] : undefined, format) + next;
    });
  };
  const items = (texts: readonly Text[]): string => texts.map(say).join(translate('words:between_items'));
  const say = (text: Text): string => (typeof text === 'string' ? text : translate(text.key, text.values));

  return {
    language,
    t: (key, ...[values]) => translate(key, values),
    say,
    sentences: (texts) => texts.map(say).join(translate('words:between_sentences')),
    items,
    ...formats,
    clock,
    relative: (difference) => {
      const [{ unit, count } = { unit: 'second', count: 0 } as const] = unitsOf(Math.abs(difference), 1);
      return relatives.format(difference < 0 ? -count : count, unit);
    },
  };
}
