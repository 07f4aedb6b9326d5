import { expect, test } from '@jest/globals';
import { mixedScripts, registrableName } from '../../sidecar/domains/domain-name.js';

test.each([
  ['example.com', 'example.com'],
  ['EXAMPLE.Com', 'example.com'],
  [' example.com ', 'example.com'],
  ['example.com.', 'example.com'],
  ['example.co.uk', 'example.co.uk'],
  ['bücher.example', 'xn--bcher-kva.example'],
  ['BÜCHER.example', 'xn--bcher-kva.example'],
  ['xn--bcher-kva.com', 'xn--bcher-kva.com'],
  ['例え.jp', 'xn--r8jz45g.jp'],
  ['пример.рф', 'xn--e1afmkfd.xn--p1ai'],
  ['a.cc', 'a.cc'],
  ['123.com', '123.com'],
  ['faß.de', 'xn--fa-hia.de'],
  ['example。com', 'example.com'],
  ['a-b--c.com', 'a-b--c.com'],
  [`${'a'.repeat(56)}.com`, `${'a'.repeat(56)}.com`],
])('%j is the name %j', (text, name) => {
  expect(registrableName(text)).toBe(name);
});

test.each([
  '',
  '.',
  'com',
  'co.uk',
  '.com',
  'example',
  'www.example.com',
  'shop.example.co.uk',
  'exa mple.com',
  'example..com',
  '-example.com',
  'example-.com',
  'exam_ple.com',
  'https://example.com',
  'example.com/path',
  'example.com?x',
  'example.com#x',
  'example.com\\x',
  '%65xample.com',
  'exam\nple.com',
  'exam\tple.com',
  'exam\u00adple.com',
  'exam\u200bple.com',
  'example.com:443',
  'user@example.com',
  '192.0.2.1',
  '[2001:db8::1]',
  'example.com,example.net',
  'example.com\nexample.net',
  '"><script>.com',
  'example.com%00',
  `${'a'.repeat(57)}.com`,
  `${'a'.repeat(64)}.com`,
  'xn--.com',
  'undefined.undefined.undefined',
])('%j is no registrable name', (text) => {
  expect(registrableName(text)).toBeNull();
});

test.each<[string, readonly string[]]>([
  ['example.com', []],
  ['a1-b2.com', []],
  ['123.com', []],
  ['xn--bcher-kva.com', []],
  ['xn--e1afmkfd.xn--p1ai', []],
  // Each label by itself.
  ['xn--e1afmkfd.com', []],
  ['xn--r8jz45g.jp', []],
  ['xn--line-883c5c1vyr1c.jp', []],
  ['xn--pypal-4ve.com', ['Latin', 'Cyrillic']],
  ['xn--xample-2of.com', ['Latin', 'Cyrillic']],
])('the scripts that %j mixes are %j', (name, scripts) => {
  expect(mixedScripts(name)).toEqual(scripts);
});
