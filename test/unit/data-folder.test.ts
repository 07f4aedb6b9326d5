import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { badgeKeyIn, openDataFolder } from '../../sidecar/config/data-folder.js';
import { Secret } from '../../sidecar/config/secret.js';

let parent: string;
let path: string;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'data-folder-'));
  path = join(parent, 'data');
});

afterEach(() => {
  rmSync(parent, { recursive: true });
});

const modeOf = (file: string): string => (statSync(file).mode & 0o777).toString(8);

describe('the first start', () => {
  test('makes the folder, a key and a token, for the owner alone', () => {
    const before = process.umask(0);
    try {
      openDataFolder(path, null);
    } finally {
      process.umask(before);
    }
    expect(readdirSync(path).sort()).toEqual(['key', 'token']);
    expect([path, join(path, 'key'), join(path, 'token')].map(modeOf)).toEqual(['700', '600', '600']);
  });

  test('gives a key for AES-256 and a token that fits into a header', () => {
    const { key, token } = openDataFolder(path, null);
    expect(key).toHaveLength(32);
    expect(token.reveal()).toMatch(/^[\w-]{43}$/);
    expect(readFileSync(join(path, 'token'), 'utf8')).toBe(`${token.reveal()}\n`);
  });

  test('makes another key and token in another folder', () => {
    const [one, two] = [openDataFolder(path, null), openDataFolder(join(parent, 'other'), null)];
    expect(one.key.equals(two.key)).toBe(false);
    expect(one.token.reveal()).not.toBe(two.token.reveal());
  });

  test('a token from the environment is used and not written', () => {
    const folder = openDataFolder(path, new Secret('token-of-the-environment'));
    expect(folder.token.reveal()).toBe('token-of-the-environment');
    expect(readdirSync(path)).toEqual(['key']);
  });
});

describe('a later start', () => {
  test('reads the same key and token', () => {
    const [first, second] = [openDataFolder(path, null), openDataFolder(path, null)];
    expect(second.key.equals(first.key)).toBe(true);
    expect(second.token.reveal()).toBe(first.token.reveal());
  });

  test('a token from the environment wins over the one in the folder and leaves it alone', () => {
    const kept = openDataFolder(path, null).token.reveal();
    expect(openDataFolder(path, new Secret('token-of-the-environment')).token.reveal()).toBe(
      'token-of-the-environment',
    );
    expect(readFileSync(join(path, 'token'), 'utf8').trim()).toBe(kept);
  });

  test('takes back rights that somebody else was given', () => {
    openDataFolder(path, null);
    for (const name of ['key', 'token']) chmodSync(join(path, name), 0o644);
    openDataFolder(path, null);
    expect(['key', 'token'].map((name) => modeOf(join(path, name)))).toEqual(['600', '600']);
  });
});

describe('damage', () => {
  test.each([
    ['empty', ''],
    ['cut off', 'ab'.repeat(20)],
    ['not hexadecimal', 'x'.repeat(64)],
    ['followed by something else', `${'ab'.repeat(32)} and more`],
    ['too long', 'ab'.repeat(33)],
  ])('a key file that is %s is named, with what to do', (_name, content) => {
    openDataFolder(path, null);
    writeFileSync(join(path, 'key'), content);
    expect(() => openDataFolder(path, null)).toThrow(`${join(path, 'key')} is damaged: restore it`);
  });

  test.each([
    ['empty', ''],
    ['blank', ' \n'],
    ['cut off', 'short'],
    ['two words', 'two words in the token file'],
  ])('a token file that is %s is refused: it would open the door to everyone', (_name, content) => {
    openDataFolder(path, null);
    writeFileSync(join(path, 'token'), content);
    expect(() => openDataFolder(path, null)).toThrow(`${join(path, 'token')} is damaged: delete it`);
  });

  test('a file in place of the folder is told', () => {
    writeFileSync(path, '');
    expect(() => openDataFolder(path, null)).toThrow(/EEXIST|ENOTDIR/);
  });
});

describe('the key of badges', () => {
  beforeEach(() => {
    openDataFolder(path, null);
  });

  test('is made when it is asked for first, for the owner alone, and stays', () => {
    const key = badgeKeyIn(path);
    expect(key).toMatch(/^-----BEGIN PRIVATE KEY-----\n[^]+\n-----END PRIVATE KEY-----$/);
    expect(modeOf(join(path, 'badge-key.pem'))).toBe('600');
    expect(badgeKeyIn(path)).toBe(key);
  });

  test.each([
    ['empty', ''],
    ['no key', 'something else'],
    [
      'a key of another kind',
      generateKeyPairSync('x25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    ],
  ])('is named when it is %s, with what to do', (_name, content) => {
    writeFileSync(join(path, 'badge-key.pem'), content);
    expect(() => badgeKeyIn(path)).toThrow(`${join(path, 'badge-key.pem')} is damaged: restore it`);
  });
});

test('processes that start at once end with the same key and token', async () => {
  const script = join(parent, 'open.mjs');
  const loader = new URL('../../scripts/lib/typescript-hooks.mjs', import.meta.url).href;
  const source = new URL('../../sidecar/config/data-folder.ts', import.meta.url).href;
  writeFileSync(
    script,
    `import { openDataFolder } from '${source}';
     process.once('message', () => {
       const { key, token } = openDataFolder(${JSON.stringify(path)}, null);
       process.send([key.toString('hex'), token.reveal()], () => process.disconnect());
     });
     process.send('ready');`,
  );
  const children = [1, 2, 3].map(() => fork(script, { execArgv: ['--import', loader] }));
  const nextMessages = (): Promise<unknown[]> =>
    Promise.all(children.map(async (child) => (await once(child, 'message')) as unknown));
  await nextMessages();
  const opened = nextMessages();
  const gone = Promise.all(children.map((child) => once(child, 'exit')));
  for (const child of children) child.send('go');
  expect(new Set((await opened).map((folder) => JSON.stringify(folder))).size).toBe(1);
  expect((await gone).map(([code]) => code as unknown)).toEqual([0, 0, 0]);
  expect(readdirSync(path).sort()).toEqual(['key', 'token']);
});
