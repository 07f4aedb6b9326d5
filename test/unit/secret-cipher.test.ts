import { describe, expect, test } from '@jest/globals';
import { Secret } from '../../sidecar/config/secret.js';
import { SecretCipher } from '../../sidecar/settings/secret-cipher.js';

const KEY = Buffer.alloc(32, 7);
const cipher = new SecretCipher(KEY);

/** Lengths of the initialisation vector and the tag at the start of a sealed text. */
const IV = 12;
const TAG = 16;

function changed(sealed: string, change: (bytes: Buffer) => Buffer): string {
  return change(Buffer.from(sealed, 'base64')).toString('base64');
}

describe('SecretCipher', () => {
  test.each(['x', 'sim-production-secret-7Qx2', 'pässwörd-日本-🔑', ' padded ', 'a'.repeat(1024), ''])(
    '%j comes back as it was',
    (value) => {
      expect(cipher.decrypt(cipher.encrypt(new Secret(value))).reveal()).toBe(value);
    },
  );

  test('the same secret looks different each time and is not in the text', () => {
    const secret = new Secret('sim-production-secret-7Qx2');
    const [one, two] = [cipher.encrypt(secret), cipher.encrypt(secret)];
    expect(one).not.toBe(two);
    expect(Buffer.from(one, 'base64').toString('latin1')).not.toContain('secret');
  });

  test('another key does not open it', () => {
    const sealed = cipher.encrypt(new Secret('value'));
    expect(() => new SecretCipher(Buffer.alloc(32, 8)).decrypt(sealed)).toThrow();
  });

  test('a change of any byte is noticed', () => {
    const sealed = cipher.encrypt(new Secret('value'));
    const { length } = Buffer.from(sealed, 'base64');
    expect(length).toBe(IV + TAG + 'value'.length);
    for (let at = 0; at < length; at += 1) {
      const tampered = changed(sealed, (bytes) => {
        bytes[at] = (bytes[at] ?? 0) ^ 1;
        return bytes;
      });
      expect(() => cipher.decrypt(tampered)).toThrow();
    }
  });

  test.each([0, 1, IV, IV + 4, IV + 8, IV + 12, IV + 15, IV + TAG, IV + TAG + 4])(
    'a text cut to %i bytes is refused, even where its tag still begins rightly',
    (length) => {
      const sealed = cipher.encrypt(new Secret('value'));
      expect(() => cipher.decrypt(changed(sealed, (bytes) => bytes.subarray(0, length)))).toThrow();
    },
  );

  test('a short tag is not accepted for an empty secret', () => {
    const sealed = cipher.encrypt(new Secret(''));
    expect(() => cipher.decrypt(changed(sealed, (bytes) => bytes.subarray(0, IV + 4)))).toThrow();
  });
});
