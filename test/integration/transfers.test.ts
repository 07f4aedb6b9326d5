import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { FaultInput } from '../simulator/faults.js';
import { formsFound } from '../support/find-secret.js';
import { TRANSFER_CODE, transferIn } from '../support/registration.js';
import type { Envelope } from '../support/running-sidecar.js';
import { impatientWithSilence } from '../support/patience.js';
import { useSidecar } from '../support/use-sidecar.js';

/** After this an order that was never answered and shows nowhere has surely not happened. */
const LATER = 16 * 60_000;
const DAY = 24 * 60 * 60_000;

const NAME = 'shop-of-ada.com';

const stage = useSidecar({
  sidecar: (registrar) => ({ callLimits: impatientWithSilence(registrar) }),
  arrange: ({ production }) => {
    production.setAuthcode(NAME, TRANSFER_CODE);
  },
});

const dataDir = (): string => stage.sidecar.companion.folder.path;

const click = (changes: object = {}): Promise<Envelope> =>
  stage.sidecar.act('TransferDomain', transferIn(NAME, changes));

const charges = (): number => stage.registrar.ledger().length;

function told(answer: Envelope): string {
  if (!answer.ok) return `${answer.error.code}${answer.error.mayHaveExecuted ? '?' : ''}`;
  if (answer.result['pending'] === true) return 'pending';
  return answer.result['transferred'] === true ? 'transferred' : 'nothing';
}

describe('a transfer', () => {
  test('is sent once with the documented parameters and waits', async () => {
    expect(told(await click())).toBe('pending');
    const [request, ...more] = stage.registrar.log.list({ action: 'transfer' });
    expect(more).toEqual([]);
    expect(request?.query).toMatchObject({
      domain: NAME,
      authcode: TRANSFER_CODE,
      year: '1',
      dns1: 'ns1.shop.example',
      dns2: 'ns2.shop.example',
      name: 'Ada Byron',
      phone: '+44.2012345678',
    });
  });

  test('takes the code under its other name', async () => {
    expect(told(await click({ transfersecret: '', eppcode: ` ${TRANSFER_CODE} ` }))).toBe('pending');
  });

  test('that waits answers pending to every further click, and is done when the list shows the name', async () => {
    await click();
    expect(told(await click())).toBe('pending');
    await stage.restart();
    expect(told(await click())).toBe('pending');
    stage.registrar.production.completeOrder(NAME);
    expect(told(await click())).toBe('transferred');
    expect(told(await click())).toBe('transferred');
    expect([charges(), stage.registrar.calls({ action: 'transfer' })]).toEqual([1, 1]);
  });

  test('of twenty clicks at once is one order', async () => {
    stage.registrar.faults.add({ kind: 'delay', when: 'before', milliseconds: 100 }, { action: 'transfer' });
    const answers = await Promise.all(Array.from({ length: 20 }, () => click()));
    expect(new Set(answers.map(told))).toEqual(new Set(['pending']));
    expect(charges()).toBe(1);
  });

  test('that failed unseen is unknown after a fortnight, and never sent again by itself', async () => {
    await click();
    stage.registrar.production.failOrder(NAME);
    stage.clock.offset += 13 * DAY;
    expect(told(await click())).toBe('pending');
    stage.clock.offset += 2 * DAY;
    expect(told(await click())).toBe('order_unknown?');
    expect(told(await click())).toBe('order_unknown?');
    expect(stage.registrar.calls({ action: 'transfer' })).toBe(1);
  });

  test('of a name that left the account again is a new order', async () => {
    await click();
    stage.registrar.production.completeOrder(NAME);
    expect(told(await click())).toBe('transferred');
    stage.registrar.production.portfolio.remove(NAME);
    stage.clock.offset += 31 * DAY;
    expect(told(await click())).toBe('pending');
    expect(charges()).toBe(2);
  });
});

/** `sent` is how often it reaches the registrar in the end; nothing is charged but what `charged` says. */
const TROUBLES: readonly (readonly [what: string, fault: FaultInput, processed: boolean])[] = [
  ['the connection is reset before it is processed', { kind: 'reset', when: 'before' }, false],
  ['the connection is reset after it is processed', { kind: 'reset', when: 'after' }, true],
  ['no answer comes and it is not processed', { kind: 'hang', when: 'before' }, false],
  ['no answer comes and it is processed', { kind: 'hang', when: 'after' }, true],
  ['the answer is cut in half', { kind: 'truncated' }, true],
  ['a page comes instead and it is not processed', { kind: 'html', when: 'before' }, false],
  ['a page comes instead and it is processed', { kind: 'html', when: 'after' }, true],
  ['an empty answer comes and it is processed', { kind: 'empty', when: 'after' }, true],
  ['502 comes and it is not processed', { kind: 'status', status: 502, when: 'before' }, false],
  ['504 comes and it is processed', { kind: 'status', status: 504, when: 'after' }, true],
  ['an unknown code comes and it is processed', { kind: 'unknown-code', when: 'after' }, true],
];

