import { beforeEach, describe, expect, test } from '@jest/globals';
import { settingsFor } from '../support/running-sidecar.js';
import { useSidecar } from '../support/use-sidecar.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const stage = useSidecar();

async function save(settings: object = {}): Promise<void> {
  await stage.sidecar.ask('PUT', '/v1/settings', {
    settings: settingsFor(stage.registrar, settings),
    context: { environment: 'cron' },
  });
}

/** A check by the schedule, so many milliseconds after the one before. */
async function check(later = MINUTE): Promise<string> {
  stage.clock.offset += later;
  return (await stage.sidecar.companion.checks.run('schedule')).monitor.state;
}

const breakDown = (): void => {
  stage.registrar.production.whitelist.remove('127.0.0.1');
};
const mend = (): void => {
  stage.registrar.production.whitelist.add('127.0.0.1');
};

async function outageAndBack(): Promise<void> {
  breakDown();
  await check();
  expect(await check()).toBe('failing');
  mend();
  await check();
  expect(await check()).toBe('healthy');
}

interface Told {
  readonly kind: string;
  readonly subject: string;
  readonly text: string;
}

/** Oldest first. */
async function told(): Promise<Told[]> {
  const { body } = await stage.sidecar.ask('GET', '/v1/alerts?limit=100');
  return (body as { alerts: Told[] }).alerts.toReversed();
}

/** The cause of the open incident, and the likeliest one of its evidence. */
async function causes(): Promise<readonly (string | undefined)[]> {
  const { body } = await stage.sidecar.ask('GET', '/v1/status');
  const { incident } = body as {
    incident: { causeCode: string; diagnosis: { causes: readonly { code: string }[] } };
  };
  return [incident.causeCode, incident.diagnosis.causes[0]?.code];
}

const kinds = async (): Promise<string[]> => (await told()).map(({ kind }) => kind);

const maintenance = (until: string | null): Promise<{ status: number; body: unknown }> =>
  stage.sidecar.ask('PUT', '/v1/maintenance', { until });

const inHours = (hours: number): string => new Date(stage.clock.now() + hours * HOUR).toISOString();

beforeEach(() => save());

describe('an outage that goes on', () => {
  test('is told again once a day, seven times, with its length', async () => {
    breakDown();
    await check();
    await check();
    expect(await kinds()).toEqual(['opened']);
    for (let hours = 0; hours < 10 * 24; hours += 4) await check(4 * HOUR);
    const all = await told();
    expect(all.map(({ kind }) => kind)).toEqual(['opened', ...Array.from({ length: 7 }, () => 'reminder')]);
    expect(all[1]?.subject).toMatch(/^NiceNIC has refused this shop for 1 day/);
    expect(all[1]?.text).toContain('This is reminder 1 of at most 7.');
    expect(all[7]?.text).toContain('This is the last reminder');
    mend();
    await check();
    await check();
    expect((await kinds()).at(-1)).toBe('recovered');
  });

  test('is not called going on by the first check that is accepted', async () => {
    breakDown();
    await check();
    await check();
    mend();
    await check(25 * HOUR);
    expect(await kinds()).toEqual(['opened']);
    await check();
    expect(await kinds()).toEqual(['opened', 'recovered']);
  });

  test('says nothing of itself, and keeps its cause, while the network of this server is down', async () => {
    breakDown();
    await check();
    await check();
    await stage.registrar.close();
    expect(await check(25 * HOUR)).toBe('failing');
    expect(await kinds()).toEqual(['opened']);
    expect(await causes()).toEqual(['ip_not_whitelisted', 'ip_not_whitelisted']);
  });

  test('has cause and steps of the same look, also of one that met something else once', async () => {
    breakDown();
    await check();
    await check();
    stage.registrar.faults.add({ kind: 'status', status: 503 });
    await check();
    expect(await causes()).toEqual(['api_outage', 'api_outage']);
    stage.registrar.faults.clear();
    await check();
    expect(await causes()).toEqual(['ip_not_whitelisted', 'ip_not_whitelisted']);
    expect(await kinds()).toEqual(['opened']);
  });

  test('during which the clock is set back is reminded of in its time and does not end before it began', async () => {
    breakDown();
    await check();
    await check();
    stage.clock.offset -= 3 * 24 * HOUR;
    for (let checks = 0; checks < 10; checks += 1) await check(5 * MINUTE);
    expect(await kinds()).toEqual(['opened', 'reminder']);
    await check(24 * HOUR);
    expect(await kinds()).toEqual(['opened', 'reminder', 'reminder']);
    mend();
    await check();
    await check();
    expect((await told()).at(-1)?.subject).toMatch(/^NiceNIC works again after 1 day/);
    const exported = (await stage.sidecar.ask('GET', '/v1/incidents/export')).body;
    expect(await stage.sidecar.ask('POST', '/v1/incidents/import', exported)).toMatchObject({ status: 200 });
  });

  test('does not begin with a failure that nobody looked after for days', async () => {
    stage.registrar.faults.add({ kind: 'status', status: 503 }, { action: 'balance' });
    await check();
    expect(await check()).toBe('pending');
    expect(await check(3 * 24 * HOUR)).toBe('pending');
    await check();
    expect(await check()).toBe('failing');
    const began = new Date(stage.clock.now() - 2 * MINUTE).toISOString().slice(0, 10);
    expect((await told())[0]?.text).toContain(`has failed since ${began}`);
  });
});

