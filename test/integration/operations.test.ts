import { chmodSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { DATA_SHAPES } from '../simulator/envelope.js';
import type { FaultInput } from '../simulator/faults.js';
import { phrase } from '../../sidecar/texts/phrase.js';
import type { Simulator } from '../simulator/simulator.js';
import { INVENTED_OPERATIONS, writeOperations, writeOperationsText } from '../support/invented-operations.js';
import { startSidecar, temporaryFolder, type Envelope } from '../support/running-sidecar.js';
import { impatientWithSilence } from '../support/patience.js';
import { useSidecar } from '../support/use-sidecar.js';

const NAMES = Object.keys(INVENTED_OPERATIONS);

/** Parameters that each function takes besides the domain. */
const OWN: Readonly<Record<string, object>> = {
  SaveRegistrarLock: { lockenabled: 'locked' },
  SaveNameservers: { ns1: 'ns1.shop.example', ns2: 'ns2.shop.example', ns3: '', ns4: '', ns5: '' },
  IDProtectToggle: { protectenable: true },
  DeleteNameserver: { nameserver: 'ns1.mine.com' },
  ReleaseDomain: { transfertag: 'OTHER' },
  SaveDNS: { dnsrecords: [{ hostname: '', type: 'A', address: '', priority: 'N/A' }] },
};

/** Long, so that half of an answer still has some of it. */
const CODE = `K3y-&-<Z>"x-${'0123456789'.repeat(10)}`;

const stage = useSidecar({
  simulator: { inventedOperations: true },
  sidecar: (registrar) => ({
    callLimits: impatientWithSilence(registrar),
  }),
});

const dataDir = (): string => stage.sidecar.companion.folder.path;

beforeEach(() => {
  writeOperations(dataDir(), INVENTED_OPERATIONS);
  stage.registrar.production.portfolio.put({
    domain: 'mine.com',
    transferCode: CODE,
    hosts: { 'ns1.mine.com': '192.0.2.1' },
  });
});

const act = (action: string, changes: object = {}): Promise<Envelope> =>
  stage.sidecar.act(action, { domainid: 5, domain: 'mine.com', ...OWN[action], ...changes });
const outcome = (answer: Envelope): string => (answer.ok ? 'ok' : answer.error.code);
const message = (answer: Envelope): string => (answer.ok ? '' : answer.error.message);
const mine = (): ReturnType<Simulator['production']['portfolio']['get']> =>
  stage.registrar.production.portfolio.get('mine.com');
const status = async (): Promise<unknown> => (await stage.sidecar.ask('GET', '/v1/operations')).body;

// Whatever a test does and whatever goes wrong, a transfer code is in no log.
afterEach(() => {
  const log = stage.sidecar.log.join('');
  for (const part of ['K3y-', CODE, JSON.stringify(CODE).slice(1, -1)]) expect(log).not.toContain(part);
});

test('what is wrong with the file is told in the language of the reader', async () => {
  writeOperations(dataDir(), { GetEPPCode: {} });
  const { body } = await stage.sidecar.ask('GET', '/v1/operations', undefined, 'zh');
  expect(body).toMatchObject({
    problems: expect.arrayContaining([
      `${join(dataDir(), 'operations.json')}：operations.GetEPPCode.category：缺失`,
    ]) as unknown,
  });
});

describe('without an operations file', () => {
  beforeEach(() => {
    rmSync(join(dataDir(), 'operations.json'));
  });

  test.each(NAMES)('%s is told what to do, and nothing is sent', async (action) => {
    const answer = await act(action);
    expect(outcome(answer)).toBe('operation_not_documented');
    expect(message(answer)).toMatch(
      new RegExp(
        `${action} of mine\\.com: operations\\.json does not enable it\\. Do it by hand on the website`,
      ),
    );
    expect(stage.registrar.calls()).toBe(0);
  });

  test('nothing is enabled', async () => {
    expect(await status()).toEqual({ state: 'absent', enabled: [], problems: [] });
  });
});

describe('a sidecar', () => {
  test('does not start with a broken file, and says where it is broken', async () => {
    const other = await temporaryFolder();
    writeOperations(other.path, { GetEPPCode: {}, Sync: {} });
    await expect(startSidecar(stage.registrar, { dataDir: other.path })).rejects.toMatchObject({
      name: 'ConfigError',
      problems: expect.arrayContaining([
        phrase('operations:in_file', {
          file: join(other.path, 'operations.json'),
          problem: phrase('operations:at', {
            place: 'operations.GetEPPCode.category',
            problem: phrase('fields:missing'),
          }),
        }),
      ]),
    });
    await other.remove();
  });

  test('reads a changed file without a restart', async () => {
    expect(await status()).toEqual({ state: 'loaded', enabled: NAMES, problems: [] });
    writeOperations(dataDir(), { RequestDelete: INVENTED_OPERATIONS.RequestDelete });
    expect(outcome(await act('GetEPPCode'))).toBe('operation_not_documented');
    expect(await status()).toMatchObject({ enabled: ['RequestDelete'] });
  });

  test.each<[string, () => void, RegExp]>([
    [
      'is cut in half',
      () => {
        writeOperationsText(dataDir(), '{"operations": {');
      },
      /operations\.json: not valid JSON: /,
    ],
    [
      'may be written by the group',
      () => {
        chmodSync(join(dataDir(), 'operations.json'), 0o620);
      },
      /operations\.json: others than its owner may write it; run \\?"chmod go-w\\?" on it/,
    ],
    [
      'may be written by everyone',
      () => {
        writeOperations(dataDir(), INVENTED_OPERATIONS, 0o602);
        chmodSync(join(dataDir(), 'operations.json'), 0o602);
      },
      /others than its owner may write it/,
    ],
    [
      'is huge',
      () => {
        writeOperationsText(dataDir(), ' '.repeat(300 * 1024));
      },
      /operations\.json: larger than 256 kB/,
    ],
  ])('goes on with the last good file while the new one %s', async (_what, spoil, problem) => {
    await status();
    spoil();
    expect(outcome(await act('GetEPPCode'))).toBe('ok');
    expect(await status()).toEqual({
      state: 'broken',
      enabled: NAMES,
      problems: [expect.stringMatching(problem)],
    });
    const told = stage.sidecar.log.filter((line) => line.includes('operations file not usable'));
    expect(told.at(-1)).toMatch(problem);
    await status();
    expect(stage.sidecar.log.filter((line) => line.includes('operations file not usable'))).toHaveLength(
      told.length,
    );
  });

  test('sees permissions that were mended', async () => {
    chmodSync(join(dataDir(), 'operations.json'), 0o666);
    expect(await status()).toMatchObject({ state: 'broken' });
    chmodSync(join(dataDir(), 'operations.json'), 0o644);
    expect(await status()).toMatchObject({ state: 'loaded' });
  });
});

describe('an enabled operation', () => {
  test('shows and changes the lock', async () => {
    expect(await act('GetRegistrarLock')).toMatchObject({ result: { lock: 'locked' } });
    expect(await act('SaveRegistrarLock', { lockenabled: 'unlocked' })).toMatchObject({
      result: { done: true },
    });
    expect(mine()?.locked).toBe(false);
    expect(await act('GetRegistrarLock')).toMatchObject({ result: { lock: 'unlocked' } });
    expect(stage.registrar.log.list().map(({ query }) => query)).toContainEqual({
      category: 'invented',
      action: 'move_bolt',
      name: 'mine.com',
      bolt: 'open',
    });
  });

  test.each(DATA_SHAPES)(
    'reads the lock from data in the shape "%s", or says that it cannot',
    async (dataShape) => {
      stage.registrar.configure({ dataShape, numbersAsStrings: dataShape === 'array' });
      const answer = await act('GetRegistrarLock');
      if (dataShape === 'null' || dataShape === 'absent') {
        expect(outcome(answer)).toBe('operation_answer_unclear');
        expect(message(answer)).toContain('data.bolt.shut is missing');
      } else {
        expect(answer).toMatchObject({ result: { lock: 'locked' } });
      }
    },
  );

  test('never takes a value that is not in the list for a state', async () => {
    writeOperations(dataDir(), {
      ...INVENTED_OPERATIONS,
      GetRegistrarLock: {
        ...INVENTED_OPERATIONS.GetRegistrarLock,
        action: 'show_key',
        answer: { value: 'key', values: { '1': 'locked', '0': 'unlocked' } },
      },
    });
    for (const transferCode of ['2', 'toString', 'unlocked']) {
      stage.registrar.production.portfolio.put({ domain: 'mine.com', transferCode });
      const answer = await act('GetRegistrarLock');
      expect(outcome(answer)).toBe('operation_answer_unclear');
      expect(message(answer)).toContain(`data.key is "${transferCode}", which is not in the list`);
    }
  });

  test('shows the transfer code as it is', async () => {
    expect(await act('GetEPPCode')).toMatchObject({ result: { eppcode: CODE } });
  });

  test.each([null, '', 'two\nlines', 'x'.repeat(256)])(
    'does not take %j for a transfer code',
    async (transferCode) => {
      stage.registrar.production.portfolio.put({ domain: 'mine.com', transferCode });
      expect(outcome(await act('GetEPPCode'))).toBe('operation_answer_unclear');
    },
  );

  test('says that the registrar mails the code where no answer is mapped', async () => {
    writeOperations(dataDir(), { GetEPPCode: { ...INVENTED_OPERATIONS.GetEPPCode, answer: undefined } });
    expect(await act('GetEPPCode')).toMatchObject({ result: { mailed: true } });
  });

  test('sends the nameservers in ASCII and without gaps, and the index forgets the old ones', async () => {
    await stage.sidecar.act('GetNameservers', { domainid: 5, domain: 'mine.com' });
    const answer = await act('SaveNameservers', {
      ns1: 'NS1.bücher.example.',
      ns2: '',
      ns3: 'ns2.shop.example',
    });
    expect(answer).toMatchObject({ result: { done: true } });
    expect(stage.registrar.log.list({ action: 'point_to' })[0]?.query).toEqual({
      category: 'invented',
      action: 'point_to',
      name: 'mine.com',
      to1: 'ns1.xn--bcher-kva.example',
      to2: 'ns2.shop.example',
    });
    expect(await stage.sidecar.act('GetNameservers', { domainid: 5, domain: 'mine.com' })).toMatchObject({
      result: { ns1: 'ns1.xn--bcher-kva.example', ns2: 'ns2.shop.example' },
    });
  });

  test.each<[string, object, string]>([
    ['one nameserver', { ns2: '' }, 'ns1, ns2: 2 nameservers are needed'],
    ['the same one twice', { ns2: 'NS1.shop.example' }, 'ns1 to ns5: ns1.shop.example is named twice'],
    ['an address', { ns2: 'http://ns2.shop.example' }, 'ns2: is not a host name'],
    ['a single label', { ns2: 'localhost' }, 'ns2: is not a host name'],
    ['six', { ns6: 'ns6.shop.example' }, 'ns6: five nameservers at most'],
    [
      'more than are mapped',
      { ns3: 'c.shop.example', ns4: 'd.shop.example', ns5: 'e.shop.example' },
      'operations.json has no parameter for 5 nameservers; e.shop.example would be lost',
    ],
  ])('refuses %s before anything is sent', async (_what, changes, problem) => {
    const answer = await act('SaveNameservers', changes);
    expect(outcome(answer)).toBe('invalid_parameter');
    expect(message(answer)).toContain(problem);
    expect(stage.registrar.calls()).toBe(0);
  });

  test('switches ID protection', async () => {
    await act('IDProtectToggle', { protectenable: true });
    expect(mine()?.privacy).toBe(true);
    await act('IDProtectToggle', { protectenable: false });
    expect(mine()?.privacy).toBe(false);
  });

  test('deletes a nameserver below the domain, and no other', async () => {
    expect(outcome(await act('DeleteNameserver', { nameserver: 'ns1.theirs.com' }))).toBe(
      'invalid_parameter',
    );
    expect(outcome(await act('DeleteNameserver', { nameserver: '.mine.com' }))).toBe('invalid_parameter');
    expect(stage.registrar.calls()).toBe(0);
    expect(await act('DeleteNameserver')).toMatchObject({ result: { done: true } });
    expect(mine()?.hosts).toEqual({});
    expect(outcome(await act('DeleteNameserver'))).toBe('registrar_refused');
  });

  test('releases a domain to a tag', async () => {
    expect(outcome(await act('ReleaseDomain', { transfertag: ' ' }))).toBe('invalid_parameter');
    expect(await act('ReleaseDomain')).toMatchObject({ result: { done: true } });
    expect(stage.registrar.log.list()[0]?.query['to']).toBe('OTHER');
    expect(mine()).toBeUndefined();
  });

  test('deletes a domain', async () => {
    expect(await act('RequestDelete')).toMatchObject({ result: { done: true } });
    expect(mine()).toBeUndefined();
  });

  test.each<[FaultInput, string, string]>([
    [{ kind: 'reset', when: 'before' }, 'registrar_unreachable', 'change_unknown'],
    [{ kind: 'hang' }, 'registrar_unreachable', 'change_unknown'],
    [{ kind: 'truncated' }, 'registrar_unavailable', 'change_unknown'],
    [{ kind: 'html' }, 'registrar_unavailable', 'change_unknown'],
    [{ kind: 'status', status: 502 }, 'registrar_unavailable', 'change_unknown'],
    [{ kind: 'pending' }, 'registrar_refused', 'change_unknown'],
    [{ kind: 'unknown-code', when: 'before' }, 'registrar_refused', 'registrar_refused'],
    [{ kind: 'rate-limit', retryAfterSeconds: 60 }, 'registrar_unavailable', 'registrar_held_back'],
  ])('does not believe in success when there is %j', async (fault, read, change) => {
    stage.registrar.faults.add(fault);
    expect(outcome(await act('GetRegistrarLock'))).toBe(read);
    expect(outcome(await act('SaveRegistrarLock'))).toBe(change);
  });

  test('refuses a domain of somebody else as the registrar does', async () => {
    const answer = await act('SaveRegistrarLock', { domain: 'theirs.com' });
    expect(outcome(answer)).toBe('registrar_refused');
    expect(message(answer)).toContain(
      'invented/move_bolt: HTTP 200, code 2004, "Domain is not in this account"',
    );
  });

  test.each<[string, object]>([
    ['SaveRegistrarLock', { lockenabled: 'maybe' }],
    ['SaveRegistrarLock', { lockenabled: undefined }],
    ['IDProtectToggle', { protectenable: 'on' }],
    ['GetEPPCode', { domain: 'no name' }],
  ])('%s refuses %j', async (action, changes) => {
    expect(outcome(await act(action, changes))).toBe('invalid_parameter');
    expect(stage.registrar.calls()).toBe(0);
  });
});

test('answers with a transfer code that cannot be read leave a line in the log', async () => {
  for (const fault of [null, { kind: 'truncated' }, { kind: 'unknown-code', when: 'after' }] as const) {
    if (fault !== null) stage.registrar.faults.add(fault);
    await act('GetEPPCode');
    stage.registrar.faults.clear();
  }
  const refused = stage.sidecar.log.filter(
    (line) => line.includes('invented/show_key') && line.includes('unreadable'),
  );
  expect(refused).not.toEqual([]);
});
