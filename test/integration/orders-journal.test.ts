import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Kysely, Migrator, SqliteDialect } from 'kysely';
import type { OrderIntent } from '../../sidecar/orders/order.js';
import { OrderJournal } from '../../sidecar/orders/order-journal.js';
import { OrderService, type OrderCalls, type SendOutcome } from '../../sidecar/orders/order-service.js';
import { openDatabase, type Database } from '../../sidecar/store/database.js';
import { MIGRATIONS } from '../../sidecar/store/migrations.js';
import { Sqlite } from '../../sidecar/store/sqlite-driver.js';
import { runSqlElsewhere } from '../support/other-process-sql.js';
import { temporaryFolder } from '../support/running-sidecar.js';

const KEY = 'register production shop example.com';
const DONE: SendOutcome = {
  outcome: 'done',
  result: { createdDate: '2026-11-22', expiryDate: '2027-11-22' },
};

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let databases: Database[];

beforeEach(async () => {
  folder = await temporaryFolder();
  databases = [];
});

afterEach(async () => {
  await Promise.all(databases.map((database) => database.destroy()));
  await folder.remove();
});

const clock = (): number => Date.parse('2026-11-22T10:00:00Z');

/** A journal with a connection of its own, as another process has it. */
async function openJournal(): Promise<OrderJournal> {
  const database = await openDatabase(`${folder.path}/companion.db`);
  databases.push(database);
  return new OrderJournal(database, clock);
}

const intent = (whmcsDomainId: number, years = 1): OrderIntent => ({
  key: KEY,
  subject: KEY,
  account: { apiEnvironment: 'production', username: 'shop' },
  renewsFrom: null,
  action: 'register',
  domain: 'example.com',
  whmcsDomainId,
  years,
});

/** Calls that count how often money was spent; the list knows nothing. */
function counting(): OrderCalls & { sent: number } {
  const calls = {
    sent: 0,
    send: (): Promise<SendOutcome> => {
      calls.sent += 1;
      return Promise.resolve(DONE);
    },
    lookUp: () => Promise.resolve({ found: null }),
    charges: () => Promise.resolve(null),
  };
  return calls;
}

test('of two processes that order the same name at once one sends', async () => {
  for (let round = 0; round < 10; round += 1) {
    const calls = counting();
    const key = `${KEY} ${round}`;
    const [one, other] = [await openJournal(), await openJournal()];
    const placed = await Promise.all(
      [one, other].map((journal) =>
        new OrderService(journal, clock).place(
          { ...intent(7), key, subject: key },
          calls,
          `reference-${round}`,
        ),
      ),
    );
    expect(calls.sent).toBe(1);
    const states = placed.map(({ order }) => order.state).sort();
    expect(states[0]).toBe('done');
    expect(['done', 'unknown']).toContain(states[1]);
    expect((await one.findLive(key))?.state).toBe('done');
  }
});

test('an order that was written but never sent belongs to the click that sends it', async () => {
  const journal = await openJournal();
  await journal.intend(intent(7, 1), 'reference-of-the-crash');
  const calls = counting();
  const placed = await new OrderService(journal, clock).place(intent(8, 2), calls, 'reference-of-the-click');
  expect(calls.sent).toBe(1);
  for (const order of [placed.order, await journal.findLive(KEY)]) {
    expect(order).toMatchObject({
      state: 'done',
      attempts: 1,
      referenceId: 'reference-of-the-click',
      intent: { whmcsDomainId: 8, years: 2 },
    });
  }
});

test('an order that cannot be written is not sent', async () => {
  const journal = await openJournal();
  await databases[0]?.destroy();
  databases = [];
  const calls = counting();
  await expect(new OrderService(journal, clock).place(intent(7), calls, 'reference')).rejects.toThrow();
  expect(calls.sent).toBe(0);
});

test('an order whose outcome cannot be written counts as sent', async () => {
  const journal = await openJournal();
  const service = new OrderService(journal, clock);
  const calls = counting();
  const failing: OrderCalls = {
    ...calls,
    send: async () => {
      await databases[0]?.destroy();
      return calls.send();
    },
  };
  await expect(service.place(intent(7), failing, 'reference')).rejects.toMatchObject({
    code: 'internal_error',
    mayHaveExecuted: true,
  });
  databases = [];
  const afterRestart = await openJournal();
  expect((await afterRestart.findLive(KEY))?.state).toBe('sent');
  const again = await new OrderService(afterRestart, clock).place(intent(7), calls, 'reference');
  expect([again.order.state, calls.sent]).toEqual(['unknown', 1]);
});

