import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { pino } from 'pino';
import { HistoryStore } from '../../sidecar/history/history-store.js';
import { Retention } from '../../sidecar/history/retention.js';
import { openDatabase, type Database } from '../../sidecar/store/database.js';
import { closeDatabase } from '../../sidecar/store/upkeep.js';
import { temporaryFolder } from '../support/running-sidecar.js';

const DAY = 24 * 3_600_000;
const NOW = Date.parse('2027-06-15T12:00:00Z');

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let database: Database;
let retention: Retention;

beforeEach(async () => {
  folder = await temporaryFolder();
  database = await openDatabase(join(folder.path, 'companion.db'));
  retention = new Retention({
    database,
    clock: () => NOW,
    logger: pino({ level: 'silent' }),
    keeping: { checkDays: 7, historyDays: 400 },
  });
});

afterEach(async () => {
  await closeDatabase(database);
  await folder.remove();
});

const daysAgo = (days: number): number => NOW - days * DAY;

/** Rows in one statement are limited by their number of values. */
async function addChecks(count: number, at: (index: number) => number): Promise<void> {
  for (let from = 0; from < count; from += 500) {
    await database
      .insertInto('checks')
      .values(
        Array.from({ length: Math.min(500, count - from) }, (_, place) => ({
          at: at(from + place),
          source: 'schedule',
          api_environment: 'production',
          outcome: 'good',
          cause_code: null,
          milliseconds: 5,
          stages_json: '{}',
          attempt_json: null,
          balance_json: null,
          reference_id: 'r',
        })),
      )
      .execute();
  }
}

async function addIncident(id: number, closedAt: number | null): Promise<void> {
  await database
    .insertInto('incidents')
    .values({
      id,
      opened_at: daysAgo(500),
      failing_since: daysAgo(500),
      closed_at: closedAt,
      cause_code: 'unknown',
      diagnosis_json: '{}',
      updated_at: 0,
    })
    .execute();
  await database.insertInto('incident_notes').values({ incident_id: id, at: 0, note: 'n' }).execute();
}

async function addAlert(id: number, incidentId: number | null, state: string, days: number): Promise<void> {
  await database
    .insertInto('alerts')
    .values({
      id,
      incident_id: incidentId,
      channel: 'whmcs',
      kind: 'opened',
      severity: 'critical',
      cause_code: null,
      subject_json: '""',
      text_json: '[]',
      state,
      claim_token: null,
      claimed_until: null,
      attempts: 0,
      next_attempt_at: 0,
      last_error_json: null,
      created_at: daysAgo(days),
      delivered_at: null,
      reference_id: 'r',
    })
    .execute();
}

async function ids(table: 'incidents' | 'alerts' | 'incident_notes'): Promise<number[]> {
  const rows = await database.selectFrom(table).select('id').orderBy('id').execute();
  return rows.map(({ id }) => id);
}

