/** Languages that every text for people exists in, as BCP 47 names them. English first: what is not known is told in it. */
export const LANGUAGES = ['en', 'vi', 'uz', 'zh'] as const;

export type Language = (typeof LANGUAGES)[number];

export const DEFAULT_LANGUAGE: Language = 'en';

/** What each language calls itself, so that a reader finds his own. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  vi: 'Tiếng Việt',
  uz: 'Oʻzbekcha',
  zh: '简体中文',
};

export function isLanguage(text: unknown): text is Language {
  return LANGUAGES.some((language) => language === text);
}
