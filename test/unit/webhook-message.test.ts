import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { Alert } from '../../sidecar/alerts/alert.js';
import type { AlertWords } from '../../sidecar/alerts/alert-in-words.js';
import { signatureHeaders, webhookBody } from '../../sidecar/alerts/webhook-message.js';
import type { WebhookFormat } from '../../sidecar/config/webhook.js';
import { Secret } from '../../sidecar/config/secret.js';

const ALERT: Alert = {
  id: 12,
  channel: 'webhook',
  kind: 'opened',
  severity: 'critical',
  causeCode: 'ip_not_whitelisted',
  incidentId: 3,
  subject: 'NiceNIC refuses this shop <&>',
  text: ['Line one\n@everyone <!channel>'],
  referenceId: 'reference-1',
  state: 'claimed',
  attempts: 0,
  lastError: null,
  createdAt: Date.parse('2026-11-22T12:00:00Z'),
  deliveredAt: null,
  nextAttemptAt: 0,
};

const WORDS = { subject: 'NiceNIC refuses this shop <&>', text: 'Line one\n@everyone <!channel>' };

const body = (format: WebhookFormat, changes: Partial<AlertWords> = {}): unknown =>
  JSON.parse(webhookBody(ALERT, { ...WORDS, ...changes }, format));

describe('the body', () => {
  test('in our own form says everything that the alert has', () => {
    expect(body('json')).toEqual({
      event: 'alert',
      id: 12,
      kind: 'opened',
      severity: 'critical',
      causeCode: 'ip_not_whitelisted',
      incidentId: 3,
      subject: 'NiceNIC refuses this shop <&>',
      text: 'Line one\n@everyone <!channel>',
      createdAt: '2026-11-22T12:00:00.000Z',
      referenceId: 'reference-1',
    });
  });

  test('for Slack has no markup', () => {
    expect(body('slack')).toEqual({
      text: 'NiceNIC refuses this shop &lt;&amp;&gt;\n\nLine one\n@everyone &lt;!channel&gt;',
    });
  });

  test('for Discord calls nobody and keeps to its length, in whole characters', () => {
    expect(body('discord')).toEqual({
      content: 'NiceNIC refuses this shop <&>\n\nLine one\n@everyone <!channel>',
      allowed_mentions: { parse: [] },
    });
    const long = body('discord', { text: '😀'.repeat(3_000) }) as { content: string };
    expect(Array.from(long.content)).toHaveLength(2_000);
    expect(long.content.endsWith('😀…')).toBe(true);
  });
});

test('the signature is of the time, a dot and the body', () => {
  const now = Date.parse('2026-11-22T12:00:00.999Z');
  const headers = signatureHeaders('{"a":1}', new Secret('a webhook secret'), now);
  const expected = createHmac('sha256', 'a webhook secret').update('1795348800.{"a":1}').digest('hex');
  expect(headers).toEqual({
    'X-Companion-Timestamp': '1795348800',
    'X-Companion-Signature': `sha256=${expected}`,
  });
});
