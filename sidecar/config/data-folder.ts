import { createPrivateKey, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { phrase } from '../texts/phrase.js';
import { ConfigError } from './config-error.js';
import { Secret } from './secret.js';
import { isToken } from './token.js';

/** AES-256. */
const KEY_BYTES = 32;

/** 256 random bits. */
const TOKEN_BYTES = 32;

/** What the sidecar keeps in its data folder besides the database; each file is readable by its owner only. */
export interface DataFolder {
  readonly path: string;
  /** Encrypts the API secret and keys the fingerprints. */
  readonly key: Buffer;
  readonly token: Secret;
  /** Where a running sidecar leaves its address for the command line. */
  readonly addressFile: string;
}

/**
 * Makes what is missing and reads the rest. A token from the environment wins over the one in the folder and is not
 * written to it.
 * @throws {ConfigError} when the key or token file is damaged
 * @throws what the system says when the folder cannot be used
 */
export function openDataFolder(path: string, token: Secret | null): DataFolder {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  return { path, key: keyIn(path), token: token ?? tokenIn(path), addressFile: join(path, 'address') };
}

function keyIn(path: string): Buffer {
  const file = join(path, 'key');
  const text = keepOnce(file, () => randomBytes(KEY_BYTES).toString('hex'));
  if (/^[\da-f]+$/.test(text) && text.length === 2 * KEY_BYTES) return Buffer.from(text, 'hex');
  throw new ConfigError([phrase('start:key_damaged', { file })]);
}

function tokenIn(path: string): Secret {
  const file = join(path, 'token');
  const text = keepOnce(file, () => randomBytes(TOKEN_BYTES).toString('base64url'));
  if (isToken(text)) return new Secret(text);
  throw new ConfigError([phrase('start:token_damaged', { file })]);
}

/**
 * The private key that public badges are signed with (Ed25519, PKCS #8 as PEM); made when it is asked for first.
 * @throws {ConfigError} when the file is damaged
 */
export function badgeKeyIn(path: string): string {
  const file = join(path, 'badge-key.pem');
  const text = keepOnce(file, () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString().trim();
  });
  if (isBadgeKey(text)) return text;
  throw new ConfigError([phrase('start:badge_key_damaged', { file })]);
}

function isBadgeKey(text: string): boolean {
  try {
    return createPrivateKey(text).asymmetricKeyType === 'ed25519';
  } catch {
    return false;
  }
}

/** Reads a file, or makes it; of two processes that start at once, both end with the same content. */
function keepOnce(file: string, make: () => string): string {
  if (!existsSync(file)) {
    const draft = `${file}.${randomUUID()}`;
    // Flushed, or a loss of power could leave an empty file behind under the final name.
    writeFileSync(draft, `${make()}\n`, { mode: 0o600, flush: true });
    try {
      linkSync(draft, file);
    } catch (error) {
      if (!existsSync(file)) throw error;
    } finally {
      rmSync(draft);
    }
  }
  chmodSync(file, 0o600);
  return readFileSync(file, 'utf8').trim();
}