async function countOf(table: 'checks' | 'orders' | 'transitions' | 'egress'): Promise<number> {
  const { count } = await database
    .selectFrom(table)
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

describe('checks', () => {
  test('of the last seven days are kept, and the newest 2,000 however old they are', async () => {
    await addChecks(2_600, (index) => daysAgo(index < 2_500 ? 30 : 1));
    await retention.run();
    expect(await countOf('checks')).toBe(2_000);
    await addChecks(2_100, () => daysAgo(6));
    await retention.run();
    expect(await countOf('checks')).toBe(2_200);
  });

  test('fewer than that are all kept', async () => {
    await addChecks(50, () => daysAgo(1_000));
    await retention.run();
    expect(await countOf('checks')).toBe(50);
  });
});

test('old incidents go with their notes and delivered alerts; what is open or waits stays', async () => {
  await addIncident(1, daysAgo(401));
  await addAlert(1, 1, 'delivered', 401);
  await addIncident(2, daysAgo(399));
  await addAlert(2, 2, 'delivered', 399);
  // Its alert was never delivered.
  await addIncident(3, daysAgo(450));
  await addAlert(3, 3, 'pending', 450);
  // Goes on since.
  await addIncident(4, null);
  await addAlert(4, 4, 'delivered', 450);
  await addAlert(5, null, 'delivered', 450);
  await retention.run();
  expect(await ids('incidents')).toEqual([2, 3, 4]);
  expect(await ids('incident_notes')).toEqual([2, 3, 4]);
  expect(await ids('alerts')).toEqual([2, 3, 4]);
});

test('transitions and addresses go after the same time, orders never', async () => {
  for (const days of [401, 399]) {
    await database
      .insertInto('transitions')
      .values({ at: daysAgo(days), from_state: 'a', to_state: 'b', cause_code: null, reference_id: 'r' })
      .execute();
    await database
      .insertInto('egress')
      .values({
        context: 'cron',
        family: 4,
        address: `192.0.2.${days % 200}`,
        source: 's',
        scope: 'public',
        first_seen: 0,
        since: 0,
        last_seen: daysAgo(days),
      })
      .execute();
    await database
      .insertInto('orders')
      .values({
        id: `order-${days}`,
        intent_key: `${days}`,
        live_key: `${days}`,
        action: 'register',
        domain: 'paid-for.com',
        whmcs_domain_id: 1,
        years: 1,
        state: 'done',
        attempts: 1,
        result_json: null,
        registrar_code: 0,
        registrar_message: null,
        reply: 'final',
        reference_id: 'r',
        created_at: 0,
        sent_at: 0,
        updated_at: 0,
        subject_key: '',
        api_environment: 'production',
        username: 'u',
        renews_from: null,
        told_at: 0,
        settled_by: 'answer',
        settled_at: 0,
        note: null,
      })
      .execute();
  }
  await retention.run();
  expect([await countOf('transitions'), await countOf('egress'), await countOf('orders')]).toEqual([1, 1, 2]);
});

test('a clock that is years ahead deletes nothing before there is a check of that time', async () => {
  await addChecks(1, () => daysAgo(3_000));
  await addIncident(1, daysAgo(3_100));
  await addAlert(1, 1, 'delivered', 3_100);
  await retention.run();
  expect([await ids('incidents'), await ids('alerts')]).toEqual([[1], [1]]);
  await addChecks(1, () => NOW);
  await retention.run();
  expect([await ids('incidents'), await ids('alerts')]).toEqual([[], []]);
});

test('hours are kept for 60 days, days for three years', async () => {
  const history = new HistoryStore(database);
  const times = new Map([['total', 5]] as const);
  for (const days of [1, 59, 61, 1_090, 1_100])
    await history.add(database, { at: daysAgo(days), outcome: 'good', times });
  await retention.run();
  expect((await history.read('hour', 0, NOW)).map(({ times: { total } }) => total?.count)).toEqual([1, 1]);
  expect(await history.read('day', 0, NOW)).toHaveLength(4);
  const left = await database.selectFrom('history_times').select('span').orderBy('span').execute();
  expect(left.map(({ span }) => span)).toEqual(['day', 'day', 'day', 'day', 'hour', 'hour']);
});

test('the space goes back to the disk while others go on working', async () => {
  await addChecks(8_000, () => daysAgo(30));
  const pages = async (which: 'page_count' | 'freelist_count'): Promise<number> => {
    const { rows } = await sql<Record<string, number>>`PRAGMA ${sql.raw(which)}`.execute(database);
    return rows[0]?.[which] ?? 0;
  };
  const before = await pages('page_count');
  let turns = 0;
  let running = true;
  const count = (): void => {
    turns += 1;
    if (running) setImmediate(count);
  };
  setImmediate(count);
  await retention.run();
  running = false;
  // 6,000 rows in batches of 200.
  expect(turns).toBeGreaterThan(30);
  expect(await pages('freelist_count')).toBe(0);
  expect(await pages('page_count')).toBeLessThan(before - 50);
});

test('a stop breaks it off after a batch, and the next run goes on', async () => {
  await addChecks(8_000, () => daysAgo(30));
  const run = retention.run();
  await retention.close();
  await run;
  expect(await countOf('checks')).toBeGreaterThan(2_000);
});

test('closing empties the write-ahead log also while another process has the file open', async () => {
  const file = join(folder.path, 'companion.db');
  const other = await openDatabase(file);
  await addChecks(100, () => NOW);
  expect(statSync(`${file}-wal`).size).toBeGreaterThan(0);
  await closeDatabase(database);
  expect(statSync(`${file}-wal`).size).toBe(0);
  await other.destroy();
});
