import { beforeEach, describe, expect, test } from '@jest/globals';
import { DATA_SHAPES } from '../simulator/envelope.js';
import type { DnsRecord } from '../simulator/portfolio.js';
import { INVENTED_OPERATIONS, INVENTED_UPDATE, writeOperations } from '../support/invented-operations.js';
import type { Envelope } from '../support/running-sidecar.js';
import { impatientWithSilence } from '../support/patience.js';
import { useSidecar } from '../support/use-sidecar.js';

const stage = useSidecar({
  simulator: { inventedOperations: true },
  sidecar: (registrar) => ({
    callLimits: impatientWithSilence(registrar),
  }),
});

const dataDir = (): string => stage.sidecar.companion.folder.path;

const record = (id: number, host: string, type: string, value: string, pri = 0): DnsRecord => ({
  id,
  host,
  type,
  value,
  ttl: 3600,
  pri,
});

const ZONE = [
  record(1, '@', 'A', '192.0.2.1'),
  record(2, 'www', 'CNAME', 'mine.com'),
  record(3, '@', 'MX', 'mail.mine.com', 10),
  record(4, '@', 'TXT', '"v=spf1 a -all"'),
  record(5, '_sip._tcp', 'SRV', '1 5060 sip.mine.com', 5),
];

beforeEach(() => {
  writeOperations(dataDir(), INVENTED_OPERATIONS);
  stage.registrar.production.portfolio.put({ domain: 'mine.com', records: ZONE });
});

interface Row {
  readonly hostname: string;
  readonly type: string;
  readonly address: string;
  readonly priority: string;
}

const row = (hostname: string, type: string, address: string, priority = 'N/A'): Row => ({
  hostname,
  type,
  address,
  priority,
});

/** What the form shows of the zone. */
const SHOWN = [
  row('@', 'A', '192.0.2.1'),
  row('www', 'CNAME', 'mine.com'),
  row('@', 'MX', 'mail.mine.com', '10'),
  row('@', 'TXT', '"v=spf1 a -all"'),
];

/** The row that WHMCS adds for a new record. */
const BLANK = row('', 'A', '');

const list = (): Promise<Envelope> => stage.sidecar.act('GetDNS', { domainid: 5, domain: 'mine.com' });
const save = (...dnsrecords: readonly object[]): Promise<Envelope> =>
  stage.sidecar.act('SaveDNS', { domainid: 5, domain: 'mine.com', dnsrecords });
const outcome = (answer: Envelope): string => (answer.ok ? 'ok' : answer.error.code);
const message = (answer: Envelope): string => (answer.ok ? '' : answer.error.message);
const zone = (): string[] =>
  (stage.registrar.production.portfolio.get('mine.com')?.records ?? []).map(
    ({ id, host, type, value, pri }) => [id > 5 ? 'new' : id, host, type, value, pri].join(' '),
  );
const unchanged = ZONE.map(({ id, host, type, value, pri }) => [id, host, type, value, pri].join(' '));
const calls = (): string[] => stage.registrar.log.list().map(({ action }) => action);

describe('GetDNS', () => {
  test('shows the records that the form can show', async () => {
    expect(await list()).toMatchObject({ ok: true, result: { records: SHOWN } });
  });

  test.each(DATA_SHAPES)('reads them in the shape "%s", or says that it cannot', async (dataShape) => {
    stage.registrar.configure({ dataShape, numbersAsStrings: dataShape === 'array' });
    const answer = await list();
    if (dataShape === 'null' || dataShape === 'absent')
      expect(outcome(answer)).toBe('operation_answer_unclear');
    else expect(answer).toMatchObject({ result: { records: SHOWN } });
  });

  test('shows an empty zone as one', async () => {
    stage.registrar.production.portfolio.put({ domain: 'mine.com', records: [] });
    expect(await list()).toMatchObject({ ok: true, result: { records: [] } });
  });

  test.each<[string, object, string]>([
    ['has no list', { list: 'needles' }, 'data.needles is no list'],
    ['has a list of something else', { list: 'pins', fields: { value: 'goal' } }, 'record 1 has no "goal"'],
    ['has no ids', { fields: { id: 'number' } }, 'record 1 has no "number"'],
    ['has no priorities', { fields: { priority: 'weight' } }, 'record 3 has no "weight"'],
    [
      'has words for priorities',
      { fields: { priority: 'to' } },
      'record 3 is an MX record without a priority',
    ],
  ])(
    'takes no answer for a zone that %s',
    async (_what, { fields, ...changes }: { fields?: object }, problem) => {
      const { GetDNS } = INVENTED_OPERATIONS;
      const answer = { ...GetDNS.answer, ...changes, fields: { ...GetDNS.answer.fields, ...fields } };
      writeOperations(dataDir(), { ...INVENTED_OPERATIONS, GetDNS: { ...GetDNS, answer } });
      for (const answered of [await list(), await save(...SHOWN)]) {
        expect(outcome(answered)).toBe('operation_answer_unclear');
        expect(message(answered)).toContain(problem);
      }
      expect(zone()).toEqual(unchanged);
    },
  );
});

