import { inspect } from 'node:util';

/** What stands in every output where a secret would have been. Fixed length, so that it tells nothing. */
export const SECRET_MASK = '[hidden]';

/**
 * A value that must not be printed. JSON, template strings, `util.inspect` and loggers show {@link SECRET_MASK};
 * only {@link Secret.reveal} hands out the value, so that every use can be found by name.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The plain value. Call it only where the value is sent, encrypted, compared or registered for redaction. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return SECRET_MASK;
  }

  toJSON(): string {
    return SECRET_MASK;
  }

  [inspect.custom](): string {
    return SECRET_MASK;
  }
}
