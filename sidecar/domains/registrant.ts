import { z } from 'zod';
import type { ContactFields } from '../contacts/contact-fields.js';
import { fault } from '../texts/field-fault.js';
import { checkRequest, contactOf, oneLine, wellFormedContact, type Contact } from './contact.js';
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
export interface Registrant extends Contact {
  readonly dns1: string;
  readonly dns2: string;
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

/** The registrant of an order in the fields of WHMCS's contact form. */
export function contactFieldsOf(given: RegistrantParams): ContactFields {
  const { email, companyname, address1, address2, city, postcode, country } = given;
  const whole = oneLine(given.fullname);
  const isInParts = whole === '' || whole === oneLine(`${given.firstname} ${given.lastname}`);
  return {
    firstname: isInParts ? given.firstname : given.fullname,
    lastname: isInParts ? given.lastname : '',
    companyname,
    email,
    address1,
    address2,
    city,
    state: oneLine(given.fullstate) || given.state,
    postcode,
    country,
    phonenumber: given.fullphonenumber,
  };
}

/** The values in the form that NiceNIC documents; whether they keep to its limits is not checked yet. */
export function registrantOf(given: RegistrantParams): Registrant {
  const [dns1 = '', dns2 = ''] = [given.ns1, given.ns2, given.ns3, given.ns4, given.ns5]
    .map(asciiHostName)
    .filter((name) => name !== '');
  return { dns1, dns2, ...contactOf(contactFieldsOf(given)) };
}

/** What the documented limits do not say, and every registrar wants. */
const wellFormed = wellFormedContact
  .extend({ dns1: hostName, dns2: hostName })
  .refine(({ dns1, dns2 }) => dns1 !== dns2, { path: ['dns2'], message: fault('fields:same_as_ns1') });

/**
 * Checks an order's request against the documented limits and the forms that go without saying.
 * @throws {CompanionError} `invalid_parameter` naming WHMCS's fields, before anything is sent or written
 */
export function checkOrder(request: Registrant, documented: z.ZodType<object>): void {
  checkRequest(request, [documented, wellFormed], WHMCS_FIELD);
}
