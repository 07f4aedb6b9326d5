import { isIPv4, isIPv6 } from 'node:net';
import { z } from 'zod';
import { CompanionError } from '../errors/companion-error.js';
import type { PlaceholderValues } from '../operations/mapped-action.js';
import { usesId, type MappedCall, type Operations } from '../operations/operations-schema.js';
import { phrase, type Phrase } from '../texts/phrase.js';
import { accountOf } from './account-of.js';
import { diffRecords, type RecordChange } from './diff-records.js';
import { isSameHost, nameOfRecord, type DnsRecord, type KnownRecord } from './dns-record.js';
import type { ActionCall, DomainAction } from './domain-action.js';
import { InTurn } from './in-turn.js';
import { listedRecords } from './listed-records.js';
import { makeChanges } from './make-changes.js';
import { changeMapped, mappedFunction, type MappedParts } from './mapped-function.js';
import { whmcsDomain, withName } from './named-domain.js';
import { postedRecords, type PostedRecords } from './posted-records.js';

type DnsCalls = NonNullable<Operations['SaveDNS']>;

/** No call begins later than that, so that the last one ends while WHMCS's side still waits. Milliseconds. */
const BEGIN_MILLISECONDS = 15_000;

/**
 * WHMCS's SaveDNS: the complete wanted set of records. Only what differs from the registrar's list is changed, and the
 * types that the form cannot show stay as they are.
 */
export function saveDns(parts: MappedParts): DomainAction {
  // Two saves at once would each work from a list that the other one makes out of date.
  const zones = new InTurn();
  return mappedFunction(parts, {
    name: 'SaveDNS',
    params: z.object({ ...whmcsDomain, dnsrecords: postedRecords }).transform(withName),
    run: (calls, { name, dnsrecords }, call, { GetDNS: list }) => {
      const end = performance.now() + BEGIN_MILLISECONDS;
      const hasTime = (): boolean => performance.now() < end;
      const { apiEnvironment, username } = accountOf(call.settings);
      return zones.run(JSON.stringify([apiEnvironment, username, name]), async () => {
        // The file's check lets neither be without the other.
        if (list === undefined) throw new Error('SaveDNS is mapped without GetDNS');
        if (!hasTime()) {
          throw new CompanionError('changes_incomplete', {
            detail: phrase('details:records.busy', { domain: name }),
          });
        }
        const known = await listedRecords(parts, list, name, call);
        const changes = changesTo(known, dnsrecords, calls);
        await makeChanges(changes, (change) => makeChange(parts, calls, change, name, call), hasTime);
        return { done: true };
      });
    },
  });
}

/** @throws {CompanionError} `invalid_parameter` before anything is changed */
function changesTo(
  known: readonly KnownRecord[],
  { rows, wanted, emptied }: PostedRecords,
  calls: DnsCalls,
): readonly RecordChange[] {
  // Each record has its row, also one that is to go. A form that was made while the list could not be read, or that
  // PHP has cut (max_input_vars), lacks some; they were never meant to go.
  if (rows < known.length) refuse(phrase('details:records.rows', { rows, records: known.length }));
  const nothing = emptied.find((row) => !known.some((one) => isSameHost(one, row) && one.type === row.type));
  if (nothing !== undefined) refuse(phrase('details:records.no_value', { record: nameOfRecord(nothing) }));
  const changes = diffRecords(known, wanted, {
    canUpdate: calls.update !== undefined,
    deletesById: usesId(calls.delete),
  });
  for (const change of changes) {
    if (change.kind !== 'delete') refuseWrongAddress(change.record);
  }
  return changes;
}

function refuseWrongAddress(record: DnsRecord): void {
  const { type, value } = record;
  const named = { record: nameOfRecord(record) };
  if (type === 'A' && !isIPv4(value)) refuse(phrase('details:records.ipv4', named));
  if (type === 'AAAA' && !isIPv6(value)) refuse(phrase('details:records.ipv6', named));
}

function refuse(detail: Phrase): never {
  throw new CompanionError('invalid_parameter', { detail });
}

function makeChange(
  parts: MappedParts,
  calls: DnsCalls,
  change: RecordChange,
  name: string,
  call: ActionCall,
): Promise<void> {
  const make = (mapping: MappedCall, values: PlaceholderValues): Promise<void> =>
    changeMapped(parts, mapping, { domain: name, ...values }, call);
  switch (change.kind) {
    case 'create':
      return make(calls.create, valuesOf(change.record));
    case 'update':
      if (calls.update === undefined) throw new Error('An update without a call for it');
      return make(calls.update, { ...valuesOf(change.record), ...idOf(change.known) });
    case 'delete':
      return make(calls.delete, { ...valuesOf(change.known), ...idOf(change.known) });
  }
}

function valuesOf({ host, type, value, priority }: DnsRecord): PlaceholderValues {
  return { host, type, value, ...(priority === null ? {} : { priority: String(priority) }) };
}

function idOf({ id }: KnownRecord): PlaceholderValues {
  return id === null ? {} : { id };
}
