import { SECRET_MASK } from '../config/secret.js';

/**
 * Bytes. Shorter values are not masked by value: they would blank harmless text everywhere. Secrets never reach a
 * text on purpose; the redactor is the second line behind that.
 */
const SHORTEST_MASKED = 4;

/** Runs that can be base64, also URL-safe, with JSON-escaped slashes or inside a URL. */
const BASE64_RUN = /(?:[A-Za-z0-9+/_-]+|\\\/|%2[BbFf])+(?:=|%3[Dd]){0,2}/g;

/** Base64 needs more characters than this for {@link SHORTEST_MASKED} bytes. */
const TOO_SHORT_FOR_BASE64 = 5;

const HTML_NAMES: Readonly<Record<string, string>> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": 'apos',
};

/**
 * Replaces known secrets in any text by {@link SECRET_MASK}, in every form in which a secret travels: raw,
 * URL-encoded, JSON-escaped, HTML-escaped, each also twice, and base64 (also as a part of a longer base64 text). The
 * PHP side holds to the same cases: `shared/redaction-fixtures.json`.
 */
export class Redactor {
  readonly #secrets = new Set<string>();
  #patterns: readonly RegExp[] = [];

  /** From now on this value is masked. Blanks around it may stay visible. */
  add(secret: string): void {
    const value = secret.trim();
    if (Buffer.byteLength(value) < SHORTEST_MASKED || this.#secrets.has(value)) return;
    this.#secrets.add(value);
    // Longest first, so that a secret inside another does not leave a rest.
    this.#patterns = [...this.#secrets].sort((a, b) => b.length - a.length).map(patternOf);
  }

  mask(text: string): string {
    if (this.#patterns.length === 0) return text;
    // Before, because a plain or URL-encoded secret may look like the start of a base64 run; after, because a run that
    // holds none may still stand beside one.
    const plain = this.#maskPlain(text);
    return this.#maskPlain(plain.replace(BASE64_RUN, (run) => (this.#hiddenIn(run) ? SECRET_MASK : run)));
  }

  #maskPlain(text: string): string {
    return this.#patterns.reduce((masked, pattern) => masked.replace(pattern, SECRET_MASK), text);
  }

  /** The same with further values that are masked in this text only, in any case of their letters. */
  maskAlso(text: string, values: readonly string[]): string {
    const once = new Redactor();
    for (const value of values)
      for (const form of [value, value.toLowerCase(), value.toUpperCase()]) once.add(form);
    return once.mask(this.mask(text));
  }

  /** True when the run, decoded from one of the four places where its first group may start, holds a secret. */
  #hiddenIn(run: string): boolean {
    if (run.length <= TOO_SHORT_FOR_BASE64) return false;
    const plain = run.replaceAll('\\/', '/').replace(/%2b/gi, '+').replace(/%2f/gi, '/').replace(/%3d/gi, '');
    return [0, 1, 2, 3].some((start) => {
      const decoded = Buffer.from(plain.slice(start), 'base64').toString('utf8');
      return this.#patterns.some((pattern) => decoded.search(pattern) !== -1);
    });
  }
}

/** Matches the secret with each of its characters written plainly or in any of the usual encodings. */
function patternOf(secret: string): RegExp {
  return new RegExp(Array.from(secret, characterPattern).join(''), 'g');
}

/** The longest forms come first, else `&` would match the start of `&amp;`. */
function characterPattern(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const name = HTML_NAMES[character];
  const shortJson = JSON.stringify(character).slice(1, -1);
  const forms = [
    `&(?:amp;)*(?:${name === undefined ? '' : `${name}|`}#0*${code}|#[xX]0*${anyCase(hex(code))});`,
    Array.from(Buffer.from(character), (byte) => `%(?:25)*${anyCase(hex(byte, 2))}`).join(''),
    unitsOf(character)
      .map((unit) => `\\\\{1,3}u${anyCase(hex(unit, 4))}`)
      .join(''),
    ...(character === '\\' ? ['\\\\{4}', '\\\\{2}'] : []),
    ...(character === '/' || character === '"' ? [`(?:\\\\{3}|\\\\)${character}`] : []),
    ...(/^\\[bfnrt]$/.test(shortJson) ? [`\\\\{1,2}${shortJson.slice(1)}`] : []),
    ...(character === ' ' ? ['\\+'] : []),
    literal(character),
    // A lone surrogate has no bytes of its own.
    literal(Buffer.from(character).toString('utf8')),
  ];
  return `(?:${forms.join('|')})`;
}

/** UTF-16 units: JSON escapes each half of a character beyond them. */
function unitsOf(character: string): number[] {
  return Array.from({ length: character.length }, (_unused, place) => character.charCodeAt(place));
}

function hex(value: number, digits = 0): string {
  return value.toString(16).padStart(digits, '0');
}

function anyCase(text: string): string {
  return text.replace(/[a-f]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