describe('when with the order', () => {
  test.each(TROUBLES)(
    '%s, it is charged once and told as far as it is known',
    async (_what, fault, processed) => {
      stage.registrar.faults.add(fault, { action: 'transfer', times: 1 });
      for (let clicks = 0; clicks < 2; clicks += 1) expect(told(await click())).toBe('order_unknown?');
      await stage.restart();
      stage.clock.offset += LATER;
      // A charge that names nobody proves nothing; that there is none tells that it did not happen.
      expect(told(await click())).toBe(processed ? 'order_unknown?' : 'pending');
      stage.registrar.production.completeOrder(NAME);
      expect(told(await click())).toBe('transferred');
      expect(charges()).toBe(1);
      expect(stage.registrar.calls({ action: 'transfer' })).toBe(processed ? 1 : 2);
    },
  );
});

describe('what is not ordered', () => {
  test('a name that is in the account', async () => {
    stage.registrar.production.portfolio.put({ domain: NAME });
    expect(told(await click())).toBe('domain_in_account');
    expect(stage.registrar.calls({ action: 'transfer' })).toBe(0);
  });

  test('anything while the list shows a name twice, and so perhaps another one not at all', async () => {
    for (const domain of ['Twice.com', 'twice.com']) stage.registrar.production.portfolio.put({ domain });
    expect(told(await click())).toBe('registrar_unavailable');
    expect(charges()).toBe(0);
  });

  test('anything while the list cannot be read', async () => {
    stage.registrar.faults.add({ kind: 'html' }, { action: 'domain_list' });
    expect(told(await click())).toBe('registrar_unavailable');
    expect(stage.registrar.calls({ action: 'transfer' })).toBe(0);
  });

  test('without a code', async () => {
    const answer = await click({ transfersecret: ' ' });
    expect(told(answer)).toBe('invalid_parameter');
    expect(!answer.ok && answer.error.message).toContain('transfersecret:');
    expect(stage.registrar.calls()).toBe(0);
  });

  test.each<[string, object, string]>([
    ['a name that mixes scripts', { domain: 'p\u0430ypal.com', sld: 'p\u0430ypal' }, 'domain'],
    ['no years', { regperiod: 0 }, 'regperiod'],
    ['eleven years', { regperiod: 11 }, 'regperiod'],
    ['no city', { city: '' }, 'city'],
    ['no name', { fullname: '', firstname: '', lastname: '' }, 'fullname'],
    ['a name longer than NiceNIC takes', { fullname: 'Augusta Ada King-Noel' }, 'fullname'],
    ['HTML entities that nobody decoded', { address1: '1 King&#039;s Road' }, 'address1'],
    ['a sixth nameserver', { ns6: 'ns6.shop.example' }, 'ns6'],
    ['one nameserver', { ns1: '', ns3: '' }, 'ns2'],
    ['a code that is too long', { transfersecret: 'x'.repeat(256) }, 'transfersecret'],
  ])('with %s: the field is named, and nothing is asked', async (_what, changes, field) => {
    const answer = await click(changes);
    expect(told(answer)).toBe('invalid_parameter');
    expect(!answer.ok && answer.error.message).toContain(`${field}:`);
    expect(stage.registrar.calls()).toBe(0);
  });

  test('nameservers that are empty: they are left out', async () => {
    const nameservers = { ns1: '', ns2: 'ns2.shop.example', ns3: ' ', ns4: 'ns4.shop.example', ns5: '' };
    expect(told(await click(nameservers))).toBe('pending');
    expect(stage.registrar.log.list({ action: 'transfer' })[0]?.query).toMatchObject({
      dns1: 'ns2.shop.example',
      dns2: 'ns4.shop.example',
    });
  });

  test('with a wrong code, which can be mended', async () => {
    expect(told(await click({ transfersecret: 'another-code' }))).toBe('registrar_refused');
    expect(told(await click())).toBe('pending');
    expect(charges()).toBe(1);
  });

  test('a premium name at another price', async () => {
    stage.registrar.production.prices.setPremium(NAME, { register: 900, renew: 90, transfer: 80 });
    expect(told(await click({ premiumCost: 70 }))).toBe('premium_cost_differs');
    expect(told(await click({ premiumCost: 80 }))).toBe('pending');
  });
});

test('the transfer code is in no log, file or answer, whatever the registrar repeats of it', async () => {
  const answers: Envelope[] = [];
  stage.registrar.configure({ dialect: 'specific' });
  for (const fault of [
    { kind: 'html' },
    { kind: 'unknown-code', when: 'before' },
    { kind: 'reset' },
  ] as const) {
    stage.registrar.faults.add(fault, { action: 'transfer', times: 1 });
    answers.push(await click());
    stage.clock.offset += LATER;
  }
  answers.push(await click({ transfersecret: TRANSFER_CODE.repeat(20) }));
  answers.push(await click({ transfersecret: { code: TRANSFER_CODE } }));
  answers.push(await click());
  const files = readdirSync(dataDir()).map((name) => readFileSync(join(dataDir(), name), 'latin1'));
  for (const [where, text] of [
    ['answers', JSON.stringify(answers)],
    ['log', stage.sidecar.log.join('')],
    ['files', files.join('')],
  ] as const) {
    expect([where, formsFound(TRANSFER_CODE, 'demo-reseller', text)]).toEqual([where, []]);
  }
  expect(files.join('')).toContain(NAME);
  expect(stage.sidecar.log.join('')).toContain('domain/transfer');
});
