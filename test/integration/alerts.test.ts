import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { AlertStore } from '../../sidecar/alerts/alert-store.js';
import type { AlertMessage } from '../../sidecar/alerts/alert.js';
import { openDatabase, type Database } from '../../sidecar/store/database.js';
import { startSimulator, type Simulator } from '../simulator/simulator.js';
import {
  startSidecar,
  temporaryFolder,
  testClock,
  type RunningSidecar,
  type SidecarAnswer,
  type TestClock,
} from '../support/running-sidecar.js';

const MINUTE = 60_000;

let registrar: Simulator;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let clock: TestClock;
let sidecar: RunningSidecar;
let database: Database;

beforeEach(async () => {
  registrar = await startSimulator();
  folder = await temporaryFolder();
  clock = testClock();
  sidecar = await startSidecar(registrar, { dataDir: folder.path, clock: clock.now });
  database = await openDatabase(`${folder.path}/companion.db`);
});

afterEach(async () => {
  await database.destroy();
  await sidecar.stop();
  await registrar.close();
  await folder.remove();
});

async function addAlert(subject: string, changes: Partial<AlertMessage> = {}): Promise<void> {
  await new AlertStore(database, clock.now, ['whmcs']).add(database, {
    kind: 'warning',
    severity: 'info',
    causeCode: null,
    incidentId: null,
    subject,
    text: ['First line\nSecond line'],
    referenceId: 'b3c7c0de-0000-4000-8000-000000000000',
    ...changes,
  });
}

const alertSchema = z.looseObject({
  id: z.number(),
  subject: z.string(),
  state: z.string(),
  attempts: z.number(),
  lastError: z.string().nullable(),
});

async function list(query = ''): Promise<z.infer<typeof alertSchema>[]> {
  const { status, body } = await sidecar.ask('GET', `/v1/alerts${query}`);
  expect(status).toBe(200);
  return z.object({ alerts: z.array(alertSchema) }).parse(body).alerts;
}

const subjects = async (query = ''): Promise<string[]> => (await list(query)).map(({ subject }) => subject);
const waiting = (): Promise<string[]> => subjects('?state=pending');

const report = (id: number | string, body: object): Promise<SidecarAnswer> =>
  sidecar.ask('POST', `/v1/alerts/${id}/delivery`, body);

async function claim(id = 1): Promise<string> {
  const { status, body } = await report(id, { outcome: 'claimed' });
  expect(status).toBe(200);
  const claimed = z.object({ id: z.literal(id), state: z.literal('claimed'), claimToken: z.string() });
  return claimed.parse(body).claimToken;
}

const NOT_CLAIMABLE = { status: 409, body: { code: 'alert_not_claimable', status: 409 } };

