import { createHmac } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { AlertStore } from '../../sidecar/alerts/alert-store.js';
import { composeTest } from '../../sidecar/alerts/compose-alert.js';
import { openDatabase } from '../../sidecar/store/database.js';
import { formsFound } from '../support/find-secret.js';
import { settingsFor } from '../support/running-sidecar.js';
import { scrape } from '../support/scrape.js';
import { until } from '../support/until.js';
import { useSidecar } from '../support/use-sidecar.js';
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.js';

const SECRET = 'a-webhook-secret-<&>-Qz7LmXvKrT';
const MINUTE = 60_000;

let receiver: WebhookReceiver;
let format = 'json';
let withWebhook = true;

beforeEach(async () => {
  receiver = await startWebhookReceiver();
  format = 'json';
  withWebhook = true;
});

const stage = useSidecar({
  sidecar: () => ({
    env: withWebhook
      ? {
          COMPANION_WEBHOOK_URL: receiver.url,
          COMPANION_WEBHOOK_SECRET: SECRET,
          COMPANION_WEBHOOK_FORMAT: format,
        }
      : {},
  }),
});

afterEach(() => receiver.close());

interface Listed {
  readonly id: number;
  readonly channel: string;
  readonly state: string;
  readonly attempts: number;
  readonly lastError: string | null;
}

async function listed(query = ''): Promise<Listed[]> {
  const { body } = await stage.sidecar.ask('GET', `/v1/alerts${query}`);
  return (body as { alerts: Listed[] }).alerts;
}

const onWebhook = async (): Promise<Listed | undefined> =>
  (await listed()).find(({ channel }) => channel === 'webhook');

/** Asks for a test alert and waits until it was posted. */
async function sendTest(): Promise<unknown> {
  const answer = await stage.sidecar.ask('POST', '/v1/alerts/test');
  await stage.sidecar.companion.postAlerts();
  return answer;
}

/** What the schedule does every minute. */
const laterRun = (minutes: number): Promise<void> => {
  stage.clock.offset += minutes * MINUTE;
  return stage.sidecar.companion.postAlerts();
};

describe('a test alert', () => {
  test('is posted at once, signed, and waits for WHMCS as well', async () => {
    const answer = await stage.sidecar.ask('POST', '/v1/alerts/test');
    expect(answer).toMatchObject({ status: 200, body: { channels: ['whmcs', 'webhook'] } });
    await until('it was posted', async () => (await onWebhook())?.state === 'delivered');
    const [request, ...more] = receiver.received;
    if (request === undefined) throw new Error('nothing was posted');
    expect(more).toEqual([]);
    expect(request).toMatchObject({ method: 'POST', headers: { 'content-type': 'application/json' } });
    const timestamp = String(request.headers['x-companion-timestamp']);
    expect(Math.abs(Number(timestamp) * 1_000 - stage.clock.now())).toBeLessThan(MINUTE);
    const expected = createHmac('sha256', SECRET).update(`${timestamp}.${request.body}`).digest('hex');
    expect(request.headers['x-companion-signature']).toBe(`sha256=${expected}`);
    expect(JSON.parse(request.body)).toMatchObject({
      event: 'alert',
      kind: 'test',
      subject: 'NiceNIC Companion: test alert',
    });
    expect(await listed('?state=pending')).toMatchObject([{ channel: 'whmcs' }]);
    expect(await onWebhook()).toMatchObject({ state: 'delivered', attempts: 1 });
  });

  test.each([
    ['slack', { text: expect.stringContaining('test alert') }],
    ['discord', { content: expect.stringContaining('test alert') }],
  ])('comes in the form of %s', async (wanted, expected) => {
    format = wanted;
    await stage.restart();
    await sendTest();
    expect(JSON.parse(receiver.received[0]?.body ?? '')).toMatchObject(expected);
  });
});

describe('a receiver that takes it', () => {
  test.each<[string, (response: ServerResponse) => void]>([
    ['a long page', (response) => response.end('<p>Thank you!</p>'.repeat(100_000))],
    ['a page that never ends', (response) => response.write('Thank')],
    [
      'a page that is not packed as it claims',
      (response) => response.setHeader('content-encoding', 'gzip').end('no'),
    ],
    ['half a page', (response) => response.write('Thank', () => response.destroy())],
  ])('and answers with %s gets it once', async (_what, body) => {
    receiver.answerWith(200, body);
    await sendTest();
    expect(await onWebhook()).toMatchObject({ state: 'delivered', attempts: 1 });
    await laterRun(10);
    expect(receiver.received).toHaveLength(1);
  });
});

