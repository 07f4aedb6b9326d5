import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { RunningSidecar } from '../../support/running-sidecar.js';
import { seededRandom } from '../../support/seeded-random.js';
import { planOrders, READ_FAULTS, type PlannedOrder } from './plan.js';
import { Stage, type Told } from './stage.js';

export interface PlayOptions {
  readonly orders: number;
  readonly seed: number;
  /** One order in so many goes through the PHP module: each of its clicks is a PHP process. */
  readonly phpEvery: number;
  readonly onProgress?: (played: number) => void;
}

/** What came of it all. */
export interface Played {
  readonly orders: number;
  readonly clicks: number;
  readonly phpOrders: number;
  readonly kills: number;
  /** Clicks that were told nothing because the sidecar was killed under them. */
  readonly untold: number;
  /** Orders whose outcome was not known when the registrar recovered, and after each pass. */
  readonly unknown: readonly [atRecovery: number, afterFirst: number, afterSecond: number];
  /** Paid calls of the registrar, and those that were charged. */
  readonly sent: number;
  readonly charged: number;
  readonly chargedTwice: readonly string[];
  readonly chargedButFailed: readonly string[];
  readonly doneButNotCharged: readonly string[];
  /** Second renewals that WHMCS meant, and those of them that did not go through once. */
  readonly secondRenewals: number;
  readonly secondRenewalsWrong: readonly string[];
  readonly seconds: number;
}

/** Orders that are under way at the same time. */
const ROUND = 20;

/** A round that has not ended by then hangs at the registrar, and its sidecar is killed. Milliseconds. */
const LONGEST_ROUND = 2_000;

/** After this an order that was never answered and shows nowhere has surely not happened. */
const LATER = 16 * 60_000;

/** The schedule's. */
const BETWEEN_PASSES = 5 * 60_000;

const SECOND_EXPIRY = '2028-03-01';

const page = z.object({ orders: z.array(z.object({ domain: z.string() })) });

/** Every order once with its fault, amid kills; then the registrar recovers, and all are clicked again. */
export async function play({ orders: count, seed, phpEvery, onProgress }: PlayOptions): Promise<Played> {
  const started = performance.now();
  const random = seededRandom(seed);
  const orders = planOrders(count, phpEvery, random);
  const stage = await Stage.create(orders);
  const { registrar } = stage;
  const doneButNotCharged = new Set<string>();
  let [clicks, kills, untold] = [0, 0, 0];
  const click = async (order: PlannedOrder, place: number): Promise<Told> => {
    clicks += 1;
    const told = await stage.click(order, place);
    if (told === 'through' && stage.charges(order) === 0) doneButNotCharged.add(order.domain);
    if (told === 'nothing') untold += 1;
    return told;
  };

  try {
    for (let first = 0; first < orders.length; first += ROUND) {
      const round = orders.slice(first, first + ROUND);
      await stage.start();
      registrar.faults.clear();
      for (const { kind, fault } of round) {
        if (fault !== null) registrar.faults.add(fault, { action: kind, times: 1 });
      }
      for (const action of ['domain_list', 'transactions']) {
        registrar.faults.add(
          { kind: 'delay', milliseconds: 0 },
          { action, times: 1 + Math.floor(random.next() * 5) },
        );
        registrar.faults.add(random.pick(READ_FAULTS), { action, times: 1 + Math.floor(random.next() * 5) });
      }
      const isRefused = random.next() < 0.1;
      if (isRefused) registrar.production.whitelist.remove('127.0.0.1');
      const clicked = Promise.all(
        round.flatMap((order, place) =>
          Array.from({ length: order.clicks }, () => click(order, first + place)),
        ),
      );
      const killAt = random.next() < 0.5 ? Math.floor(random.next() * 400) : LONGEST_ROUND;
      const ended = await Promise.race([clicked.then(() => true), pause(killAt, false)]);
      if (!ended) {
        kills += 1;
        await stage.kill();
        await clicked;
      }
      if (isRefused) registrar.production.whitelist.add('127.0.0.1');
      onProgress?.(Math.min(first + ROUND, orders.length));
    }

    await stage.kill();
    registrar.faults.clear();
    // Transfers take days; by then the registrar has finished what it accepted.
    for (const order of registrar.production.orders.list())
      if (order.state === 'pending') registrar.production.completeOrder(order.domain);
    stage.clock.offset = LATER;
    const sidecar = await stage.startWithin();
    try {
      const unknown: number[] = [await countUnknown(sidecar)];
      for (let passes = 0; passes < 2; passes += 1) {
        await sidecar.companion.settlement.run(true);
        unknown.push(await countUnknown(sidecar));
        stage.clock.offset += BETWEEN_PASSES;
      }
      const chargedButFailed: string[] = [];
      for (const [place, order] of orders.entries()) {
        const told = await click(order, place);
        if (told !== 'through' && stage.charges(order) > 0) chargedButFailed.push(order.domain);
        else if (told !== 'through') throw new Error(`${order.domain} did not go through in the end`);
      }
      const seconds = await renewAgain(stage, orders);
      const twice = orders.filter(
        (order) => stage.charges(order) > (seconds.domains.includes(order.domain) ? 2 : 1),
      );
      return {
        orders: orders.length,
        clicks,
        phpOrders: orders.filter(({ throughPhp }) => throughPhp).length,
        kills,
        untold,
        unknown: [unknown[0] ?? 0, unknown[1] ?? 0, unknown[2] ?? 0],
        sent: ['register', 'renew', 'transfer'].reduce((sum, action) => sum + registrar.calls({ action }), 0),
        charged: registrar.ledger().length,
        chargedTwice: twice.map(({ domain }) => domain),
        chargedButFailed,
        doneButNotCharged: [...doneButNotCharged],
        secondRenewals: seconds.domains.length,
        secondRenewalsWrong: seconds.wrong,
        seconds: (performance.now() - started) / 1_000,
      };
    } finally {
      await sidecar.stop();
    }
  } finally {
    await stage.close();
  }
}

/** One renewal in five is followed by another one that WHMCS means: it knows the new date. */
async function renewAgain(
  stage: Stage,
  orders: readonly PlannedOrder[],
): Promise<{ domains: string[]; wrong: string[] }> {
  const again = [...orders.entries()].filter(([place, { kind }]) => kind === 'renew' && place % 5 === 0);
  const wrong: string[] = [];
  for (const [place, order] of again) {
    const told = await Promise.all([1, 2].map(() => stage.click(order, place, SECOND_EXPIRY)));
    if (told.some((one) => one !== 'through') || stage.charges(order) !== 2) wrong.push(order.domain);
  }
  return { domains: again.map(([, { domain }]) => domain), wrong };
}

async function countUnknown(sidecar: RunningSidecar): Promise<number> {
  let count = 0;
  for (const state of ['unknown', 'sent']) {
    for (let before = ''; ;) {
      const { body } = await sidecar.ask('GET', `/v1/orders?state=${state}&limit=200${before}`);
      const { orders, nextCursor } = page.extend({ nextCursor: z.string().nullable() }).parse(body);
      count += orders.length;
      if (nextCursor === null) break;
      before = `&before=${nextCursor}`;
    }
  }
  return count;
}
