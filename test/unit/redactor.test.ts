import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { SECRET_MASK } from '../../sidecar/config/secret.js';
import { Redactor } from '../../sidecar/log/redactor.js';

const fixtures = z
  .object({
    mask: z.literal(SECRET_MASK),
    cases: z.array(
      z.object({ name: z.string(), secrets: z.array(z.string()), input: z.string(), expected: z.string() }),
    ),
  })
  .parse(JSON.parse(readFileSync(new URL('../../shared/redaction-fixtures.json', import.meta.url), 'utf8')));

function redactorFor(...secrets: string[]): Redactor {
  const redactor = new Redactor();
  for (const secret of secrets) redactor.add(secret);
  return redactor;
}

describe('what both languages agree on', () => {
  test.each(fixtures.cases.map((given) => [given.name, given] as const))('%s', (_name, given) => {
    expect(redactorFor(...given.secrets).mask(given.input)).toBe(given.expected);
  });
});

/** Secrets of every sort of character that an API password may hold. */
const SECRETS = [
  'plain-secret-1',
  'a b+c%20d',
  `q"uo't<e>s&amp;`,
  'back\\slash/and/slash',
  'ends-with-backslash\\',
  '"starts-with-quote',
  'p$a^t(t)e[r]n.*+?{1}|',
  'ünïcödé-秘密-🔑',
  'tab\tand\nline',
  '$&$1$$',
  '====',
  '++//++//',
  'lone-\ud800-surrogate',
];

const upperHex = (text: string): string => text.replace(/%[0-9a-f]{2}/gi, (code) => code.toUpperCase());
const lowerHex = (text: string): string => text.replace(/%[0-9a-f]{2}/gi, (code) => code.toLowerCase());
const percent = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
const url = (text: string): string => encodeURIComponent(Buffer.from(text).toString());
const json = (text: string): string => JSON.stringify(text).slice(1, -1);
const html = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#039;');
const unicodeEscapes = (text: string): string =>
  text
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
const base64 = (text: string): string => Buffer.from(text).toString('base64');

const ENCODINGS: Readonly<Record<string, (text: string) => string>> = {
  raw: (text) => text,
  url: (text) => url(text),
  'url, small letters': (text) => lowerHex(url(text)),
  'url, every byte': (text) => upperHex(percent(text)),
  'form: space as plus': (text) => new URLSearchParams({ v: text }).toString().slice(2),
  'url twice': (text) => encodeURIComponent(url(text)),
  json,
  'json twice': (text) => json(json(text)),
  'json with escaped slashes': (text) => json(text).replaceAll('/', '\\/'),
  'json, every character escaped': unicodeEscapes,
  html,
  'html twice': (text) => html(html(text)),
  'html, decimal': (text) => Array.from(text, (c) => `&#${c.codePointAt(0) ?? 0};`).join(''),
  'html, hexadecimal': (text) =>
    Array.from(text, (c) => `&#x${(c.codePointAt(0) ?? 0).toString(16)};`).join(''),
  base64,
  'base64, URL-safe': (text) => Buffer.from(text).toString('base64url'),
  'base64 of user:secret': (text) => base64(`reseller:${text}`),
  'base64 inside JSON': (text) => base64(text).replaceAll('/', '\\/'),
  'base64 inside a URL': (text) => encodeURIComponent(base64(text)),
};

describe.each(Object.entries(ENCODINGS))('a secret as %s', (_name, encode) => {
  test.each(SECRETS)('%j leaves nothing behind', (secret) => {
    const masked = redactorFor(secret).mask(`before ${encode(secret)} after`);
    expect(masked).toMatch(/^before .*after$/s);
    expect(masked).toContain(SECRET_MASK);
    for (const form of [secret, encode(secret)]) expect(masked).not.toContain(form);
  });
});

test.each([0, 1, 2, 3, 4, 5, 6, 7, 8])(
  'base64 is seen through with %i characters before and after the secret',
  (length) => {
    const secret = 'sim-production-secret-7Qx2';
    const text = base64(`${'u'.repeat(length)}${secret}${'x'.repeat(length)}`);
    expect(redactorFor(secret).mask(`Basic ${text}.`)).toBe(`Basic ${SECRET_MASK}.`);
  },
);

test.each(['/', 'v_', 'abc', 'Basic-'])('base64 is seen through right behind %j', (before) => {
  const text = `${before}${base64('reseller:sim-production-secret-7Qx2')}`;
  expect(redactorFor('sim-production-secret-7Qx2').mask(text)).toBe(SECRET_MASK);
});

describe('the text around a secret', () => {
  test('a log line stays valid JSON', () => {
    for (const secret of SECRETS) {
      const line = JSON.stringify({ msg: `x ${secret} "quoted" \\ y`, n: 1 });
      expect(JSON.parse(redactorFor(secret).mask(line))).toMatchObject({ n: 1 });
    }
  });

  test('a text without a secret is unchanged, whatever it looks like', () => {
    const redactor = redactorFor(...SECRETS);
    const text =
      '{"url":"https://api.nicenic.net/v2/?category=domain","sha":"d2f7a3c4e5","b64":"aGVsbG8gd29ybGQhIQ==","p":"100%"}';
    expect(redactor.mask(text)).toBe(text);
  });

  test('a long text takes no long time', () => {
    const redactor = redactorFor(...SECRETS);
    const text = 'abcdefghij/_-+%2B'.repeat(20_000);
    const started = performance.now();
    expect(redactor.mask(text)).toBe(text);
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});

test('a secret that is added twice or with blanks around it is one secret', () => {
  const redactor = redactorFor('twice-added', '  twice-added\n', 'twice-added');
  expect(redactor.mask('twice-added')).toBe(SECRET_MASK);
});

test('a redactor without secrets changes nothing', () => {
  expect(new Redactor().mask('reseller:secret')).toBe('reseller:secret');
});
