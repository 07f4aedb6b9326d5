import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { SignInStore } from '../../sidecar/status-page/sign-in-store.js';
import { openDatabase, type Database } from '../../sidecar/store/database.js';
import { temporaryFolder } from '../support/running-sidecar.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.parse('2026-11-22T10:00:00Z');

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let database: Database;
let signIns: SignInStore;
let now: number;

beforeEach(async () => {
  now = START;
  folder = await temporaryFolder();
  database = await openDatabase(join(folder.path, 'companion.db'));
  signIns = new SignInStore(database, () => now);
});

afterEach(async () => {
  await database.destroy();
  await folder.remove();
});

const rows = (): Promise<unknown[]> => database.selectFrom('sign_ins').selectAll().execute();

test('a ticket opens one session and is used up', async () => {
  const ticket = await signIns.issueTicket();
  expect(ticket).toEqual({
    value: expect.stringMatching(/^[\w-]{43}$/) as unknown,
    expiresAt: START + MINUTE,
  });
  const session = await signIns.redeem(ticket.value);
  expect(session?.expiresAt).toBe(START + 12 * HOUR);
  expect(await signIns.isSignedIn(session?.value ?? '')).toBe(true);
  expect(await signIns.redeem(ticket.value)).toBeNull();
});

test('of twenty who use a ticket at once one gets in', async () => {
  const { value } = await signIns.issueTicket();
  const sessions = await Promise.all(Array.from({ length: 20 }, () => signIns.redeem(value)));
  expect(sessions.filter((session) => session !== null)).toHaveLength(1);
});

test('a ticket works for less than a minute', async () => {
  const [early, late] = [await signIns.issueTicket(), await signIns.issueTicket()];
  now += MINUTE - 1;
  expect(await signIns.redeem(early.value)).not.toBeNull();
  now += 1;
  expect(await signIns.redeem(late.value)).toBeNull();
});

test('a session works for less than twelve hours', async () => {
  const session = await signIns.redeem((await signIns.issueTicket()).value);
  now += 12 * HOUR - 1;
  expect(await signIns.isSignedIn(session?.value ?? '')).toBe(true);
  now += 1;
  expect(await signIns.isSignedIn(session?.value ?? '')).toBe(false);
});

test('a ticket is no session, and a session is no ticket', async () => {
  const ticket = await signIns.issueTicket();
  expect(await signIns.isSignedIn(ticket.value)).toBe(false);
  const session = await signIns.redeem(ticket.value);
  expect(await signIns.redeem(session?.value ?? '')).toBeNull();
  expect(await signIns.isSignedIn(session?.value ?? '')).toBe(true);
});

test.each(['', 'invented', 'a'.repeat(43)])('%j signs nobody in', async (value) => {
  await signIns.issueTicket();
  expect(await signIns.redeem(value)).toBeNull();
  expect(await signIns.isSignedIn(value)).toBe(false);
});

test('signing out ends this session and no other', async () => {
  const mine = await signIns.redeem((await signIns.issueTicket()).value);
  const other = await signIns.redeem((await signIns.issueTicket()).value);
  await signIns.signOut(mine?.value ?? '');
  expect(await signIns.isSignedIn(mine?.value ?? '')).toBe(false);
  expect(await signIns.isSignedIn(other?.value ?? '')).toBe(true);
});

test('what has expired is swept out', async () => {
  await signIns.issueTicket();
  now += MINUTE;
  await signIns.issueTicket();
  expect(await rows()).toHaveLength(1);
});

test('values differ, and the files hold none of them', async () => {
  const tickets = await Promise.all(Array.from({ length: 5 }, () => signIns.issueTicket()));
  const session = await signIns.redeem(tickets[0]?.value ?? '');
  const values = [...tickets, session].map((signIn) => signIn?.value ?? '');
  expect(new Set(values).size).toBe(6);
  expect(await rows()).toHaveLength(5);
  const written = readdirSync(folder.path).map((name) => readFileSync(join(folder.path, name), 'latin1'));
  expect(written.join('').length).toBeGreaterThan(1_000);
  for (const value of values) expect(written.some((text) => text.includes(value))).toBe(false);
});
