import { beforeEach, describe, expect, test } from '@jest/globals';
import { VERSION } from '../../sidecar/version.js';
import { settingsFor } from '../support/running-sidecar.js';
import { useSidecar } from '../support/use-sidecar.js';

const HOUR = 60 * 60_000;

const stage = useSidecar({ sidecar: () => ({ env: { COMPANION_BALANCE_WARNING: '20' } }) });

async function report(context: object): Promise<void> {
  const { status } = await stage.sidecar.ask('POST', '/v1/environments', { context, egress: [] });
  expect(status).toBe(200);
}

async function look(): Promise<void> {
  await stage.sidecar.companion.notices.run();
}

/** Subjects, oldest first. */
async function told(): Promise<string[]> {
  const { body } = await stage.sidecar.ask('GET', '/v1/alerts?limit=100');
  return (body as { alerts: { subject: string }[] }).alerts.map(({ subject }) => subject).toReversed();
}

async function checkAt(balance: number): Promise<void> {
  stage.registrar.production.bank.setBalance(balance);
  expect(await stage.sidecar.ask('POST', '/v1/checks')).toMatchObject({ body: { outcome: 'good' } });
  await stage.sidecar.companion.notices.idle();
}

beforeEach(async () => {
  await stage.sidecar.ask('PUT', '/v1/settings', {
    settings: settingsFor(stage.registrar),
    context: { environment: 'cron' },
  });
});

describe('the balance', () => {
  test('is told once while it is too low, and again the next time', async () => {
    await checkAt(20);
    expect(await told()).toEqual([]);
    const low = 'NiceNIC: the balance is down to 19.99 USD';
    for (let checks = 0; checks < 3; checks += 1) await checkAt(19.99);
    await stage.restart();
    await look();
    expect(await told()).toEqual([low]);
    await checkAt(100);
    await checkAt(19.99);
    expect(await told()).toEqual([low, low]);
  });
});

describe('the cron', () => {
  test('is missed after two hours, once, and after its return again', async () => {
    await report({ environment: 'cron' });
    stage.clock.offset += 1.9 * HOUR;
    await look();
    expect(await told()).toEqual([]);
    stage.clock.offset += HOUR;
    await look();
    await look();
    expect(await told()).toEqual([expect.stringContaining('the WHMCS cron has not been seen since')]);
    await report({ environment: 'cron' });
    await look();
    stage.clock.offset += 3 * HOUR;
    await look();
    expect(await told()).toHaveLength(2);
  });
});

test('the cron is not missed while nobody was there to be reported to', async () => {
  await report({ environment: 'cron' });
  stage.clock.offset += 5 * HOUR;
  await stage.restart();
  await look();
  expect(await told()).toEqual([]);
  stage.clock.offset += 2.1 * HOUR;
  await look();
  await stage.restart();
  await look();
  stage.clock.offset += 2.1 * HOUR;
  await look();
  expect(await told()).toEqual([expect.stringContaining('the WHMCS cron has not been seen since')]);
});

test('a module that was updated together with the sidecar is not held against it', async () => {
  await report({ environment: 'web', moduleVersion: '0.0.1' });
  await report({ environment: 'cron', moduleVersion: '0.0.1' });
  stage.clock.offset += HOUR;
  await stage.restart();
  await look();
  await report({ environment: 'cron', moduleVersion: VERSION });
  await look();
  expect(await told()).toEqual([]);
  await report({ environment: 'web', moduleVersion: '0.0.1' });
  await look();
  expect(await told()).toHaveLength(1);
});

test('a module that stays on another version is told once, however seldom it reports', async () => {
  for (let openings = 0; openings < 3; openings += 1) {
    await report({ environment: 'web', moduleVersion: '0.0.1' });
    await look();
    stage.clock.offset += 30 * HOUR;
    await look();
  }
  expect(await told()).toHaveLength(1);
});

test('a module of another version is told by environment', async () => {
  await report({ environment: 'cron', moduleVersion: VERSION });
  await report({ environment: 'web', moduleVersion: '0.0.1' });
  await look();
  await look();
  expect(await told()).toEqual([`NiceNIC Companion: module 0.0.1 and sidecar ${VERSION} do not fit`]);
});

