import { z } from 'zod';
import { CompanionError } from '../errors/companion-error.js';
import { oneLine } from '../nicenic/one-line.js';
import { nameOfPlace, textOf, valueAt } from '../operations/answer-value.js';
import { phrase } from '../texts/phrase.js';
import type { DomainAction } from './domain-action.js';
import { mappedFunction, readMapped, type MappedParts } from './mapped-function.js';
import { whmcsDomain, withName } from './named-domain.js';

/** Characters of a value that is not known, in a message. */
const SHOWN_CHARACTERS = 40;

/** WHMCS's GetRegistrarLock: `{lock: "locked" | "unlocked"}`, only ever what the registrar clearly said. */
export function getRegistrarLock(parts: MappedParts): DomainAction {
  return mappedFunction(parts, {
    name: 'GetRegistrarLock',
    params: z.object(whmcsDomain).transform(withName),
    run: async (mapping, { name }, call) => {
      const data = await readMapped(parts, mapping, { domain: name }, call);
      const { value: place, values } = mapping.answer;
      const told = textOf(valueAt(data, place));
      const lock = told !== null && Object.hasOwn(values, told) ? values[told] : undefined;
      if (lock !== undefined) return { lock };
      const where = { domain: name, place: nameOfPlace(place) };
      throw new CompanionError('operation_answer_unclear', {
        detail:
          told === null
            ? phrase('details:operation.lock_missing', where)
            : phrase('details:operation.lock_not_in_list', {
                ...where,
                told: oneLine(told).slice(0, SHOWN_CHARACTERS),
              }),
      });
    },
  });
}
