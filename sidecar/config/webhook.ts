import type { Secret } from './secret.js';

/** `json` is our own form; the others are what the incoming webhooks of the chat services take. */
export const WEBHOOK_FORMATS = ['json', 'slack', 'discord'] as const;
export type WebhookFormat = (typeof WEBHOOK_FORMATS)[number];

/** Where alerts go besides WHMCS. The address may itself be a secret: chat services put one into its path. */
export interface Webhook {
  readonly url: Secret;
  /** Null: not signed. */
  readonly secret: Secret | null;
  readonly format: WebhookFormat;
}
