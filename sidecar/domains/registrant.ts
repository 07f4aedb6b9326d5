import { z } from 'zod';
import { CompanionError } from '../errors/companion-error.js';
import { asciiHostName, hostName } from './host-name.js';
import { beyondFive } from './nameserver-keys.js';

const text = z.string().max(1_000).default('');

/** What WHMCS hands over about nameservers and the registrant of an order (whmcs-contract.md section 3.1). */
export const registrantParams = {
  ns1: text,
  ns2: text,
  ns3: text,
  ns4: text,
  ns5: text,
  ns6: beyondFive,
  fullname: text,
  firstname: text,
  lastname: text,
  companyname: text,
  email: text,
  address1: text,
  address2: text,
  city: text,
  state: text,
  fullstate: text,
  postcode: text,
  country: text,
  fullphonenumber: text,
};

type RegistrantParams = z.output<z.ZodObject<typeof registrantParams>>;

/** What NiceNIC takes of it (nicenic-api-v2.md section 5): two nameservers and one contact. */
export interface Registrant {
  readonly dns1: string;
  readonly dns2: string;
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

/** WHMCS's names of the fields that NiceNIC's parameters are made from, for messages about them. */
const WHMCS_FIELD: Readonly<Record<string, string>> = {
  dns1: 'ns1',
  dns2: 'ns2',
  name: 'fullname',
  organization: 'companyname',
  state: 'state',
  city: 'city',
  address: 'address1',
  country: 'country',
  postcode: 'postcode',
  phone: 'fullphonenumber',
  fax: 'fullphonenumber',
  email: 'email',
  year: 'regperiod',
  domain: 'domain',
  authcode: 'transfersecret',
};

/** The values in the form that NiceNIC documents; whether they keep to its limits is not checked yet. */
export function registrantOf(given: RegistrantParams): Registrant {
  const [dns1 = '', dns2 = ''] = [given.ns1, given.ns2, given.ns3, given.ns4, given.ns5]
    .map(asciiHostName)
    .filter((name) => name !== '');
  const person = oneLine(given.fullname) || oneLine(`${given.firstname} ${given.lastname}`);
  const city = oneLine(given.city);
  const phone = given.fullphonenumber.replace(/[\s()/-]/g, '');
  return {
    dns1,
    dns2,
    name: person,
    organization: oneLine(given.companyname) || person,
    country: given.country.trim().toUpperCase(),
    // Some countries have no states, and NiceNIC documents one character at least.
    state: oneLine(given.fullstate) || oneLine(given.state) || city,
    city,
    address: [given.address1, given.address2].map(oneLine).filter(Boolean).join(', '),
    postcode: oneLine(given.postcode),
    phone,
    // WHMCS knows no fax number, and NiceNIC's documentation marks the parameter as optional nowhere.
    fax: phone,
    email: given.email.trim(),
  };
}

/** WHMCS's module decodes once what WHMCS encodes; what is still encoded would be ordered with the encoding in it. */
const plain = z
  .string()
  .regex(/^\P{Cc}*$/u, 'has control characters')
  .refine((value) => !/&(?:#\d+|#x[\da-f]+|[a-z][a-z\d]+);/i.test(value), 'has HTML entities in it');

/** What the documented limits do not say, and every registrar wants. */
const wellFormed = z
  .object({
    dns1: hostName,
    dns2: hostName,
    name: plain,
    organization: plain,
    country: z.string().regex(/^[A-Z]{2}$/, 'must be a country code of two letters'),
    state: plain,
    city: plain,
    address: plain,
    postcode: plain,
    // "+country code.area code and number" (nicenic-api-v2.md section 5), the form of WHMCS as well.
    phone: z.string().regex(/^\+\d{1,3}\.\d+$/, 'must look like +44.2012345678'),
  })
  .refine(({ dns1, dns2 }) => dns1 !== dns2, { path: ['dns2'], message: 'is the same as ns1' });

/**
 * Checks an order's request against the documented limits and the forms that go without saying.
 * @throws {CompanionError} `invalid_parameter` naming WHMCS's fields, before anything is sent or written
 */
export function checkOrder(request: Registrant, documented: z.ZodType<object>): void {
  const issues = [documented, wellFormed].flatMap((schema) => schema.safeParse(request).error?.issues ?? []);
  if (issues.length === 0) return;
  const detail = issues.map(({ path, message }) => {
    const parameter = String(path[0]);
    return `${WHMCS_FIELD[parameter] ?? parameter}: ${message}.`;
  });
  throw new CompanionError('invalid_parameter', { detail: [...new Set(detail)].join(' ') });
}

function oneLine(value: string): string {
  return value.trim().replace(/\s+/g, ' ');
}
