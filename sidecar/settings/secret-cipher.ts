import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Secret } from '../config/secret.js';

const ALGORITHM = 'aes-256-gcm';

/** As GCM's standard recommends. */
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Node takes a shorter tag as well unless told not to, which would make forging easier. */
const WHOLE_TAG = { authTagLength: TAG_BYTES };

/** Encrypts the API secret and personal data for the database. Authenticated: a changed row or key is noticed, not misread. */
export class SecretCipher {
  constructor(private readonly key: Buffer) {}

  encrypt(secret: Secret): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.key, iv, WHOLE_TAG);
    const body = Buffer.concat([cipher.update(secret.reveal(), 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64');
  }

  /** @throws when key and text do not belong together */
  decrypt(text: string): Secret {
    const bytes = Buffer.from(text, 'base64');
    const decipher = createDecipheriv(ALGORITHM, this.key, bytes.subarray(0, IV_BYTES), WHOLE_TAG);
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    const body = bytes.subarray(IV_BYTES + TAG_BYTES);
    return new Secret(Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8'));
  }
}
