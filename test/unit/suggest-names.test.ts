import { describe, expect, test } from '@jest/globals';
import { suggestNames } from '../../sidecar/domains/suggest-names.js';

const names = (term: string, tlds: readonly string[], varyWords = false): string[] =>
  suggestNames(term, tlds, varyWords).map(({ name }) => name);

describe('suggestions', () => {
  test('are the searched name below each TLD, in the order of the shop', () => {
    expect(suggestNames('ada', ['.com', 'net', '.co.uk'], false)).toEqual([
      { sld: 'ada', tld: 'com', name: 'ada.com', score: 1 },
      { sld: 'ada', tld: 'net', name: 'ada.net', score: 0.999 },
      { sld: 'ada', tld: 'co.uk', name: 'ada.co.uk', score: 0.998 },
    ]);
  });

  test.each([
    ['ada shop', ['adashop.com', 'ada-shop.com']],
    ['ada-shop', ['ada-shop.com', 'adashop.com']],
    ['ada_shop', ['adashop.com', 'ada-shop.com']],
    [' Ada  SHOP ', ['adashop.com', 'ada-shop.com']],
    ["ada's shop!", ['adasshop.com', 'adas-shop.com']],
    ['www.ada.com', ['ada.com']],
    ['ada.net', ['ada.com']],
    ['bücher', ['xn--bcher-kva.com']],
    ['xn--bcher-kva', ['xn--bcher-kva.com']],
    ['bücher laden', ['xn--bcherladen-9db.com', 'xn--bcher-laden-thb.com']],
  ])('take %j apart', (term, expected) => {
    expect(names(term, ['.com'])).toEqual(expected);
  });

  test('for an internationalised name are told as a customer reads them', () => {
    expect(suggestNames('xn--bcher-kva', ['.com'], false)).toMatchObject([{ sld: 'bücher', score: 1 }]);
  });

  test('vary the words, the likeliest first', () => {
    expect(suggestNames('ada', ['.com'], true).map(({ name, score }) => [name, score])).toEqual([
      ['ada.com', 1],
      ['adaonline.com', 0.6],
      ['adashop.com', 0.599],
      ['adaweb.com', 0.598],
      ['adahub.com', 0.597],
      ['myada.com', 0.5],
      ['getada.com', 0.499],
      ['theada.com', 0.498],
    ]);
  });

  test('prefer the searched words to other words, whatever the TLD', () => {
    expect(names('ada', ['.com', '.net'], true).slice(0, 3)).toEqual(['ada.com', 'ada.net', 'adaonline.com']);
  });

  test('never mix scripts', () => {
    expect(names('ада', ['.com'], true)).toEqual(['xn--80aal.com']);
    expect(names('аda', ['.com'], true)).toEqual([]);
  });

  test.each(['', ' ', '-', '!!!', '...', '<>', 'a b c d e f g', 'x'.repeat(64)])('of %j are none', (term) => {
    expect(names(term, ['.com'], true)).toEqual([]);
  });

  test.each([[[]], [['']], [['.not a tld']], [['.ada.com']]])('below %j are none', (tlds) => {
    expect(names('ada', tlds, true)).toEqual([]);
  });

  test('are a hundred at most, each once, with scores above 0 that only fall', () => {
    const tlds = Array.from({ length: 200 }, (_none, index) => `.t${index % 150}`);
    const found = suggestNames('ada shop', tlds, true);
    expect(found).toHaveLength(100);
    expect(new Set(found.map(({ name }) => name)).size).toBe(100);
    for (const [place, { score }] of found.entries()) {
      expect(score).toBeGreaterThan(0);
      expect(score).toBeLessThanOrEqual(found[place - 1]?.score ?? 1);
    }
  });
});
