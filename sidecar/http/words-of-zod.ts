import { z } from 'zod';
import type { Language } from '../texts/language.js';

/** What zod itself says about a value that does not fit, in each language. */
export const WORDS_OF_ZOD: Readonly<Record<Language, z.core.$ZodErrorMap>> = {
  en: z.locales.en().localeError,
  vi: z.locales.vi().localeError,
  uz: z.locales.uz().localeError,
  zh: z.locales.zhCN().localeError,
};
