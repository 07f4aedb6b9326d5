import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { z } from 'zod';
import { startSimulator, type Simulator } from '../simulator/simulator.js';
import { registration } from '../support/registration.js';
import {
  settingsFor,
  startSidecar,
  temporaryFolder,
  testClock,
  type TestClock,
} from '../support/running-sidecar.js';
import { seededRandom } from '../support/seeded-random.js';
import { serve, type SidecarProcess } from '../support/sidecar-process.js';
import { until } from '../support/until.js';

/** Kills; each comes with a start of the real process, so that more would only take longer. */
const ROUNDS = 15;

/** A registration takes up to this long at the registrar, and a kill comes within it. Milliseconds. */
const LONGEST_WORK = 200;
const LATEST_KILL = 300;

/** After this an order that was never answered and is not in the list has surely not happened. */
const LATER = 16 * 60_000;

/** Of the registrar as well: theirs may differ by minutes, not by a quarter of an hour. */
let clock: TestClock;
let registrar: Simulator;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let sidecar: SidecarProcess;

beforeEach(async () => {
  clock = testClock();
  registrar = await startSimulator({ now: () => new Date(clock.now()) });
  folder = await temporaryFolder();
});

afterEach(async () => {
  await sidecar.end('SIGKILL');
  await registrar.close();
  await folder.remove();
});

async function start(): Promise<void> {
  sidecar = await serve({
    COMPANION_DATA_DIR: folder.path,
    COMPANION_CHECK_SCHEDULE: '0 0 1 1 *',
    COMPANION_EGRESS_URLS: 'off',
    NICENIC_PRODUCTION_URL: registrar.urls.production,
    NICENIC_SANDBOX_URL: registrar.urls.sandbox,
  });
}

const answerSchema = z.union([
  z.object({ ok: z.literal(true), result: z.object({ registered: z.literal(true) }) }),
  z.object({ ok: z.literal(false), error: z.object({ code: z.string(), mayHaveExecuted: z.boolean() }) }),
]);

/** What the click was told; null when the sidecar died before it could answer. */
async function click(domain: string, domainid: number): Promise<string | null> {
  const call = { settings: settingsFor(registrar), params: registration(domain, { domainid }) };
  const answered = await sidecar.ask('POST', '/v1/actions/RegisterDomain', call).catch(() => null);
  if (answered === null) return null;
  const answer = answerSchema.parse(answered.body);
  if (answer.ok) return 'registered';
  return `${answer.error.code}${answer.error.mayHaveExecuted ? '?' : ''}`;
}

const charges = (domain: string): number =>
  registrar.ledger().filter((charge) => charge.domain === domain).length;

test('a sidecar that is killed at any moment charges no order twice and tells each as it is', async () => {
  const random = seededRandom(2_026);
  const orders: string[] = [];
  const told = new Map<string, number>();
  const note = (outcome: string | null): void => {
    told.set(outcome ?? 'nothing', (told.get(outcome ?? 'nothing') ?? 0) + 1);
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    await start();
    // First the clicks of the last rounds are repeated, as customers and crons do.
    for (const [id, domain] of [...orders.entries()].slice(-4)) {
      const outcome = await click(domain, id);
      if (outcome === 'registered') expect(charges(domain)).toBe(1);
      else expect(outcome).toBe('order_unknown?');
    }
    registrar.faults.clear();
    registrar.faults.add(
      {
        kind: 'delay',
        when: random.pick(['before', 'after']),
        milliseconds: Math.floor(random.next() * LONGEST_WORK),
      },
      { action: 'register' },
    );
    const names = [`round-${round}-a.com`, `round-${round}-b.com`];
    const clicks = names.map((domain) => click(domain, orders.push(domain) - 1));
    await pause(Math.floor(random.next() * LATEST_KILL));
    await sidecar.end('SIGKILL');
    for (const outcome of await Promise.all(clicks)) note(outcome);
  }
  registrar.faults.clear();
  await until('the registrar has finished', () => registrar.calls({ outcome: 'received' }) === 0);

  // A quarter of an hour later; only the clock is not the real one.
  clock.offset = LATER;
  const later = await startSidecar(registrar, { dataDir: folder.path, clock: clock.now });
  try {
    // The first pass finds what went through; what its charges account for, the second one can tell apart.
    for (const [id, domain] of orders.entries()) {
      await later.act('RegisterDomain', registration(domain, { domainid: id }));
      expect(charges(domain)).toBeLessThanOrEqual(1);
    }
    for (const [id, domain] of orders.entries()) {
      const answer = await later.act('RegisterDomain', registration(domain, { domainid: id }));
      expect([domain, answer.ok, charges(domain)]).toEqual([domain, true, 1]);
    }
  } finally {
    await later.stop();
  }
  expect(registrar.log.duplicates()).toEqual([]);
  expect(registrar.ledger()).toHaveLength(2 * ROUNDS);
  // The kills would prove nothing if all of them came too early or too late.
  expect(told.get('nothing')).toBeGreaterThan(5);
  expect(told.get('registered')).toBeGreaterThan(1);
});

test('a sidecar that is told to stop finishes the order under way first', async () => {
  registrar.faults.add({ kind: 'delay', when: 'after', milliseconds: 600 }, { action: 'register' });
  await start();
  const clicked = click('last-order.com', 1);
  await until('the order arrives', () => registrar.calls({ action: 'register' }) === 1);
  const ended = sidecar.end('SIGTERM');
  expect(await clicked).toBe('registered');
  expect(await ended).toBe(0);
  await start();
  expect(await click('last-order.com', 1)).toBe('registered');
  expect(charges('last-order.com')).toBe(1);
});

test('two clicks in two processes on one data folder are one order', async () => {
  registrar.faults.add({ kind: 'delay', when: 'after', milliseconds: 300 }, { action: 'register' });
  await start();
  const other = await startSidecar(registrar, { dataDir: folder.path });
  try {
    const [one, two] = await Promise.all([
      click('both-want-it.com', 1),
      other.act('RegisterDomain', registration('both-want-it.com', { domainid: 1 })),
    ]);
    expect(charges('both-want-it.com')).toBe(1);
    const outcomes = [one, two.ok ? 'registered' : two.error.code];
    expect(outcomes).toContain('registered');
    expect(await click('both-want-it.com', 1)).toBe('registered');
    expect(registrar.calls({ action: 'register' })).toBe(1);
  } finally {
    await other.stop();
  }
});
