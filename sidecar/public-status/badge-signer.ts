import { createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';

/** What a badge says and who says so can be checked by whoever has the public key. */
export interface SignedBadge {
  readonly state: string;
  /** ISO 8601. */
  readonly since: string;
  /** ISO 8601. */
  readonly issuedAt: string;
  /** Ed25519 over {@link signedText}, as base64url. */
  readonly signature: string;
}

/** What is signed: the three values, a line each, with nothing at the end. */
export function signedText({ state, since, issuedAt }: Omit<SignedBadge, 'signature'>): string {
  return [state, since, issuedAt].join('\n');
}

/** Signs badges with a key of its own (Ed25519, RFC 8032). */
export class BadgeSigner {
  readonly #key: KeyObject;
  /** SPKI as PEM. */
  readonly publicKey: string;

  /** @param privateKey PKCS #8 as PEM */
  constructor(privateKey: string) {
    this.#key = createPrivateKey(privateKey);
    this.publicKey = createPublicKey(this.#key).export({ type: 'spki', format: 'pem' }).toString();
  }

  sign(badge: Omit<SignedBadge, 'signature'>): SignedBadge {
    const signature = sign(null, Buffer.from(signedText(badge)), this.#key).toString('base64url');
    return { ...badge, signature };
  }
}
