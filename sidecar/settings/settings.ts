import { createHmac } from 'node:crypto';
import type { Secret } from '../config/secret.js';
import type { ApiEnvironment, Credentials } from '../nicenic/registrar-client.js';

/** The settings of the WHMCS module, as one environment hands them over. */
export interface Settings {
  readonly username: string;
  readonly apiSecret: Secret;
  readonly testMode: boolean;
}

/** Tells whether two sets of settings are the same without revealing them (auth-guide.md, "Two words to keep apart"). */
export type Fingerprint = string;

export function apiEnvironmentOf(settings: Settings): ApiEnvironment {
  return settings.testMode ? 'sandbox' : 'production';
}

export function credentialsOf(settings: Settings): Credentials {
  return {
    username: settings.username,
    apiSecret: settings.apiSecret,
    apiEnvironment: apiEnvironmentOf(settings),
  };
}

/** Keyed with the data folder's own key, so that a fingerprint cannot be tried out against guessed secrets. */
export function fingerprintOf(settings: Settings, key: Buffer): Fingerprint {
  const fields = [settings.username, settings.apiSecret.reveal(), settings.testMode ? '1' : '0'];
  const hmac = createHmac('sha256', key);
  // The length before each field keeps "ab","c" apart from "a","bc".
  for (const field of fields) hmac.update(`${Buffer.byteLength(field)}:${field};`);
  return hmac.digest('hex').slice(0, 32);
}
