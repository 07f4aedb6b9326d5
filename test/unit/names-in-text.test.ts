import { expect, test } from '@jest/globals';
import { namesIn } from '../../sidecar/nicenic/names-in-text.js';

test.each<[string, readonly string[]]>([
  ['Domain registration fee', []],
  ['Renewal of Example.COM (1 year)', ['example.com']],
  ['example.co.uk, shop-a.example', ['example.co.uk', 'shop-a.example']],
  ['transfer:xn--bcher-kva.example', ['xn--bcher-kva.example']],
  ['xn--e1afmkfd.xn--p1ai', ['xn--e1afmkfd.xn--p1ai']],
  // Not "cher.example", which would be another domain.
  ['Transfer of bücher.example', []],
  ['Transfer of bu\u0308cher.example', []],
  // Nobody can tell where the name begins.
  ['域名续费example.com', []],
  ['域名续费：example.com', ['example.com']],
  ['example.com域名续费', ['example.com']],
  ['пример.рф', []],
])('"%s" names %j', (text, names) => {
  expect(namesIn(text)).toEqual(names);
});