test('a stop waits for the order under way', async () => {
  const journal = await openJournal();
  const service = new OrderService(journal, clock);
  let finish: (outcome: SendOutcome) => void = () => undefined;
  const answered = new Promise<SendOutcome>((resolve) => {
    finish = resolve;
  });
  const calls = { ...counting(), send: () => answered };
  const placed = service.place(intent(7), calls, 'reference');
  let idle = false;
  const waiting = service.idle().then(() => {
    idle = true;
  });
  await journal.findLive(KEY);
  expect(idle).toBe(false);
  finish(DONE);
  await Promise.all([placed, waiting]);
  expect((await journal.findLive(KEY))?.state).toBe('done');
});

test('an order that one process has settled for good is not made uncertain by a slower one', async () => {
  const [one, other] = [await openJournal(), await openJournal()];
  const { order } = await one.intend(intent(7), 'reference');
  await one.markSent(order.id, intent(7), 'reference');
  await one.settle(order.id, { state: 'done', registrarCode: 0, reply: 'final', by: 'answer' });
  expect((await other.settle(order.id, { state: 'unknown', by: 'records' })).state).toBe('done');
  expect((await other.settle(order.id, { state: 'rejected', by: 'records' })).state).toBe('done');
  expect((await one.findLive(KEY))?.state).toBe('done');
});

test.each([
  ['before the registrar had its time', 14, 'unknown'],
  ['afterwards', 16, 'rejected'],
])(
  'an order whose answer was lost is judged by when the list was asked for: %s',
  async (_what, minutes, state) => {
    const journal = await openJournal();
    const { order } = await journal.intend(intent(7), 'reference');
    await journal.markSent(order.id, intent(7), 'reference');
    const sent = await journal.settle(order.id, { state: 'unknown', reply: 'lost', by: 'answer' });
    const asked = clock() + minutes * 60_000;
    const anHourLater = new OrderService(journal, () => clock() + 60 * 60_000);
    const records = { ...counting(), charges: () => Promise.resolve([]), asOf: asked };
    expect((await anHourLater.settle(sent, records))?.state).toBe(state);
  },
);

test('a click while the schedule settles the order waits for that, and is a fresh start then', async () => {
  const journal = await openJournal();
  const service = new OrderService(journal, clock);
  const { order } = await journal.intend(intent(7), 'reference');
  await journal.markSent(order.id, intent(7), 'reference');
  const sent = await journal.settle(order.id, { state: 'unknown', reply: 'final', by: 'answer' });
  let show: (looked: { found: null }) => void = () => undefined;
  const shown = new Promise<{ found: null }>((resolve) => {
    show = resolve;
  });
  const calls = counting();
  const settling = service.settle(sent, { ...calls, lookUp: () => shown });
  const placed = service.place(
    intent(7),
    { ...calls, lookUp: () => Promise.resolve('never' as never) },
    'click',
  );
  expect(await service.settle(sent, calls)).toBeNull();
  show({ found: null });
  expect((await settling)?.state).toBe('rejected');
  expect((await placed).order).toMatchObject({ state: 'done', referenceId: 'click' });
  expect(calls.sent).toBe(1);
});

test('orders of the first version keep their account and what they are about', async () => {
  const file = `${folder.path}/companion.db`;
  const database = new Kysely({ dialect: new SqliteDialect({ database: new Sqlite(file) }) });
  const provider = { getMigrations: () => Promise.resolve(MIGRATIONS) };
  await new Migrator({ db: database, provider }).migrateTo('0003_portfolio');
  await database.destroy();
  runSqlElsewhere(
    file,
    `INSERT INTO orders VALUES ('order-1', 'register sandbox ada shop example.com', 'register sandbox ada shop example.com',
       'register', 'example.com', 7, 1, 'done', 1, NULL, 0, NULL, 'final', 'reference', 1, 2, 3);`,
  );
  expect(await (await openJournal()).find('order-1')).toMatchObject({
    intent: {
      subject: 'register sandbox ada shop example.com',
      account: { apiEnvironment: 'sandbox', username: 'ada shop' },
      renewsFrom: null,
    },
    state: 'done',
    settledBy: null,
  });
});