describe('domains on hold', () => {
  const hold = (domain: string, onHold: boolean): void => {
    stage.registrar.production.portfolio.put({
      domain,
      createdDate: '2020-01-01',
      expiredDate: '2030-01-01',
      onHold,
    });
  };
  const reportOn = (domain: string, state: 'pending' | 'applied'): void => {
    stage.registrar.production.setAbuseReport(domain, {
      scenario: { status: state === 'pending' ? 'Pending ClientHold' : 'ClientHold', impact: '', action: '' },
      hold: {
        state,
        pending_since: '2026-11-01 00:00:00',
        scheduled_at: '2026-12-01 00:00:00',
        applied_at: state === 'pending' ? null : '2026-12-01 00:00:00',
      },
      complaint: { case_count: 1, earliest_at: null, latest_at: null, categories: [] },
    });
  };
  const refresh = async (): Promise<void> => {
    await stage.sidecar.ask('POST', '/v1/portfolio/refresh');
    await look();
  };

  test('are told when they come, each with its report, and asked about once', async () => {
    hold('held.com', true);
    hold('free.com', false);
    await refresh();
    expect(await told()).toEqual([expect.stringMatching(/^NiceNIC: held\.com is /)]);
    hold('free.com', true);
    await refresh();
    await refresh();
    expect(await told()).toEqual([expect.stringContaining('held.com'), expect.stringContaining('free.com')]);
    expect(stage.registrar.calls({ action: 'get_abuse_report' })).toBe(2);
  });

  test('are told together when many come at once, and none of them again', async () => {
    for (let number = 0; number < 60; number += 1) hold(`held-${number}.com`, true);
    await refresh();
    await refresh();
    expect(await told()).toEqual(['NiceNIC: 60 domains are on hold']);
    const { body } = await stage.sidecar.ask('GET', '/v1/alerts?limit=1');
    const [{ text }] = (body as { alerts: [{ text: string }] }).alerts;
    expect(text.match(/held-\d+\.com/g)).toHaveLength(50);
    expect(text).toContain('and 10 more');
    expect(stage.registrar.calls({ action: 'get_abuse_report' })).toBe(0);
  });

  test('that is planned is told again once it is applied', async () => {
    const planned = 'NiceNIC: held.com is about to be put on hold';
    hold('held.com', true);
    reportOn('held.com', 'pending');
    await refresh();
    await stage.restart();
    stage.clock.offset += HOUR;
    await look();
    expect(await told()).toEqual([planned]);
    reportOn('held.com', 'applied');
    stage.clock.offset += HOUR;
    for (let looks = 0; looks < 3; looks += 1) await look();
    expect(await told()).toEqual([planned, 'NiceNIC: held.com is on hold']);
  });

  test('are not asked about while the login is refused', async () => {
    hold('planned.com', true);
    reportOn('planned.com', 'pending');
    await refresh();
    stage.registrar.production.whitelist.remove('127.0.0.1');
    const check = (): Promise<unknown> => stage.sidecar.ask('POST', '/v1/checks');
    for (let checks = 0; checks < 2; checks += 1) await check();
    await stage.sidecar.companion.notices.idle();
    const asked = stage.registrar.calls({ action: 'get_abuse_report' });
    for (let hours = 0; hours < 5; hours += 1) {
      stage.clock.offset += HOUR;
      await check();
      await look();
    }
    expect(stage.registrar.calls({ action: 'get_abuse_report' })).toBe(asked);
  });

  test('for another reason than months ago are not told with the old one', async () => {
    stage.registrar.production.setAbuseReport('held.com', {
      scenario: { status: 'ClientHold', impact: 'Page of January', action: '' },
      hold: { state: 'applied', pending_since: '', scheduled_at: null, applied_at: '2026-01-01 00:00:00' },
      complaint: { case_count: 1, earliest_at: null, latest_at: null, categories: [] },
    });
    for (const onHold of [true, false]) {
      hold('held.com', onHold);
      await refresh();
    }
    stage.registrar.faults.add({ kind: 'html' }, { action: 'get_abuse_report' });
    hold('held.com', true);
    await refresh();
    const { body } = await stage.sidecar.ask('GET', '/v1/alerts?limit=100');
    const texts = (body as { alerts: { text: string }[] }).alerts.map(({ text }) => text.includes('January'));
    expect(texts).toEqual([false, true]);
    expect(JSON.stringify(body)).not.toContain('in the words of NiceNIC');
  });

  test('are not told again because of a look at the sandbox', async () => {
    hold('held.com', true);
    await refresh();
    await checkAt(1);
    const before = await told();
    const save = (changes: object): Promise<unknown> =>
      stage.sidecar.ask('PUT', '/v1/settings', { settings: settingsFor(stage.registrar, changes) });
    await save({ apiSecret: stage.registrar.account.sandboxSecret, testMode: true });
    await look();
    await save({});
    await look();
    expect(await told()).toEqual(before);
  });

  test('are told without a report where there is none to be had', async () => {
    stage.registrar.faults.add({ kind: 'html' }, { action: 'get_abuse_report' });
    hold('held.com', true);
    await refresh();
    expect(await told()).toEqual(['NiceNIC: held.com is on hold']);
  });
});

test('maintenance that is over by its time is not silent, although no check has come yet', async () => {
  await checkAt(1);
  const before = await told();
  const until = new Date(stage.clock.now() + HOUR).toISOString();
  await stage.sidecar.ask('PUT', '/v1/maintenance', { until });
  await report({ environment: 'web', moduleVersion: '0.0.1' });
  stage.clock.offset += HOUR;
  expect((await stage.sidecar.ask('GET', '/v1/status')).body).toMatchObject({
    state: 'unknown',
    since: until,
    pausedUntil: null,
  });
  await look();
  expect(await told()).toHaveLength(before.length + 1);
});

test('maintenance is silent; what still stands is told afterwards', async () => {
  const until = new Date(stage.clock.now() + HOUR).toISOString();
  await stage.sidecar.ask('PUT', '/v1/maintenance', { until });
  await checkAt(1);
  await look();
  expect(await told()).toEqual([]);
  await stage.sidecar.ask('PUT', '/v1/maintenance', { until: null });
  await look();
  expect(await told()).toEqual(['NiceNIC: the balance is down to 1.00 USD']);
});
