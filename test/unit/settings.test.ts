import { describe, expect, test } from '@jest/globals';
import { Secret } from '../../sidecar/config/secret.js';
import {
  apiEnvironmentOf,
  credentialsOf,
  fingerprintOf,
  type Settings,
} from '../../sidecar/settings/settings.js';

const KEY = Buffer.alloc(32, 1);

function settings(username: string, apiSecret: string, testMode = false): Settings {
  return { username, apiSecret: new Secret(apiSecret), testMode };
}

describe('a fingerprint', () => {
  test('is the same for the same settings', () => {
    expect(fingerprintOf(settings('demo', 'secret'), KEY)).toBe(
      fingerprintOf(settings('demo', 'secret'), KEY),
    );
  });

  test.each([
    ['user name', settings('demo2', 'secret')],
    ['secret', settings('demo', 'secret2')],
    ['test mode', settings('demo', 'secret', true)],
    ['border between the fields', settings('demos', 'ecret')],
    ['blanks around the secret', settings('demo', 'secret ')],
    ['letter case', settings('Demo', 'secret')],
    ['form of an accent', settings('demo', 'secre\u0301t')],
  ])('changes with the %s', (_what, other) => {
    expect(fingerprintOf(other, KEY)).not.toBe(fingerprintOf(settings('demo', 'secret'), KEY));
  });

  test('tells fields with separators in them apart', () => {
    const pairs = [
      ['a;b', 'c'],
      ['a', 'b;c'],
      ['a;1:b', 'c'],
      ['a', '1:b;c'],
    ] as const;
    const fingerprints = pairs.map(([username, secret]) => fingerprintOf(settings(username, secret), KEY));
    expect(new Set(fingerprints).size).toBe(pairs.length);
  });

  test('depends on the key, so it cannot be tried out against guesses', () => {
    const given = settings('demo', 'secret');
    expect(fingerprintOf(given, KEY)).not.toBe(fingerprintOf(given, Buffer.alloc(32, 2)));
  });

  test('is short and holds nothing of the values', () => {
    expect(fingerprintOf(settings('demo', 'secret'), KEY)).toMatch(/^[0-9a-f]{32}$/);
  });
});

test('test mode means the sandbox, and only that', () => {
  expect(apiEnvironmentOf(settings('demo', 'secret', true))).toBe('sandbox');
  expect(apiEnvironmentOf(settings('demo', 'secret'))).toBe('production');
  const given = settings('demo', 'secret', true);
  expect(credentialsOf(given)).toEqual({
    username: 'demo',
    apiSecret: given.apiSecret,
    apiEnvironment: 'sandbox',
  });
});
