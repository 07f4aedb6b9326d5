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