describe('an alert', () => {
  test('waits with everything that a mail needs', async () => {
    await addAlert('NiceNIC refuses this shop');
    const [alert] = await list('?state=pending');
    expect(alert).toEqual({
      id: 1,
      channel: 'whmcs',
      kind: 'warning',
      severity: 'info',
      causeCode: null,
      incidentId: null,
      subject: 'NiceNIC refuses this shop',
      text: 'First line\nSecond line\n\nReference: b3c7c0de-0000-4000-8000-000000000000',
      state: 'pending',
      attempts: 0,
      lastError: null,
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as unknown,
      deliveredAt: null,
      referenceId: 'b3c7c0de-0000-4000-8000-000000000000',
    });
  });

  test('is claimed, delivered and gone from the waiting ones', async () => {
    await addAlert('one');
    const claimToken = await claim();
    expect(await waiting()).toEqual([]);
    expect(await report(1, { outcome: 'delivered', claimToken, channel: 'whmcs' })).toEqual({
      status: 200,
      body: { id: 1, state: 'delivered' },
    });
    expect(await waiting()).toEqual([]);
    expect(await list()).toMatchObject([{ state: 'delivered', attempts: 1 }]);
    expect(await report(1, { outcome: 'claimed' })).toMatchObject(NOT_CLAIMABLE);
  });

  test('that is claimed by two at once goes to one', async () => {
    for (let count = 1; count <= 5; count += 1) await addAlert(`number ${count}`);
    for (let id = 1; id <= 5; id += 1) {
      const answers = await Promise.all(Array.from({ length: 4 }, () => report(id, { outcome: 'claimed' })));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    }
  });

  test('that was claimed by somebody who died comes back after ten minutes', async () => {
    await addAlert('one');
    const lost = await claim();
    clock.offset += 9 * MINUTE;
    expect(await waiting()).toEqual([]);
    expect(await report(1, { outcome: 'claimed' })).toMatchObject(NOT_CLAIMABLE);
    clock.offset += MINUTE + 1;
    expect(await waiting()).toEqual(['one']);
    const claimToken = await claim();
    expect(claimToken).not.toBe(lost);
    expect(await report(1, { outcome: 'delivered', claimToken: lost })).toMatchObject(NOT_CLAIMABLE);
    expect(await report(1, { outcome: 'delivered', claimToken })).toMatchObject({ status: 200 });
  });

  test('whose delivery takes longer than its claim counts as delivered when nobody else took it', async () => {
    await addAlert('one');
    const claimToken = await claim();
    clock.offset += 20 * MINUTE;
    expect(await report(1, { outcome: 'delivered', claimToken })).toMatchObject({ status: 200 });
    expect(await waiting()).toEqual([]);
  });

  test('whose delivery fails waits longer each time, up to an hour', async () => {
    await addAlert('one');
    const pauses: number[] = [];
    for (let attempt = 1; attempt <= 9; attempt += 1) {
      const claimToken = await claim();
      const { status, body } = await report(1, {
        outcome: 'failed',
        claimToken,
        channel: 'whmcs',
        error: `no mail server, ${attempt}`,
      });
      expect(status).toBe(200);
      const { nextAttemptAt } = z
        .object({ id: z.literal(1), state: z.literal('pending'), nextAttemptAt: z.string() })
        .parse(body);
      const pause = Math.round((Date.parse(nextAttemptAt) - clock.now()) / MINUTE);
      pauses.push(pause);
      expect(await waiting()).toEqual([]);
      clock.offset += pause * MINUTE + 1_000;
      expect(await list('?state=pending')).toMatchObject([
        { attempts: attempt, lastError: `no mail server, ${attempt}`, state: 'pending' },
      ]);
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
    const { body } = await sidecar.ask('GET', '/v1/status');
    expect(body).toMatchObject({
      alerts: { pending: 1, retrying: 1, lastError: 'no mail server, 9', lastDeliveredAt: null },
    });
  });

  test('waits for nothing the first time, also when the clock is set back by half an hour', async () => {
    await addAlert('one');
    clock.offset -= 30 * MINUTE;
    expect(await waiting()).toEqual(['one']);
  });

  test('waits no longer when the clock is set back by a day', async () => {
    await addAlert('one');
    const claimToken = await claim();
    await report(1, { outcome: 'failed', claimToken, error: 'no mail server' });
    await addAlert('two');
    await addAlert('three');
    await claim(3);
    expect(await waiting()).toEqual(['two']);
    clock.offset -= 24 * 60 * MINUTE;
    expect(await waiting()).toEqual(['one', 'two', 'three']);
    await report(1, { outcome: 'delivered', claimToken: await claim(1), channel: 'whmcs' });
    expect(await waiting()).toEqual(['two', 'three']);
  });
});

describe('alerts of outages', () => {
  const fail = async (id: number): Promise<void> => {
    await report(id, { outcome: 'failed', claimToken: await claim(id), error: 'no mail server' });
  };
  const deliver = async (id: number): Promise<void> => {
    expect(await report(id, { outcome: 'delivered', claimToken: await claim(id) })).toMatchObject({
      status: 200,
    });
  };

  test('wait together, and are delivered one after the other', async () => {
    await addAlert('opened', { kind: 'opened' });
    await addAlert('recovered', { kind: 'recovered' });
    expect(await waiting()).toEqual(['opened', 'recovered']);
    expect(await report(2, { outcome: 'claimed' })).toMatchObject(NOT_CLAIMABLE);
    await deliver(1);
    await deliver(2);
  });

  test('do not overtake one that somebody is delivering', async () => {
    await addAlert('opened', { kind: 'opened' });
    const claimToken = await claim(1);
    await addAlert('recovered', { kind: 'recovered' });
    expect(await waiting()).toEqual([]);
    expect(await report(2, { outcome: 'claimed' })).toMatchObject(NOT_CLAIMABLE);
    await report(1, { outcome: 'delivered', claimToken });
    expect(await waiting()).toEqual(['recovered']);
  });

  test('do not overtake one that is tried again later; others do', async () => {
    await addAlert('opened', { kind: 'opened' });
    await addAlert('changed', { kind: 'cause_changed' });
    await addAlert('low balance');
    await fail(1);
    expect(await waiting()).toEqual(['low balance']);
    expect(await report(2, { outcome: 'claimed' })).toMatchObject(NOT_CLAIMABLE);
    await deliver(3);
  });

  test('are a reason to try the older ones again now', async () => {
    await addAlert('opened', { kind: 'opened' });
    for (const minutes of [1, 2, 4, 8]) {
      await fail(1);
      clock.offset += minutes * MINUTE + 1;
    }
    await fail(1);
    expect(await waiting()).toEqual([]);
    await addAlert('low balance');
    expect(await waiting()).toEqual(['low balance']);
    await addAlert('recovered', { kind: 'recovered' });
    expect(await waiting()).toEqual(['opened', 'low balance', 'recovered']);
  });

  test('are not held up by one of another channel', async () => {
    const webhook = new AlertStore(database, clock.now, ['webhook']);
    const message = {
      severity: 'info',
      causeCode: null,
      incidentId: null,
      text: ['x'],
      referenceId: 'x',
    } as const;
    await webhook.add(database, { ...message, kind: 'opened', subject: 'opened' });
    expect(await webhook.claim(1, 'webhook')).not.toBeNull();
    await addAlert('recovered', { kind: 'recovered' });
    expect(await waiting()).toEqual(['recovered']);
    await deliver(2);
  });

  test('wait a day at most for one that nobody takes', async () => {
    await addAlert('opened', { kind: 'opened' });
    clock.offset += 23 * 60 * MINUTE;
    await addAlert('recovered', { kind: 'recovered' });
    await fail(1);
    expect(await waiting()).toEqual([]);
    clock.offset += 60 * MINUTE;
    await fail(1);
    expect(await waiting()).toEqual(['recovered']);
    await deliver(2);
  });

  test('do not wait for one that was written by a clock that was set back', async () => {
    await addAlert('opened', { kind: 'opened' });
    clock.offset -= 24 * 60 * MINUTE;
    await addAlert('recovered', { kind: 'recovered' });
    await fail(1);
    expect(await waiting()).toEqual(['recovered']);
  });
});

describe('a report', () => {
  test.each(['delivered', 'failed'])('of a claim that is not held is refused: %s', async (outcome) => {
    await addAlert('one');
    await claim();
    const body = { outcome, claimToken: 'invented', error: 'x' };
    expect(await report(1, body)).toMatchObject(NOT_CLAIMABLE);
    expect(await list()).toMatchObject([{ state: 'claimed', attempts: 0 }]);
  });

  test('is accepted once', async () => {
    await addAlert('one');
    const claimToken = await claim();
    await report(1, { outcome: 'failed', claimToken, error: 'x' });
    expect(await report(1, { outcome: 'failed', claimToken, error: 'x' })).toMatchObject(NOT_CLAIMABLE);
    expect(await report(1, { outcome: 'delivered', claimToken })).toMatchObject(NOT_CLAIMABLE);
    expect(await list()).toMatchObject([{ attempts: 1 }]);
  });

  test('about an alert that there is not is refused', async () => {
    expect(await report(99, { outcome: 'claimed' })).toMatchObject(NOT_CLAIMABLE);
    expect(await report(99, { outcome: 'delivered', claimToken: 'x' })).toMatchObject(NOT_CLAIMABLE);
  });

  test.each<[string, number | string, object]>([
    ['an id that is no number', 'one', { outcome: 'claimed' }],
    ['an unknown outcome', 1, { outcome: 'lost' }],
    ['no outcome', 1, {}],
    ['a delivery without its claim', 1, { outcome: 'delivered' }],
    ['a failure without its error', 1, { outcome: 'failed', claimToken: 'x' }],
    ['an error without end', 1, { outcome: 'failed', claimToken: 'x', error: 'x'.repeat(2_001) }],
  ])('with %s is refused', async (_what, id, body) => {
    await addAlert('one');
    expect(await report(id, body)).toMatchObject({ status: 422, body: { code: 'invalid_parameter' } });
  });
});

describe('the list', () => {
  beforeEach(async () => {
    for (const subject of ['delivered', 'claimed', 'first', 'second']) await addAlert(subject);
    await report(1, { outcome: 'delivered', claimToken: await claim(1) });
    await claim(2);
  });

  test('is newest first, and the waiting ones come oldest first', async () => {
    expect(await subjects()).toEqual(['second', 'first', 'claimed', 'delivered']);
    expect(await waiting()).toEqual(['first', 'second']);
  });

  test.each(['claimed', 'delivered'])('can be asked for the %s ones', async (state) => {
    expect(await subjects(`?state=${state}`)).toEqual([state]);
  });

  test('comes page by page', async () => {
    const page = z.object({ alerts: z.array(alertSchema), nextCursor: z.number().nullable() });
    const first = page.parse((await sidecar.ask('GET', '/v1/alerts?limit=3')).body);
    expect(first.alerts.map(({ id }) => id)).toEqual([4, 3, 2]);
    const rest = page.parse(
      (await sidecar.ask('GET', `/v1/alerts?limit=3&before=${String(first.nextCursor)}`)).body,
    );
    expect(rest).toMatchObject({ alerts: [{ id: 1 }], nextCursor: null });
    expect(await subjects('?state=pending&limit=1')).toEqual(['first']);
  });

  test('refuses an unknown state', async () => {
    expect(await sidecar.ask('GET', '/v1/alerts?state=lost')).toMatchObject({ status: 422 });
  });
});