describe('SaveDNS', () => {
  test('changes nothing when the form comes back as it was', async () => {
    expect(await save(...SHOWN, BLANK)).toMatchObject({ ok: true, result: { done: true } });
    expect(calls()).toEqual(['list_pins']);
  });

  test('makes what is new, deletes what is gone, and leaves what the form cannot show', async () => {
    const [a, , mx, txt] = SHOWN;
    await save(
      { ...a, address: '192.0.2.9' },
      { ...mx, priority: '20' },
      { ...txt },
      { ...SHOWN[1], address: '' },
      row('shop', 'cname', ' mine.com '),
      BLANK,
    );
    expect(zone()).toEqual([
      '4 @ TXT "v=spf1 a -all" 0',
      '5 _sip._tcp SRV 1 5060 sip.mine.com 5',
      'new @ A 192.0.2.9 0',
      'new @ MX mail.mine.com 20',
      'new shop CNAME mine.com 0',
    ]);
    expect(stage.registrar.log.list({ action: 'create_record' }).map(({ query }) => query['pri'])).toEqual([
      undefined,
      '20',
      undefined,
    ]);
  });

  test('updates where the registrar can', async () => {
    writeOperations(dataDir(), {
      ...INVENTED_OPERATIONS,
      SaveDNS: { ...INVENTED_OPERATIONS.SaveDNS, update: INVENTED_UPDATE },
    });
    const [a, cname, mx, txt] = SHOWN;
    await save({ ...a, address: '192.0.2.9' }, { ...cname }, { ...mx, priority: '20' }, { ...txt });
    expect(calls()).toEqual(['list_pins', 'move_pin', 'move_pin']);
    expect(zone().slice(0, 3)).toEqual([
      '1 @ A 192.0.2.9 0',
      '2 www CNAME mine.com 0',
      '3 @ MX mail.mine.com 20',
    ]);
  });

  test('takes a value that a page escaped for the one it was, and keeps one that was typed', async () => {
    const [a, cname, mx] = SHOWN;
    await save(
      { ...a },
      { ...cname },
      { ...mx },
      row('@', 'TXT', '&quot;v=spf1 a -all&quot;'),
      row('k', 'TXT', `"a'&<b>; c" `),
    );
    expect(zone()).toEqual([...unchanged, `new k TXT "a'&<b>; c"  0`]);
  });

  test.each<[string, readonly object[], string]>([
    ['no rows', [], 'dnsrecords: has no rows'],
    ['a type that the form does not have', [...SHOWN, row('a', 'SRV', 'x')], 'dnsrecords.4.type: '],
    [
      'an MX record without a priority',
      [row('@', 'MX', 'm.mine.com')],
      'dnsrecords.0.priority: an MX record needs a number',
    ],
    ['a priority that is too large', [row('@', 'MX', 'm.mine.com', '65536')], 'dnsrecords.0.priority: '],
    ['a line break', [row('@', 'TXT', 'a\nb')], 'dnsrecords.0.address: has control characters'],
    ['a host with a blank', [row('a b', 'A', '192.0.2.1')], 'dnsrecords.0.hostname: has blanks in it'],
    [
      'a name where an address belongs',
      [...SHOWN, row('a', 'A', 'mine.com')],
      'dnsrecords: a A needs an IPv4 address',
    ],
    [
      'an address of the other family',
      [...SHOWN, row('a', 'AAAA', '192.0.2.1')],
      'dnsrecords: a AAAA needs an IPv6 address',
    ],
    ['a new record without a value', [...SHOWN, row('a', 'A', ' ')], 'dnsrecords: a A has no value'],
    [
      'a form without the records, as after an error of GetDNS',
      [BLANK],
      'dnsrecords: the form has 1 rows for 4 records at NiceNIC; open the page again',
    ],
    ['a form that was cut', SHOWN.slice(0, 3), 'dnsrecords: the form has 3 rows for 4 records'],
    ['rows that are no objects', ['a'] as unknown as object[], 'dnsrecords.0: '],
  ])('refuses %s and changes nothing', async (_what, rows, problem) => {
    const answer = await save(...rows);
    expect(outcome(answer)).toBe('invalid_parameter');
    expect(message(answer)).toContain(problem);
    expect(zone()).toEqual(unchanged);
  });

  test('says how far it came when the registrar refuses one, and makes the rest next time', async () => {
    const rows = [row('@', 'A', ''), ...SHOWN.slice(1), row('a', 'A', '192.0.2.7')];
    stage.registrar.faults.add({ kind: 'unknown-code', when: 'before' }, { action: 'pull_pin', times: 1 });
    const answer = await save(...rows);
    expect(outcome(answer)).toBe('registrar_refused');
    expect(message(answer)).toContain('1 of 2 changes were made.');
    expect(outcome(await save(...rows))).toBe('ok');
    expect(zone()).toEqual([...unchanged.slice(1), 'new a A 192.0.2.7 0']);
  });

  test('says that a change may have been made when its answer is lost', async () => {
    stage.registrar.faults.add({ kind: 'reset', when: 'after' }, { action: 'create_record', times: 1 });
    const rows = [...SHOWN, row('a', 'A', '192.0.2.7')];
    const answer = await save(...rows);
    expect(outcome(answer)).toBe('change_unknown');
    expect(message(answer)).toContain('0 of 1 changes were made.');
    expect(outcome(await save(...rows))).toBe('ok');
    expect(zone()).toEqual([...unchanged, 'new a A 192.0.2.7 0']);
  });

  test('makes two saves of a zone at once one after the other', async () => {
    const rows = [...SHOWN, row('a', 'A', '192.0.2.7')];
    stage.registrar.faults.add({ kind: 'delay', milliseconds: 30 });
    const answers = await Promise.all([save(...rows), save(...rows)]);
    expect(answers.map(outcome)).toEqual(['ok', 'ok']);
    expect(zone()).toEqual([...unchanged, 'new a A 192.0.2.7 0']);
  });
});
