import { z } from 'zod';
import type { ContactStore } from '../contacts/contact-store.js';
import { accountOf } from './account-of.js';
import { domainAction, type DomainAction } from './domain-action.js';
import { whmcsDomain, withName } from './named-domain.js';

/**
 * WHMCS's GetContactDetails (whmcs-contract.md section 5.2). No documented action reads contacts, so that the answer
 * is what the registrar was last told through the sidecar: `contact` in WHMCS's words, null when nothing is known.
 */
export function getContactDetails(contacts: ContactStore): DomainAction {
  return domainAction({
    name: 'GetContactDetails',
    params: z.object(whmcsDomain).transform(withName),
    run: async ({ name }, { settings }) => ({ contact: await contacts.find(accountOf(settings), name) }),
  });
}
