import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Secret } from './secret.js';

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
 * @throws when the folder cannot be used or the key file is damaged
 */
export function openDataFolder(path: string, token: Secret | null): DataFolder {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const key = Buffer.from(
    keepOnce(join(path, 'key'), () => randomBytes(KEY_BYTES).toString('hex')),
    'hex',
  );
  if (key.length !== KEY_BYTES) {
    throw new Error(
      `${join(path, 'key')} is damaged: restore it from a backup, or delete it and save the module settings in WHMCS again`,
    );
  }
  const kept =
    token ?? new Secret(keepOnce(join(path, 'token'), () => randomBytes(TOKEN_BYTES).toString('base64url')));
  return { path, key, token: kept, addressFile: join(path, 'address') };
}

/** Reads a file, or makes it; of two processes that start at once, both end with the same content. */
function keepOnce(file: string, make: () => string): string {
  if (!existsSync(file)) {
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, `${make()}\n`, { mode: 0o600 });
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
