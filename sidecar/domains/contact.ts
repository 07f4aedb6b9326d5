import { z } from 'zod';
import type { ContactFields } from '../contacts/contact-fields.js';
import { CompanionError } from '../errors/companion-error.js';
import { fault, toldFault } from '../texts/field-fault.js';
import { phrase, type Text } from '../texts/phrase.js';

/** The one contact that NiceNIC takes of a domain (nicenic-api-v2.md section 5). */
export interface Contact {
  readonly name: string;
  readonly organization: string;
  readonly country: string;
  readonly state: string;
  readonly city: string;
  readonly address: string;
  readonly postcode: string;
  readonly phone: string;
  readonly fax: string;
  readonly email: string;
}

/** The values in the form that NiceNIC documents; whether they keep to its limits is not checked yet. */
export function contactOf(fields: ContactFields): Contact {
  const person = oneLine(`${fields.firstname} ${fields.lastname}`);
  const city = oneLine(fields.city);
  const phone = fields.phonenumber.replace(/[\s()/-]/g, '');
  return {
    name: person,
    organization: oneLine(fields.companyname) || person,
    country: fields.country.trim().toUpperCase(),
    // Some countries have no states, and NiceNIC documents one character at least.
    state: oneLine(fields.state) || city,
    city,
    address: [fields.address1, fields.address2].map(oneLine).filter(Boolean).join(', '),
    postcode: oneLine(fields.postcode),
    phone,
    // WHMCS knows no fax number, and NiceNIC's documentation marks the parameter as optional nowhere.
    fax: phone,
    email: fields.email.trim(),
  };
}

/** WHMCS's module decodes once what WHMCS encodes; what is still encoded would be sent with the encoding in it. */
const plain = z
  .string()
  .regex(/^\P{Cc}*$/u, fault('fields:control_characters'))
  .refine((value) => !/&(?:#\d+|#x[\da-f]+|[a-z][a-z\d]+);/i.test(value), fault('fields:html_entities'));

/** What the documented limits do not say, and every registrar wants. */
export const wellFormedContact = z.object({
  name: plain,
  organization: plain,
  country: z.string().regex(/^[A-Z]{2}$/, fault('fields:country')),
  state: plain,
  city: plain,
  address: plain,
  postcode: plain,
  // "+country code.area code and number" (nicenic-api-v2.md section 5), the form of WHMCS as well.
  phone: z.string().regex(/^\+\d{1,3}\.\d+$/, fault('fields:phone')),
});

/**
 * Checks the parameters of a request before anything is sent or written. `names` are those that the reader knows the
 * parameters by.
 * @throws {CompanionError} `invalid_parameter` with the first fault of each
 */
export function checkRequest(
  request: object,
  schemas: readonly z.ZodType<object>[],
  names: Readonly<Record<string, string>>,
): void {
  const faults = new Map<string, Text>();
  for (const issue of schemas.flatMap(
    (schema) => schema.safeParse(request, { reportInput: true }).error?.issues ?? [],
  )) {
    const parameter = String(issue.path[0]);
    const name = names[parameter] ?? parameter;
    if (!faults.has(name)) faults.set(name, faultOf(issue));
  }
  if (faults.size === 0) return;
  const detail = [...faults].map(([field, problem]) => phrase('details:field', { field, problem }));
  throw new CompanionError('invalid_parameter', { detail });
}

function faultOf(issue: z.core.$ZodIssue): Text {
  if (issue.code === 'too_small' && issue.origin === 'string') {
    const least = Number(issue.minimum);
    return least === 1 ? phrase('fields:missing') : phrase('fields:too_short', { least });
  }
  if (issue.code === 'too_big' && issue.origin === 'string')
    return phrase('fields:too_long', { most: Number(issue.maximum) });
  return toldFault(issue);
}

export function oneLine(value: string): string {
  return value.trim().replace(/\s+/g, ' ');
}
