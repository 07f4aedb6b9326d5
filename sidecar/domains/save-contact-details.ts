import { z } from 'zod';
import type { ContactFields } from '../contacts/contact-fields.js';
import type { ContactStore } from '../contacts/contact-store.js';
import { CompanionError } from '../errors/companion-error.js';
import { changeContact } from '../nicenic/actions.js';
import { nameOf } from '../nicenic/registrar-action.js';
import type { RegistrarClient } from '../nicenic/registrar-client.js';
import { credentialsOf } from '../settings/settings.js';
import { phrase } from '../texts/phrase.js';
import { accountOf } from './account-of.js';
import { changeError } from './change-error.js';
import { checkRequest, contactOf, wellFormedContact } from './contact.js';
import { domainAction, type DomainAction } from './domain-action.js';
import type { FailureReporter } from './failure-reporter.js';
import { whmcsDomain, withName } from './named-domain.js';

/** What a change of contacts needs. */
export interface ContactParts {
  readonly client: RegistrarClient;
  readonly contacts: ContactStore;
  readonly failures: FailureReporter;
  /** A contact that cannot be kept must not make a change that was made look like one that failed. */
  readonly onStorageError: (error: unknown) => void;
}

const text = z.string().max(1_000).default('');

/** One type of contact of WHMCS's form. */
const typed = z.object({
  firstname: text,
  lastname: text,
  companyname: text,
  email: text,
  address1: text,
  address2: text,
  city: text,
  state: text,
  postcode: text,
  country: text,
  phonenumber: text,
  /** Digits, where the form asks for them apart from the number. */
  phonecc: text,
});

const params = z
  .object({ ...whmcsDomain, contactdetails: z.object({ Registrant: typed.nullable() }) })
  .transform(withName);

/** The labels of WHMCS's form that NiceNIC's parameters are made from. */
const LABELS: Readonly<Record<string, string>> = {
  name: 'First Name and Last Name',
  organization: 'Company Name',
  email: 'Email Address',
  address: 'Address 1 and Address 2',
  city: 'City',
  state: 'State',
  postcode: 'Postcode',
  country: 'Country',
  phone: 'Phone Number',
  fax: 'Phone Number',
};

/**
 * WHMCS's SaveContactDetails (whmcs-contract.md section 5.3): changes the registrant, the one contact that NiceNIC
 * documents (nicenic-api-v2.md section 5.7).
 */
export function saveContactDetails({
  client,
  contacts,
  failures,
  onStorageError,
}: ContactParts): DomainAction {
  return domainAction({
    name: 'SaveContactDetails',
    params,
    run: async ({ name, contactdetails: { Registrant: given } }, { settings }) => {
      if (given === null) {
        throw new CompanionError('invalid_parameter', {
          detail: phrase('details:no_registrant'),
        });
      }
      const fields = withWholeNumber(given);
      const request = { domain: name, ...contactOf(fields) };
      checkRequest(request, [changeContact.request, wellFormedContact], LABELS);
      const answer = await client.read(changeContact, request, credentialsOf(settings));
      if (answer.outcome === 'failed')
        throw await changeError(nameOf(changeContact), answer, failures, settings);
      await contacts.noteSaved(accountOf(settings), name, fields).catch(onStorageError);
      failures.worked(settings);
      return { done: true };
    },
  });
}

/** `+CC.NNNN` out of a number and a country code that come together or apart. */
function withWholeNumber({ phonecc, phonenumber, ...given }: z.output<typeof typed>): ContactFields {
  const code = phonecc.replace(/\D/g, '');
  const number = phonenumber.replace(/[\s()/-]/g, '');
  if (code === '' || /^\+\d+\.\d+$/.test(number)) return { ...given, phonenumber: number };
  const rest = number.startsWith(`+${code}`) ? number.slice(code.length + 1) : number;
  return { ...given, phonenumber: `+${code}.${rest.replace(/^\./, '')}` };
}
