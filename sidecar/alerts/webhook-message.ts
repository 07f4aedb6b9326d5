import { createHmac } from 'node:crypto';
import type { Secret } from '../config/secret.js';
import type { WebhookFormat } from '../config/webhook.js';
import { isoTime } from '../http/iso-time.js';
import type { Alert } from './alert.js';
import type { AlertWords } from './alert-in-words.js';

/** Discord refuses longer messages; characters. */
const DISCORD_CHARACTERS = 2_000;

/** Slack cuts longer ones; characters. */
const SLACK_CHARACTERS = 40_000;

/** The body of one alert, as it is sent, with its words. `id` is the same at every attempt: a receiver that saw it can drop it. Pure. */
export function webhookBody(alert: Alert, words: AlertWords, format: WebhookFormat): string {
  const text = `${words.subject}\n\n${words.text}`;
  switch (format) {
    case 'slack':
      return JSON.stringify({ text: cut(slackText(text), SLACK_CHARACTERS) });
    case 'discord':
      // Nobody is called by name, whatever a registrar's text says.
      return JSON.stringify({ content: cut(text, DISCORD_CHARACTERS), allowed_mentions: { parse: [] } });
    case 'json':
      return JSON.stringify({
        event: 'alert',
        id: alert.id,
        kind: alert.kind,
        severity: alert.severity,
        causeCode: alert.causeCode,
        incidentId: alert.incidentId,
        ...words,
        createdAt: isoTime(alert.createdAt),
        referenceId: alert.referenceId,
      });
  }
}

/**
 * Headers by which the receiver knows that the message is ours and new: the time in seconds, and the HMAC-SHA256 (hex)
 * of that time, a dot and the body. Pure.
 */
export function signatureHeaders(body: string, secret: Secret, now: number): Record<string, string> {
  const timestamp = String(Math.floor(now / 1_000));
  const signature = createHmac('sha256', secret.reveal()).update(`${timestamp}.${body}`).digest('hex');
  return { 'X-Companion-Timestamp': timestamp, 'X-Companion-Signature': `sha256=${signature}` };
}

/** Slack reads these three as markup, and `<!channel>` would call everybody. */
function slackText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** Never through the middle of a character. */
function cut(text: string, characters: number): string {
  const points = Array.from(text);
  return points.length <= characters ? text : `${points.slice(0, characters - 1).join('')}…`;
}
