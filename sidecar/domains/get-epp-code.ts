import { z } from 'zod';
import { CompanionError } from '../errors/companion-error.js';
import { nameOfPlace, textOf, valueAt } from '../operations/answer-value.js';
import { phrase } from '../texts/phrase.js';
import type { DomainAction } from './domain-action.js';
import { mappedFunction, readMapped, type MappedParts } from './mapped-function.js';
import { whmcsDomain, withName } from './named-domain.js';

/** One line of printable text; longer ones are no code. */
const CODE = /^\P{Cc}{1,255}$/u;

/**
 * WHMCS's GetEPPCode: `{eppcode}`, or `{mailed: true}` where the mapping has no `answer` because the registrar mails the
 * code to the registrant. Whoever has the code can take the domain away: it is in this answer and nowhere else.
 */
export function getEppCode(parts: MappedParts): DomainAction {
  return mappedFunction(parts, {
    name: 'GetEPPCode',
    params: z.object(whmcsDomain).transform(withName),
    run: async (mapping, { name }, call) => {
      const data = await readMapped(parts, mapping, { domain: name }, call, { confidentialAnswer: true });
      if (mapping.answer === undefined) return { mailed: true };
      const place = mapping.answer.value;
      const code = textOf(valueAt(data, place));
      if (code !== null && CODE.test(code)) return { eppcode: code };
      throw new CompanionError('operation_answer_unclear', {
        detail: phrase('details:operation.no_code', { domain: name, place: nameOfPlace(place) }),
      });
    },
  });
}