describe('a receiver that does not take it', () => {
  test.each([
    [500, 'webhook: HTTP 500'],
    [302, 'webhook: HTTP 302'],
    [404, 'webhook: HTTP 404'],
  ])('answers %i: it is tried again with a growing pause, and shown', async (status, lastError) => {
    receiver.answerWith(status);
    await sendTest();
    expect(await onWebhook()).toMatchObject({ state: 'pending', attempts: 1, lastError });
    expect((await stage.sidecar.ask('GET', '/v1/status')).body).toMatchObject({
      alerts: { retrying: 1, lastError },
    });
    await laterRun(0.5);
    expect(receiver.received).toHaveLength(1);
    await laterRun(1);
    expect(receiver.received).toHaveLength(2);
    receiver.answerWith(204);
    await laterRun(3);
    expect(receiver.received).toHaveLength(3);
    expect(await onWebhook()).toMatchObject({ state: 'delivered', lastError: null });
    // The same id each time, so that a receiver can tell a repetition.
    expect(new Set(receiver.received.map(({ body }) => (JSON.parse(body) as { id: number }).id)).size).toBe(
      1,
    );
  });

  test('goes away: that is told in the language of the reader', async () => {
    receiver.answerWith(500);
    await sendTest();
    await receiver.close();
    await laterRun(2);
    const { body } = await stage.sidecar.ask('GET', '/v1/status', undefined, 'vi');
    expect(body).toMatchObject({
      alerts: { lastError: 'webhook: không kết nối được (ECONNREFUSED)' },
    });
    const page = await stage.sidecar.ask('GET', '/v1/alerts', undefined, 'vi');
    expect(JSON.stringify(page.body)).toContain('webhook: không kết nối được (ECONNREFUSED)');
  });

  test('is not there: WHMCS gets the alert all the same', async () => {
    await receiver.close();
    await sendTest();
    expect(await onWebhook()).toMatchObject({
      state: 'pending',
      lastError: 'webhook: no connection (ECONNREFUSED)',
    });
    expect(await listed('?state=pending')).toMatchObject([{ channel: 'whmcs', state: 'pending' }]);
  });

  test('stays silent: who asks for a test alert does not wait for it, nor does the end of the sidecar', async () => {
    receiver.answerWith('hang');
    const started = performance.now();
    for (let count = 1; count <= 3; count += 1) await stage.sidecar.ask('POST', '/v1/alerts/test');
    // The page in WHMCS waits for 2 s.
    expect(performance.now() - started).toBeLessThan(2_000);
    await until('the first is posted', () => receiver.received.length === 1);
    const stopped = stage.restart();
    await receiver.close();
    await stopped;
    expect(receiver.received).toHaveLength(1);
    expect(
      (await listed()).filter(({ channel, state }) => channel === 'webhook' && state !== 'delivered'),
    ).toHaveLength(3);
  });

  test('is not set up any more: what waits for it is no concern', async () => {
    receiver.answerWith(500);
    await sendTest();
    withWebhook = false;
    await stage.restart();
    expect((await stage.sidecar.ask('GET', '/v1/status')).body).toMatchObject({
      alerts: { pending: 1, retrying: 0, lastError: null },
    });
    const { samples } = await scrape(stage.sidecar);
    expect(samples.filter(({ labels }) => labels['channel'] === 'webhook')).toEqual([]);
  });

  test('WHMCS cannot claim what is for the webhook', async () => {
    receiver.answerWith(500);
    await sendTest();
    stage.clock.offset += 2 * MINUTE;
    const id = (await onWebhook())?.id ?? 0;
    const claim = await stage.sidecar.ask('POST', `/v1/alerts/${id}/delivery`, { outcome: 'claimed' });
    expect(claim).toMatchObject({ status: 409, body: { code: 'alert_not_claimable' } });
  });
});

test('what a sidecar had claimed that died is sent after ten minutes', async () => {
  const database = await openDatabase(join(stage.sidecar.companion.folder.path, 'companion.db'));
  const dead = new AlertStore(database, stage.clock.now, ['webhook']);
  await dead.add(database, composeTest('reference-1', stage.clock.now()));
  expect(await dead.claim(1, 'webhook')).not.toBeNull();
  await database.destroy();
  await laterRun(9);
  expect(receiver.received).toHaveLength(0);
  await laterRun(2);
  expect(receiver.received).toHaveLength(1);
});

test('an outage is posted as soon as the check has found it', async () => {
  const settings = settingsFor(stage.registrar, { apiSecret: 'not-the-right-secret' });
  await stage.sidecar.ask('PUT', '/v1/settings', { settings, context: { environment: 'cron' } });
  await stage.sidecar.ask('POST', '/v1/checks');
  expect(receiver.received).toEqual([]);
  await stage.sidecar.ask('POST', '/v1/checks');
  await until('it was posted', () => receiver.received.length === 1);
  expect(JSON.parse(receiver.received[0]?.body ?? '')).toMatchObject({
    kind: 'opened',
    severity: 'critical',
  });
});

test('neither its address nor its secret is told anywhere', async () => {
  receiver.answerWith(500);
  await sendTest();
  const outputs = [
    ...stage.sidecar.log,
    JSON.stringify((await stage.sidecar.ask('GET', '/v1/status')).body),
    JSON.stringify((await stage.sidecar.ask('GET', '/v1/alerts')).body),
    JSON.stringify((await stage.sidecar.ask('GET', '/v1/support-report?format=json')).body),
  ].join('\n');
  expect(outputs).toContain('webhook');
  expect(formsFound(SECRET, 'nobody', outputs)).toEqual([]);
  expect(formsFound('T0PSECRETPATH42', 'nobody', outputs)).toEqual([]);
});
