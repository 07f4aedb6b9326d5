import { describe, expect, test } from '@jest/globals';
import { INVENTED_OPERATIONS, writeOperations } from '../support/invented-operations.js';
import { registration } from '../support/registration.js';
import { settingsFor, startSidecar, temporaryFolder } from '../support/running-sidecar.js';
import { scrape, valueOf, type Sample } from '../support/scrape.js';
import { useSidecar } from '../support/use-sidecar.js';

const stage = useSidecar({ simulator: { inventedOperations: true } });

const HOUR = 3_600_000;

async function check(settings = {}): Promise<void> {
  await stage.sidecar.ask('PUT', '/v1/settings', {
    settings: settingsFor(stage.registrar, settings),
    context: { environment: 'cron' },
  });
  await stage.sidecar.ask('POST', '/v1/checks');
}

async function value(name: string, labels: Readonly<Record<string, string>> = {}): Promise<unknown> {
  return valueOf((await scrape(stage.sidecar)).samples, `nicenic_companion_${name}`, labels);
}

const search = (): Promise<unknown> =>
  stage.sidecar.act('CheckAvailability', { searchTerm: 'wanted', tldsToInclude: ['.com'] });

test('only holders of the token read it, in the text format of Prometheus', async () => {
  const refused = await fetch(`${stage.sidecar.url}/metrics`);
  expect(refused.status).toBe(401);
  const read = await fetch(`${stage.sidecar.url}/metrics`, {
    headers: { Authorization: `Bearer ${stage.sidecar.companion.folder.token.reveal()}` },
  });
  expect(read.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
});

test('before the first check nothing is made up', async () => {
  const { samples } = await scrape(stage.sidecar);
  const states = samples.filter(({ name }) => name === 'nicenic_companion_state');
  expect(Object.fromEntries(states.map(({ labels, value: told }) => [labels['state'], told]))).toEqual({
    healthy: 0,
    pending: 0,
    failing: 0,
    paused: 0,
    unknown: 1,
  });
  for (const name of ['last_success_age_seconds', 'last_check_age_seconds', 'portfolio_index_age_seconds'])
    expect(valueOf(samples, `nicenic_companion_${name}`)).toBeUndefined();
  expect(valueOf(samples, 'nicenic_companion_build_info', { version: '0.1.0' })).toBe(1);
  expect(valueOf(samples, 'nicenic_companion_database_size_bytes')).toBeGreaterThanOrEqual(4_096);
  expect(valueOf(samples, 'nicenic_companion_database_wal_size_bytes')).toBeGreaterThan(0);
  expect(valueOf(samples, 'process_resident_memory_bytes')).toBeGreaterThan(0);
  expect(samples.map(({ name }) => name)).toContain('nodejs_eventloop_lag_p99_seconds');
});

describe('checks', () => {
  test('a good one counts, with its times by stage and the age of the success', async () => {
    await check();
    expect(await value('state', { state: 'healthy' })).toBe(1);
    expect(await value('checks_total', { outcome: 'good', stage: 'none', cause: 'none' })).toBe(1);
    expect(await value('check_duration_seconds_count')).toBe(1);
    expect(await value('check_stage_duration_seconds_count', { stage: 'http' })).toBe(1);
    stage.clock.offset += HOUR;
    for (const name of ['last_success_age_seconds', 'last_check_age_seconds']) {
      expect(await value(name)).toBeGreaterThanOrEqual(3_600);
      expect(await value(name)).toBeLessThan(3_630);
    }
    stage.clock.offset -= 2 * HOUR;
    expect(await value('last_check_age_seconds')).toBe(0);
  });

  test('a refused one counts with its cause, a broken one with the stage', async () => {
    await check({ apiSecret: 'not-the-right-one' });
    expect(await value('checks_total', { outcome: 'bad', stage: 'none', cause: 'wrong_secret' })).toBe(1);
    expect(await value('last_success_age_seconds')).toBeUndefined();
    expect(await value('last_check_age_seconds')).toBeLessThan(30);
    stage.registrar.faults.add({ kind: 'reset' }, { action: 'balance' });
    await check();
    expect(await value('checks_total', { outcome: 'bad', stage: 'http' })).toBe(1);
  });
});

describe('calls', () => {
  test('count by action and by what came of them', async () => {
    await search();
    stage.registrar.faults.add({ kind: 'html' }, { action: 'check', times: 1 });
    await search();
    expect(await value('registrar_calls_total', { action: 'domain/check', class: 'done' })).toBe(1);
    expect(await value('registrar_calls_total', { action: 'domain/check', class: 'unreadable' })).toBe(1);
  });

  test('that were held back count as that alone', async () => {
    expect(await value('held_back_calls_total', { reason: 'pause' })).toBe(0);
    stage.registrar.faults.add({ kind: 'rate-limit', retryAfterSeconds: 60 }, { action: 'check', times: 1 });
    await search();
    expect(await value('registrar_calls_total', { action: 'domain/check', class: 'rate_limited' })).toBe(1);
    await search();
    expect(await value('held_back_calls_total', { reason: 'pause' })).toBeGreaterThanOrEqual(1);
    expect(await value('registrar_calls_total', { action: 'domain/check', class: 'held_back' })).toBe(
      undefined,
    );
  });

  test('of the operations file have one name, whatever the administrator called them', async () => {
    writeOperations(stage.sidecar.companion.folder.path, INVENTED_OPERATIONS);
    stage.registrar.production.portfolio.put({ domain: 'mine.com' });
    await stage.sidecar.act('GetRegistrarLock', { domainid: 1, domain: 'mine.com', sld: 'mine', tld: 'com' });
    expect(await value('registrar_calls_total', { action: 'mapped', class: 'done' })).toBe(1);
    expect((await scrape(stage.sidecar)).text).not.toContain('show_bolt');
  });
});

test('orders and alerts are told by state, also after a restart', async () => {
  await check();
  await stage.sidecar.act('RegisterDomain', registration('paid-for.com'));
  await stage.sidecar.ask('POST', '/v1/alerts/test');
  const { body } = await stage.sidecar.ask('GET', '/v1/alerts?state=pending');
  const [alert] = (body as { alerts: { id: number }[] }).alerts;
  const path = `/v1/alerts/${String(alert?.id)}/delivery`;
  expect(await value('alerts', { channel: 'whmcs', outcome: 'waiting' })).toBe(1);
  const claimed = await stage.sidecar.ask('POST', path, { outcome: 'claimed' });
  const { claimToken } = claimed.body as { claimToken: string };
  await stage.sidecar.ask('POST', path, { outcome: 'failed', claimToken, error: 'no mail' });
  await stage.restart();
  expect(await value('orders', { action: 'register', state: 'done' })).toBe(1);
  expect(await value('alerts', { channel: 'whmcs', outcome: 'retrying' })).toBe(1);
  // The state before is no longer told.
  expect(await value('alerts', { channel: 'whmcs', outcome: 'waiting' })).toBeUndefined();
});

test('the index has an age once it was read', async () => {
  await check();
  await stage.sidecar.ask('POST', '/v1/portfolio/refresh', {});
  stage.clock.offset += HOUR;
  expect(await value('portfolio_index_age_seconds')).toBeGreaterThanOrEqual(3_600);
});

test('labels come from closed lists: nothing of customers, accounts and addresses is in them', async () => {
  await check();
  await stage.sidecar.act('RegisterDomain', registration('paid-for.com'));
  await stage.sidecar.act('RegisterDomain', registration('paid-for.com'), {
    ...settingsFor(stage.registrar),
    apiSecret: 'not-the-right-one',
  });
  await stage.sidecar.ask('POST', '/v1/alerts/test');
  const { text, samples } = await scrape(stage.sidecar);
  const secrets = [
    stage.registrar.account.username,
    stage.registrar.account.productionSecret,
    'paid-for',
    '127.0.0.1',
  ];
  for (const secret of secrets) expect(text).not.toContain(secret);
  const ours = samples.filter(({ name }) => name.startsWith('nicenic_companion_'));
  expect(new Set(ours.flatMap(({ labels }) => Object.keys(labels)))).toEqual(
    new Set([
      'outcome',
      'stage',
      'cause',
      'le',
      'action',
      'class',
      'reason',
      'state',
      'channel',
      'version',
      'node',
    ]),
  );
});

test('two sidecars in one process do not count for each other', async () => {
  await check();
  const folder = await temporaryFolder();
  const other = await startSidecar(stage.registrar, { dataDir: folder.path });
  const { samples } = await scrape(other);
  expect(samples.filter(({ name }: Sample) => name === 'nicenic_companion_checks_total')).toEqual([]);
  expect(valueOf(samples, 'nicenic_companion_state', { state: 'unknown' })).toBe(1);
  await other.stop();
  await folder.remove();
});
