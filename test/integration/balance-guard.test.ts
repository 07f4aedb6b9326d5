import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { TldPriceStore } from '../../sidecar/pricing/tld-price-store.js';
import { openDatabase, type Database } from '../../sidecar/store/database.js';
import { registration, renewal, TRANSFER_CODE, transferIn } from '../support/registration.js';
import { settingsFor, type Envelope } from '../support/running-sidecar.js';
import { useSidecar } from '../support/use-sidecar.js';

const NAME = 'wanted.com';
const EXPIRY = '2027-03-01';

const stage = useSidecar({
  arrange: ({ production }) => {
    production.portfolio.put({ domain: NAME, createdDate: '2020-03-01', expiredDate: EXPIRY });
    production.setAuthcode('theirs.com', TRANSFER_CODE);
  },
});

let database: Database;

beforeEach(async () => {
  database = await openDatabase(join(stage.sidecar.companion.folder.path, 'companion.db'));
});

afterEach(async () => {
  await database.destroy();
});

/** The sidecar knows what names of .com cost. */
async function priced(currency = 'USD'): Promise<void> {
  const { username } = stage.registrar.account;
  await new TldPriceStore(database, stage.clock.now).keep({ apiEnvironment: 'production', username }, 'com', {
    kind: 'priced',
    price: { register: 15.99, renew: 15.99, transfer: 14.5, currency, isPremium: false },
  });
}

/** The scheduled check has seen this balance. */
async function checkedAt(balance: number): Promise<void> {
  const { registrar, sidecar } = stage;
  registrar.production.bank.setBalance(balance);
  const context = { environment: 'cron' };
  await sidecar.ask('PUT', '/v1/settings', { settings: settingsFor(registrar), context });
  expect(await sidecar.ask('POST', '/v1/checks')).toMatchObject({ body: { outcome: 'good' } });
  registrar.log.clear();
}

const ORDERS: readonly [string, () => Promise<Envelope>][] = [
  ['register', () => stage.sidecar.act('RegisterDomain', registration('new.com'))],
  ['renew', () => stage.sidecar.act('RenewDomain', renewal(NAME, EXPIRY))],
  ['transfer', () => stage.sidecar.act('TransferDomain', transferIn('theirs.com'))],
];

const asked = (action: string): number => stage.registrar.calls({ action });

describe.each(ORDERS)('an order to %s', (action, click) => {
  test('that the balance cannot pay is not sent, and goes through when there is money', async () => {
    await priced();
    await checkedAt(14.49);
    expect(await click()).toMatchObject({
      ok: false,
      error: {
        code: 'balance_short',
        mayHaveExecuted: false,
        message: expect.stringMatching(/Balance: 14\.49 USD\. Price of one year: 1[45]\.\d+ USD\./),
      },
    });
    expect([asked(action), asked('balance')]).toEqual([0, 1]);
    stage.registrar.production.bank.setBalance(50);
    expect(await click()).toMatchObject({ ok: true });
    expect([asked(action), asked('balance')]).toEqual([1, 2]);
  });

  test('costs no look at the balance while it suffices', async () => {
    await priced();
    await checkedAt(15.99);
    expect(await click()).toMatchObject({ ok: true });
    expect([asked(action), asked('balance')]).toEqual([1, 0]);
  });

  test.each([
    ['no balance was ever seen', async () => priced()],
    ['the price is in another currency', async () => priced('EUR').then(() => checkedAt(1))],
    ['no price is known', async () => checkedAt(1)],
  ])('is left to the registrar where %s', async (_what, arrange) => {
    await arrange();
    stage.registrar.production.bank.setBalance(100);
    expect(await click()).toMatchObject({ ok: true });
    expect([asked(action), asked('balance')]).toEqual([1, 0]);
  });

  test('is held back by an empty account even where no price is known', async () => {
    await checkedAt(0);
    expect(await click()).toMatchObject({ ok: false, error: { code: 'balance_short' } });
    expect(asked(action)).toBe(0);
  });

  test('is left to the registrar where the balance cannot be read', async () => {
    await checkedAt(0);
    stage.registrar.production.bank.setBalance(100);
    stage.registrar.faults.add({ kind: 'html' }, { action: 'balance' });
    expect(await click()).toMatchObject({ ok: true });
  });
});
