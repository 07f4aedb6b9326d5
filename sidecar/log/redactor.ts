import { SECRET_MASK } from '../config/secret.js';

/**
 * Values shorter than this are not masked by value: they would blank harmless text everywhere. Secrets never reach
 * a text on purpose; the redactor is the second line behind that.
 */
const SHORTEST_MASKED = 4;

/**
 * Replaces known secrets in any text by {@link SECRET_MASK}, in every form in which a secret travels: raw,
 * URL-encoded, JSON-escaped, HTML-escaped and base64 (also as a part of a longer base64 text). The PHP side holds
 * to the same cases: `shared/redaction-fixtures.json`.
 */
export class Redactor {
  readonly #forms = new Set<string>();
  #longestFirst: readonly string[] = [];

  /** From now on this value is masked. */
  add(secret: string): void {
    if (secret.length < SHORTEST_MASKED) return;
    const before = this.#forms.size;
    for (const form of formsOf(secret)) this.#forms.add(form);
    if (this.#forms.size !== before) {
      this.#longestFirst = [...this.#forms].sort((a, b) => b.length - a.length);
    }
  }

  mask(text: string): string {
    return this.#longestFirst.reduce((masked, form) => masked.replaceAll(form, SECRET_MASK), text);
  }
}

function formsOf(secret: string): string[] {
  const url = encodeURIComponent(secret);
  const strictUrl = url.replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  const json = JSON.stringify(secret).slice(1, -1);
  const jsonAscii = json.replace(
    /[\u007f-\uffff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const html = secret.replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c] ?? c);
  const forms = [
    secret,
    url,
    strictUrl,
    url.replaceAll('%20', '+'),
    strictUrl.replaceAll('%20', '+'),
    strictUrl.toLowerCase(),
    json,
    jsonAscii,
    json.replaceAll('/', '\\/'),
    jsonAscii.replaceAll('/', '\\/'),
    html,
    html.replaceAll('"', '&quot;'),
    html.replaceAll('"', '&quot;').replaceAll("'", '&#039;'),
    html.replaceAll('"', '&quot;').replaceAll("'", '&#39;'),
    html.replaceAll('"', '&quot;').replaceAll("'", '&apos;'),
    html.replaceAll('"', '&#34;').replaceAll("'", '&#39;'),
    ...base64Forms(secret),
  ];
  return forms.filter((form) => form.length >= SHORTEST_MASKED);
}

/**
 * Base64 works on groups of three bytes, so the same secret looks different at each of three offsets within a longer
 * text such as `user:secret`. The characters that depend on the neighbours are cut off.
 */
function base64Forms(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8');
  const whole = bytes.toString('base64');
  const inside = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const first = Math.ceil((offset * 8) / 6);
    const last = Math.floor(((offset + bytes.length) * 8) / 6);
    return text.slice(first, last);
  });
  return [whole, ...inside].flatMap((form) => [
    form,
    form.replaceAll('+', '-').replaceAll('/', '_'),
    encodeURIComponent(form),
  ]);
}
