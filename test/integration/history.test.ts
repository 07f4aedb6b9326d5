import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { openDatabase, type Database } from '../../sidecar/store/database.js';
import { MIGRATIONS } from '../../sidecar/store/migrations.js';
import { settingsFor } from '../support/running-sidecar.js';
import { until } from '../support/until.js';
import { useSidecar } from '../support/use-sidecar.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const stage = useSidecar();
const open: Database[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((database) => database.destroy()));
});

async function ownDatabase(): Promise<Database> {
  const database = await openDatabase(join(stage.sidecar.companion.folder.path, 'companion.db'));
  open.push(database);
  return database;
}

async function check(settings = {}): Promise<void> {
  await stage.sidecar.ask('PUT', '/v1/settings', {
    settings: settingsFor(stage.registrar, settings),
    context: { environment: 'cron' },
  });
  expect((await stage.sidecar.ask('POST', '/v1/checks')).status).toBe(200);
}

interface HistoryAnswer {
  readonly bucketSeconds: number;
  readonly good: number;
  readonly bad: number;
  readonly indeterminate: number;
  readonly percentGood: number | null;
  readonly buckets: readonly {
    readonly startsAt: string;
    readonly good: number;
    readonly bad: number;
    readonly indeterminate: number;
    readonly percentGood: number | null;
    readonly milliseconds: Readonly<Record<string, { count: number; mean: number; max: number }>>;
  }[];
}

async function history(range: string): Promise<HistoryAnswer> {
  const { status, body } = await stage.sidecar.ask('GET', `/v1/history?range=${range}`);
  expect(status).toBe(200);
  return body as HistoryAnswer;
}

/** Some way into a full hour that is not the last of its day, so that small steps stay in it. */
function beginHour(): number {
  const now = Date.now() + stage.clock.offset;
  stage.clock.offset += Math.ceil(now / DAY) * DAY + 10 * HOUR + 60_000 - now;
  return stage.clock.now();
}

test('checks are counted by hour and day of UTC; hours without one stay gaps', async () => {
  const began = beginHour();
  await check();
  await check({ apiSecret: 'not-the-right-one' });
  stage.clock.offset += 2 * HOUR;
  await check();

  const { buckets, ...all } = await history('24h');
  expect(all).toEqual({
    range: '24h',
    bucketSeconds: 3_600,
    good: 2,
    bad: 1,
    indeterminate: 0,
    percentGood: 66.66,
  });
  expect(buckets).toHaveLength(24);
  const [first, gap, last] = buckets.slice(-3);
  expect(first).toMatchObject({ good: 1, bad: 1, indeterminate: 0, percentGood: 50 });
  expect(Date.parse(first?.startsAt ?? '')).toBe(Math.floor(began / HOUR) * HOUR);
  expect(first?.milliseconds['total']?.count).toBe(2);
  expect(first?.milliseconds['http']?.count).toBe(2);
  expect(gap).toMatchObject({ good: 0, bad: 0, indeterminate: 0, percentGood: null, milliseconds: {} });
  expect(last).toMatchObject({ good: 1, bad: 0, percentGood: 100 });

  const year = await history('1y');
  expect(year).toMatchObject({ bucketSeconds: 86_400, good: 2, bad: 1 });
  expect(year.buckets).toHaveLength(365);
  expect(year.buckets.at(-1)).toMatchObject({ good: 2, bad: 1 });
  expect((await history('30d')).buckets).toHaveLength(720);
});

test('a share is rounded down: 100 means all of them', async () => {
  beginHour();
  await check();
  const database = await ownDatabase();
  await database.updateTable('history_counts').set({ good: 99_999, bad: 1 }).execute();
  expect((await history('24h')).percentGood).toBe(99.99);
});

test('an unknown range is named', async () => {
  const { status, body } = await stage.sidecar.ask('GET', '/v1/history?range=7d');
  expect(status).toBe(422);
  expect(body).toMatchObject({ code: 'invalid_parameter', detail: expect.stringContaining('range') });
});

test('a check that cannot be kept is not counted either', async () => {
  await check();
  const database = await ownDatabase();
  await sql`CREATE TRIGGER full BEFORE INSERT ON history_times BEGIN SELECT RAISE(ABORT, 'full'); END`.execute(
    database,
  );
  expect((await stage.sidecar.ask('POST', '/v1/checks')).status).toBe(500);
  const { checks } = (await stage.sidecar.ask('GET', '/v1/checks')).body as { checks: unknown[] };
  expect(checks).toHaveLength(1);
  expect(await history('24h')).toMatchObject({ good: 1, bad: 0 });
});

describe('the step of the tables', () => {
  test('counts what was checked before as it is counted since', async () => {
    beginHour();
    await check();
    stage.clock.offset += HOUR;
    await check();
    await check({ apiSecret: 'not-the-right-one' });
    stage.clock.offset += DAY;
    await check();
    const database = await ownDatabase();
    const everything = async (): Promise<unknown> => ({
      counts: await database
        .selectFrom('history_counts')
        .selectAll()
        .orderBy('span')
        .orderBy('starts_at')
        .execute(),
      times: await database
        .selectFrom('history_times')
        .selectAll()
        .orderBy('span')
        .orderBy('starts_at')
        .orderBy('stage')
        .execute(),
    });
    const counted = await everything();
    expect(counted).toMatchObject({ counts: { length: 5 } });
    const indexes = ['incidents_by_time', 'incidents_by_end', 'alerts_by_delivery', 'alerts_by_incident'];
    for (const index of [...indexes, 'orders_by_action'])
      await sql`DROP INDEX ${sql.ref(index)}`.execute(database);
    for (const table of ['history_counts', 'history_times', 'incident_notes'])
      await database.schema.dropTable(table).execute();
    await MIGRATIONS['0010_history']?.up(database);
    expect(await everything()).toEqual(counted);
  });
});

test('a start tidies up at once: the machine may be off every night', async () => {
  await check();
  const then = stage.clock.now();
  const database = await ownDatabase();
  const oldHours = (): Promise<unknown[]> =>
    database
      .selectFrom('history_counts')
      .select('starts_at')
      .where('span', '=', 'hour')
      .where('starts_at', '<=', then)
      .execute();
  expect(await oldHours()).toHaveLength(1);
  stage.clock.offset += 60 * DAY;
  await check();
  stage.clock.offset += DAY;
  await stage.restart();
  await until('the hour is deleted', async () => (await oldHours()).length === 0);
});