describe('outages that come and go', () => {
  test('are one message from the fourth in a day on, and one when it has settled', async () => {
    for (let outage = 0; outage < 6; outage += 1) await outageAndBack();
    const threeOutages = ['opened', 'recovered', 'opened', 'recovered', 'opened', 'recovered'];
    expect(await kinds()).toEqual([...threeOutages, 'flapping']);
    expect((await told()).at(-1)?.subject).toBe('NiceNIC fails and works by turns: 4 outages in 24 hours');
    await check(HOUR);
    expect(await kinds()).toHaveLength(7);
    await check(HOUR);
    expect(await kinds()).toEqual([...threeOutages, 'flapping', 'settled']);
    expect((await told()).at(-1)?.subject).toBe('NiceNIC works again without interruption');
    await check(2 * HOUR);
    expect(await kinds()).toHaveLength(8);
  });

  test('that end in an outage are told with its cause', async () => {
    for (let outage = 0; outage < 4; outage += 1) await outageAndBack();
    breakDown();
    await check();
    await check();
    await check(2 * HOUR);
    const last = (await told()).at(-1);
    expect(last).toMatchObject({ kind: 'settled', causeCode: 'ip_not_whitelisted' });
    expect(last?.text).toContain('What to do:');
  });

  test('have not settled with the first check that is accepted', async () => {
    for (let outage = 0; outage < 4; outage += 1) await outageAndBack();
    breakDown();
    await check();
    await check();
    await check(110 * MINUTE);
    mend();
    expect(await check(HOUR)).toBe('failing');
    expect((await kinds()).at(-1)).toBe('flapping');
    breakDown();
    await check();
    expect((await told()).at(-1)).toMatchObject({ kind: 'settled', causeCode: 'ip_not_whitelisted' });
  });

  test('before the clock was set back do not count', async () => {
    for (let outage = 0; outage < 3; outage += 1) await outageAndBack();
    stage.clock.offset -= 30 * 24 * HOUR;
    await outageAndBack();
    expect((await kinds()).at(-2)).toBe('opened');
  });

  test('spread over days are told one by one', async () => {
    for (let outage = 0; outage < 5; outage += 1) {
      await outageAndBack();
      await check(9 * HOUR);
    }
    expect(new Set(await kinds())).toEqual(new Set(['opened', 'recovered']));
  });
});

describe('maintenance', () => {
  test('is silent, records its checks, and ends by itself', async () => {
    expect(await maintenance(inHours(2))).toMatchObject({ status: 200, body: { state: 'paused' } });
    breakDown();
    for (let minutes = 0; minutes < 90; minutes += 30) expect(await check(30 * MINUTE)).toBe('paused');
    const { body } = await stage.sidecar.ask('GET', '/v1/status');
    expect(body).toMatchObject({ state: 'paused', incident: null, lastCheck: { outcome: 'bad' } });
    expect(await kinds()).toEqual([]);
    expect(await check(31 * MINUTE)).toBe('pending');
    expect(await check()).toBe('failing');
    expect(await kinds()).toEqual(['opened']);
  });

  test('keeps an outage open, and tells its end afterwards', async () => {
    breakDown();
    await check();
    await check();
    await maintenance(inHours(1));
    mend();
    expect(await check()).toBe('paused');
    expect(await kinds()).toEqual(['opened']);
    expect(await maintenance(null)).toMatchObject({ body: { state: 'failing', pausedUntil: null } });
    await check();
    expect(await check()).toBe('healthy');
    expect(await kinds()).toEqual(['opened', 'recovered']);
  });

  test('after one whose time is over begins anew', async () => {
    await maintenance(inHours(1));
    stage.clock.offset += 5 * HOUR;
    await maintenance(inHours(1));
    const { body } = await stage.sidecar.ask('GET', '/v1/status');
    const { since } = body as { since: string };
    expect(stage.clock.now() - Date.parse(since)).toBeLessThan(MINUTE);
  });

  test('survives a restart', async () => {
    await maintenance(inHours(3));
    await stage.restart();
    breakDown();
    expect(await check()).toBe('paused');
    expect((await stage.sidecar.ask('GET', '/v1/status')).body).toMatchObject({
      state: 'paused',
      pausedUntil: expect.any(String),
    });
  });

  test.each([
    ['has passed', () => inHours(-1)],
    ['is too far away', () => inHours(24 * 30 + 1)],
    ['is none', () => 'tomorrow'],
  ])('refuses an end that %s', async (_what, until) => {
    expect(await maintenance(until())).toMatchObject({ status: 422, body: { code: 'invalid_parameter' } });
    expect(await check()).toBe('healthy');
  });
});
