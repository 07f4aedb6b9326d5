import { describe, expect, test } from '@jest/globals';
import { diffRecords, type RecordCalls } from '../../sidecar/domains/diff-records.js';
import type { DnsRecord, KnownRecord } from '../../sidecar/domains/dns-record.js';

const CALLS: RecordCalls = { canUpdate: false, deletesById: true };

/** `www A 192.0.2.1`, or with a priority behind. */
function record(text: string): DnsRecord {
  const [host = '', type = '', value = '', priority] = text.split(' ');
  return { host, type, value, priority: priority === undefined ? null : Number(priority) };
}

function diff(
  known: readonly string[],
  wanted: readonly string[],
  calls: Partial<RecordCalls> = {},
): string[] {
  const zone = known.map((text, index): KnownRecord => ({ ...record(text), id: String(index) }));
  return diffRecords(zone, wanted.map(record), { ...CALLS, ...calls }).map((change) => {
    if (change.kind === 'delete') return `- ${change.known.id ?? ''}`;
    const { host, type, value, priority } = change.record;
    const text = [host, type, value, ...(priority === null ? [] : [priority])].join(' ');
    return change.kind === 'create' ? `+ ${text}` : `${change.known.id ?? ''} = ${text}`;
  });
}

describe('the changes of a zone', () => {
  test.each<[string, readonly string[], readonly string[], readonly string[]]>([
    ['nothing for the same', ['@ A 192.0.2.1', 'www A 192.0.2.2'], ['www A 192.0.2.2', '@ A 192.0.2.1'], []],
    ['nothing for another case of the host', ['WWW A 192.0.2.1'], ['www A 192.0.2.1'], []],
    ['a new record', [], ['@ A 192.0.2.1'], ['+ @ A 192.0.2.1']],
    ['one that is gone', ['@ A 192.0.2.1'], [], ['- 0']],
    ['the new before the old goes', ['@ A 192.0.2.1'], ['@ A 192.0.2.9'], ['+ @ A 192.0.2.9', '- 0']],
    [
      'one of several of a kind',
      ['@ A 192.0.2.1', '@ A 192.0.2.2'],
      ['@ A 192.0.2.2', '@ A 192.0.2.3'],
      ['+ @ A 192.0.2.3', '- 0'],
    ],
    ['another priority', ['@ MX m.example 10'], ['@ MX m.example 20'], ['+ @ MX m.example 20', '- 0']],
    [
      'the old before a CNAME comes',
      ['www A 192.0.2.1', 'ftp A 192.0.2.1'],
      ['www CNAME a.example', 'b A 192.0.2.1'],
      ['+ b A 192.0.2.1', '- 0', '- 1', '+ www CNAME a.example'],
    ],
    [
      'a CNAME before the new comes',
      ['www CNAME a.example'],
      ['www A 192.0.2.1'],
      ['- 0', '+ www A 192.0.2.1'],
    ],
    ['one record that is wanted twice', [], ['@ A 192.0.2.1', '@ A 192.0.2.1'], ['+ @ A 192.0.2.1']],
    [
      'nothing for one that is there and wanted twice',
      ['@ A 192.0.2.1'],
      ['@ A 192.0.2.1', '@ A 192.0.2.1'],
      [],
    ],
    [
      'nothing for two that are there twice',
      ['@ A 192.0.2.1', '@ A 192.0.2.1'],
      ['@ A 192.0.2.1', '@ A 192.0.2.1'],
      [],
    ],
    ['another case of a value', ['@ TXT Key'], ['@ TXT key'], ['+ @ TXT key', '- 0']],
    [
      'nothing for a value that a page escaped',
      ['@ TXT "a&b<\'>"'],
      ['@ TXT &quot;a&amp;b&lt;&#039;&gt;&quot;'],
      [],
    ],
    ['nothing for a value with entities of its own', ['@ TXT a&amp;b'], ['@ TXT a&amp;b'], []],
    [
      'both of two values that differ by that',
      ['@ TXT a&amp;b', '@ TXT a&b'],
      ['@ TXT a&b', '@ TXT a&amp;b'],
      [],
    ],
  ])('are %s', (_what, known, wanted, changes) => {
    expect(diff(known, wanted)).toEqual(changes);
  });

  test('are updates of the same host and type where the registrar has them', () => {
    const known = ['@ A 192.0.2.1', '@ MX m.example 10', 'www A 192.0.2.1'];
    const wanted = ['@ A 192.0.2.9', '@ A 192.0.2.8', '@ MX m.example 20', 'ftp A 192.0.2.1'];
    expect(diff(known, wanted, { canUpdate: true })).toEqual([
      '0 = @ A 192.0.2.9',
      '1 = @ MX m.example 20',
      '+ @ A 192.0.2.8',
      '+ ftp A 192.0.2.1',
      '- 2',
    ]);
  });

  test('delete first what a deletion by host, type and value would not tell from the new', () => {
    expect(diff(['@ MX m.example 10'], ['@ MX m.example 20'], { deletesById: false })).toEqual([
      '- 0',
      '+ @ MX m.example 20',
    ]);
  });
});
