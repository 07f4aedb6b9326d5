import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startSimulator, type Simulator } from '../simulator/simulator.js';
import { registration } from '../support/registration.js';
import {
  startSidecar,
  temporaryFolder,
  testClock,
  type Envelope,
  type RunningSidecar,
  type TestClock,
} from '../support/running-sidecar.js';

const MINUTE = 60_000;

let registrar: Simulator;
let sidecar: RunningSidecar;
let clock: TestClock;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;

beforeEach(async () => {
  registrar = await startSimulator({ dialect: 'specific' });
  folder = await temporaryFolder();
  clock = testClock();
  sidecar = await startSidecar(registrar, { dataDir: folder.path, clock: clock.now });
});

afterEach(async () => {
  await sidecar.stop();
  await registrar.close();
  await folder.remove();
});

const NAME = 'example.com';

const click = (domain = NAME): Promise<Envelope> => sidecar.act('RegisterDomain', registration(domain));
const sent = (): number => registrar.calls({ action: 'register' });

/** Every order of the account has gone through, and the list does not show it yet. */
function listLagsBehind(domain = NAME): void {
  registrar.production.portfolio.remove(domain);
}

async function clickAt(...minutes: readonly number[]): Promise<string[]> {
  const told: string[] = [];
  for (const minute of minutes) {
    clock.offset = minute * MINUTE;
    const answer = await click();
    told.push(answer.ok ? 'ok' : answer.error.code);
  }
  return told;
}

describe('an order that was charged while the list does not show it', () => {
  test.each([
    ['a lost answer', { kind: 'reset', when: 'after' } as const],
    ['a code that no document explains', { kind: 'unknown-code', when: 'after' } as const],
    ['a server error', { kind: 'status', status: 504, when: 'after' } as const],
  ])('after %s is never sent again, however long it takes', async (_what, fault) => {
    registrar.faults.add(fault, { action: 'register', times: 1 });
    registrar.faults.add({ kind: 'html' }, { action: 'domain_list', times: 1 });
    await click();
    listLagsBehind();
    expect(await clickAt(1, 16, 32, 24 * 60)).toEqual(Array(4).fill('order_unknown'));
    expect(sent()).toBe(1);
  });

  test('is done as soon as the list shows it', async () => {
    registrar.faults.add({ kind: 'reset', when: 'after' }, { action: 'register', times: 1 });
    registrar.faults.add({ kind: 'html' }, { action: 'domain_list', times: 1 });
    await click();
    expect((await click()).ok).toBe(true);
    expect(sent()).toBe(1);
  });
});

test('an order that was refused in unknown words and not charged can be sent again at once', async () => {
  registrar.production.bank.setBalance(0);
  const refused = await click();
  expect(!refused.ok && refused.error.message).toContain('balance');
  registrar.production.bank.setBalance(100);
  expect((await click()).ok).toBe(true);
  expect(registrar.ledger()).toHaveLength(1);
});

test.each(['BÜCHER.com', 'bücher.com.', 'XN--BCHER-KVA.COM'])(
  'a name that the list writes as %s is found',
  async (written) => {
    registrar.faults.add({ kind: 'reset', when: 'after' }, { action: 'register', times: 1 });
    registrar.faults.add({ kind: 'html' }, { action: 'domain_list', times: 1 });
    await click('xn--bcher-kva.com');
    listLagsBehind('xn--bcher-kva.com');
    registrar.production.portfolio.put({ domain: written });
    clock.offset = 60 * MINUTE;
    expect((await click('xn--bcher-kva.com')).ok).toBe(true);
    expect(sent()).toBe(1);
  },
);

test('a pending order is done once the list shows it, and pending until then', async () => {
  registrar.faults.add({ kind: 'pending' }, { action: 'register', times: 1 });
  const results = [await click(), await click()].map((answer) => answer.ok && answer.result);
  expect(results).toEqual([{ pending: true }, { pending: true }]);
  registrar.production.completeOrder(NAME);
  const done = await click();
  expect(done.ok && done.result['registered']).toBe(true);
  expect(sent()).toBe(1);
});
