import { createInstance } from 'i18next';
import { CATALOGUES } from './catalogues.js';
import { DEFAULT_LANGUAGE, isLanguage, LANGUAGES, type Language } from './language.js';
import { isPhrase, type Phrase, type PhraseValue, type Text, type TextKey, type ValuesOf } from './phrase.js';
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

const i18next = createInstance();
// Everything is in memory, so that it is ready when this returns.
void i18next.init({
  initAsync: false,
  resources: CATALOGUES,
  fallbackLng: DEFAULT_LANGUAGE,
  // Pages escape what they print; mails and the command line must not be escaped.
  interpolation: { escapeValue: false },
});

const translators = new Map(LANGUAGES.map((language) => [language, makeTranslator(language)]));

// Formats that texts name behind a comma: {{at, utc}}.
for (const format of ['utc', 'date', 'duration', 'money', 'number'] as const)
  i18next.services.formatter?.add(format, (value: unknown, language) =>
    translatorFor(isLanguage(language) ? language : DEFAULT_LANGUAGE)[format](Number(value)),
  );

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
  const lists = new Intl.ListFormat(locale, { type: 'unit' });
  const spans = new Map<string, Intl.NumberFormat>();
  const spanFormat = (unit: string): Intl.NumberFormat => {
    const format =
      spans.get(unit) ?? new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' });
    spans.set(unit, format);
    return format;
  };
  const relatives = new Intl.RelativeTimeFormat(locale, { numeric: 'always' });

  const fill = (value: PhraseValue): string | number =>
    typeof value === 'object' ? (isPhrase(value) ? say(value) : items(value)) : value;
  // A page asks for the same texts hundreds of times, and looking one up takes longer than filling it in.
  const found = new Map<TextKey, string>();
  const textOf = (key: TextKey): string => {
    const text = found.get(key) ?? i18next.t(key, { lng: language, skipInterpolation: true });
    found.set(key, text);
    return text;
  };
  const translate = (key: TextKey, values?: Phrase['values']): string => {
    if (values === undefined) return textOf(key);
    const filled = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, fill(value)]));
    // Which form of plural it takes depends on the number.
    return 'count' in filled
      ? i18next.t(key, { lng: language, ...filled })
      : i18next.services.interpolator.interpolate(textOf(key), filled, language, {});
  };
  const items = (texts: readonly Text[]): string => texts.map(say).join(translate('words:between_items'));
  const say = (text: Text): string => (typeof text === 'string' ? text : translate(text.key, text.values));

  return {
    language,
    t: (key, ...[values]) => translate(key, values),
    say,
    sentences: (texts) => texts.map(say).join(translate('words:between_sentences')),
    items,
    number: (value) => numbers.format(value),
    money: (amount) => prices.format(amount),
    utc: (at) => `${dates.format(at)} ${clocks.format(at)} UTC`,
    date: (at) => dates.format(at),
    clock: (at) => `${clocks.format(at)} UTC`,
    duration: (span) =>
      lists.format(unitsOf(span, UNITS_TOLD).map(({ unit, count }) => spanFormat(unit).format(count))),
    relative: (difference) => {
      const [{ unit, count } = { unit: 'second', count: 0 } as const] = unitsOf(Math.abs(difference), 1);
      return relatives.format(difference < 0 ? -count : count, unit);
    },
  };
}
