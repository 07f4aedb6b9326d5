import type { ApiEnvironment } from '../nicenic/registrar-client.js';
import { phrase, type Phrase } from '../texts/phrase.js';

/** What a sentence calls the account of an API environment: `production`, `sandbox`. */
export function accountName(environment: ApiEnvironment): Phrase {
  return phrase(`words:accounts.${environment}`);
}
