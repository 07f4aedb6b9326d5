import type { Text } from '../texts/phrase.js';
import { translatorFor } from '../texts/translator.js';

/** The sidecar cannot start with what it was given. `problems` has one sentence for each thing at fault. */
export class ConfigError extends Error {
  constructor(
    readonly problems: readonly Text[],
    options?: ErrorOptions,
  ) {
    super(problems.map(translatorFor('en').say).join('\n'), options);
    this.name = 'ConfigError';
  }
}
