import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { RefusalBudget } from '../../sidecar/diagnosis/refusal-budget.js';
import { openDatabase, type Database } from '../../sidecar/store/database.js';
import { NOON } from '../support/evidence.js';
import { temporaryFolder } from '../support/running-sidecar.js';

const MINUTE = 60_000;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let database: Database;
let now: number;
let refusals: RefusalBudget;

beforeEach(async () => {
  folder = await temporaryFolder();
  database = await openDatabase(`${folder.path}/companion.db`);
  now = NOON;
  refusals = new RefusalBudget(database, () => now);
});

afterEach(async () => {
  await database.destroy();
  await folder.remove();
});

test('refused calls use it up, a minute each gives one back, an accepted call all', async () => {
  const { left: full } = await refusals.look();
  expect(full).toBeGreaterThanOrEqual(12);
  await refusals.spend(full + 5);
  expect(await refusals.look()).toEqual({ left: 0, untilNext: MINUTE });
  now += MINUTE - 1;
  expect(await refusals.look()).toEqual({ left: 0, untilNext: 1 });
  now += 1;
  expect((await refusals.look()).left).toBe(1);
  now += 2.5 * MINUTE;
  expect(await refusals.look()).toEqual({ left: 3, untilNext: MINUTE / 2 });
  await refusals.spend(1);
  expect(await refusals.look()).toEqual({ left: 2, untilNext: MINUTE / 2 });
  await refusals.fill();
  expect((await refusals.look()).left).toBe(full);
});

test('never holds more than at the start', async () => {
  const { left: full } = await refusals.look();
  await refusals.spend(1);
  now += 24 * 60 * MINUTE;
  expect((await refusals.look()).left).toBe(full);
});

test('a clock that is set back neither grants nor locks', async () => {
  await refusals.spend(1_000);
  now -= 60 * MINUTE;
  expect(await refusals.look()).toEqual({ left: 0, untilNext: MINUTE });
  await refusals.spend(1);
  now += MINUTE;
  expect((await refusals.look()).left).toBe(1);
});

test('is one for all processes, and a restart grants nothing', async () => {
  await refusals.spend(1_000);
  const other = await openDatabase(`${folder.path}/companion.db`);
  expect((await new RefusalBudget(other, () => now).look()).left).toBe(0);
  await other.destroy();
});
