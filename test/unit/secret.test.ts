import { describe, expect, test } from '@jest/globals';
import { format, inspect } from 'node:util';
import { SECRET_MASK, Secret } from '../../sidecar/config/secret.js';

const VALUE = 'never-printed-9Qz';
const secret = new Secret(VALUE);

describe('Secret', () => {
  test.each<[string, () => string]>([
    ['JSON', () => JSON.stringify({ deep: [{ secret }] })],
    ['a template', () => `${String(secret)} ${inspect({ secret })}`],
    ['concatenation', () => ['x', secret].join('')],
    [
      'inspect, deep and with hidden fields',
      () => inspect({ a: { b: [secret] } }, { depth: 9, showHidden: true }),
    ],
    ['the formats of console.log', () => format('%s %o %O %j', secret, secret, secret, secret)],
    ['an error with the secret as its cause', () => inspect(new Error('failed', { cause: secret }))],
  ])('%s shows the mask', (_name, print) => {
    const text = print();
    expect(text).not.toContain(VALUE);
    expect(text).toContain(SECRET_MASK);
  });

  test.each<[string, () => string]>([
    ['a copy of its fields', () => JSON.stringify(Object.assign({}, secret))],
    ['keys', () => JSON.stringify([Object.getOwnPropertyNames(secret), Object.entries(secret)])],
    ['a structured clone', () => inspect(structuredClone(secret))],
  ])('%s shows nothing', (_name, print) => {
    expect(print()).not.toContain(VALUE);
  });

  test('only reveal hands out the value', () => {
    expect(secret.reveal()).toBe(VALUE);
  });

  test('the mask does not tell the length', () => {
    expect(String(new Secret('a'))).toBe(String(new Secret('a'.repeat(100))));
  });
});
