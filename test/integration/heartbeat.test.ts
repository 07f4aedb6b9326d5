import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { formsFound } from '../support/find-secret.js';
import { settingsFor } from '../support/running-sidecar.js';
import { until } from '../support/until.js';
import { useSidecar } from '../support/use-sidecar.js';
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.js';

let receiver: WebhookReceiver;
let everySecond = false;

beforeEach(async () => {
  everySecond = false;
  receiver = await startWebhookReceiver();
});

const stage = useSidecar({
  sidecar: () => ({
    env: {
      COMPANION_HEARTBEAT_URL: receiver.url,
      ...(everySecond ? { COMPANION_CHECK_SCHEDULE: '* * * * * *' } : {}),
    },
  }),
});

afterEach(() => receiver.close());

async function check(settings = {}): Promise<unknown> {
  await stage.sidecar.ask('PUT', '/v1/settings', {
    settings: settingsFor(stage.registrar, settings),
    context: { environment: 'cron' },
  });
  return (await stage.sidecar.ask('POST', '/v1/checks')).body;
}

test('each finished check calls the address once, also one that found a failure', async () => {
  expect(await check()).toMatchObject({ outcome: 'good' });
  await until('it was called', () => receiver.received.length === 1);
  expect(receiver.received[0]).toMatchObject({ method: 'GET', path: '/hook/T0PSECRETPATH42', body: '' });
  expect(receiver.received[0]?.headers.authorization).toBeUndefined();
  expect(await check({ apiSecret: 'not-the-right-one' })).toMatchObject({ outcome: 'bad' });
  await until('it was called again', () => receiver.received.length === 2);
});

test('a check that is held back calls it too: the sidecar lives', async () => {
  await stage.sidecar.ask('PUT', '/v1/settings', {
    settings: settingsFor(stage.registrar, { apiSecret: 'not-the-right-one' }),
  });
  everySecond = true;
  await stage.restart();
  const heldBack = (): boolean => stage.sidecar.log.some((line) => line.includes('held back'));
  await until('a tick that is held back', heldBack);
  const calls = receiver.received.length;
  await until('two further calls', () => receiver.received.length >= calls + 2);
});

test.each<[string, number | 'gone', string]>([
  ['refuses', 500, 'the heartbeat was refused'],
  ['has moved', 301, 'the heartbeat was refused'],
  ['is gone', 'gone', 'the heartbeat got no answer'],
])(
  'a service that %s does not disturb the check, and is logged without its address',
  async (_what, how, logged) => {
    if (how === 'gone') await receiver.close();
    else receiver.answerWith(how);
    expect(await check()).toMatchObject({ outcome: 'good', state: 'healthy' });
    await until('it is logged', () => stage.sidecar.log.some((line) => line.includes(logged)));
    expect(formsFound('T0PSECRETPATH42', 'nobody', stage.sidecar.log.join('\n'))).toEqual([]);
  },
);
