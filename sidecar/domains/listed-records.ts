import { z } from 'zod';
import { CompanionError } from '../errors/companion-error.js';
import { lenientNumber, listOf } from '../nicenic/registrar-action.js';
import { nameOfPlace, textOf, valueAt } from '../operations/answer-value.js';
import type { Operations } from '../operations/operations-schema.js';
import { phrase, type Phrase } from '../texts/phrase.js';
import { isFormType, type KnownRecord } from './dns-record.js';
import type { ActionCall } from './domain-action.js';
import { readMapped, type MappedParts } from './mapped-function.js';

type DnsList = NonNullable<Operations['GetDNS']>;

/**
 * The records of a zone that WHMCS's form can show; others are neither read nor touched.
 * @throws {CompanionError} `operation_answer_unclear` when one of them is not what the mapping says: half a zone that
 * passed for a whole one would be saved as such
 */
export async function listedRecords(
  parts: MappedParts,
  mapping: DnsList,
  name: string,
  call: ActionCall,
): Promise<readonly KnownRecord[]> {
  const data = await readMapped(parts, mapping, { domain: name }, call);
  return readRecords(data, mapping.answer, (problem) => {
    throw new CompanionError('operation_answer_unclear', {
      detail: phrase('details:operation.records', { domain: name, problem }),
    });
  });
}

const rows = listOf(z.unknown());

const priority = lenientNumber.pipe(z.int().min(0).max(65_535));

function readRecords(
  data: unknown,
  { list, fields }: DnsList['answer'],
  refuse: (problem: Phrase) => never,
): KnownRecord[] {
  const value = valueAt(data, list);
  const listed = rows.safeParse(value);
  // What is not there at all is no empty list.
  if (value === undefined || !listed.success)
    return refuse(phrase('details:operation.no_list', { place: nameOfPlace(list) }));
  return listed.data.flatMap((row, index): KnownRecord[] => {
    const record = index + 1;
    const given = (field: keyof typeof fields): unknown => {
      const found = fields[field] === undefined ? null : valueAt(row, fields[field]);
      return found === undefined
        ? refuse(phrase('details:operation.no_field', { record, field: fields[field] ?? '' }))
        : found;
    };
    const text = (field: keyof typeof fields): string =>
      textOf(given(field)) ??
      refuse(phrase('details:operation.no_single_value', { record, field: fields[field] ?? '' }));
    const type = text('type').toUpperCase();
    if (!isFormType(type)) return [];
    const host = given('host');
    const read = {
      id: fields.id === undefined ? null : text('id'),
      // Some write the domain itself as nothing.
      host: host === null || host === '' ? '@' : text('host'),
      type,
      value: text('value'),
      priority: null,
    };
    if (type !== 'MX') return [read];
    const told = priority.safeParse(given('priority'));
    return [{ ...read, priority: told.data ?? refuse(phrase('details:operation.no_priority', { record })) }];
  });
}
