import { z } from 'zod';
import type { HoldReport } from '../portfolio/hold-report.js';
import type { IndexedDomain } from '../portfolio/portfolio-store.js';
import { isoTime } from '../http/iso-time.js';
import { credentialsOf } from '../settings/settings.js';
import { domainAction, type DomainAction } from './domain-action.js';
import { listedInPortfolio, type DomainReaders } from './find-in-portfolio.js';
import { whmcsDomain, withName } from './named-domain.js';
import { nameserverKeys } from './nameserver-keys.js';

/** How WHMCS calls the state of a domain; null where the registrar's word is not explained in its documents. */
export type RegistrationStatus = 'active' | 'expired' | 'suspended' | null;

/**
 * WHMCS's GetDomainInformation (whmcs-contract.md sections 5.2 and 10.1): plain values, of which the module makes
 * WHMCS's object. The transfer lock is left out: no documented action reads it.
 */
export function getDomainInformation(readers: DomainReaders): DomainAction {
  return domainAction({
    name: 'GetDomainInformation',
    params: z.object(whmcsDomain).transform(withName),
    run: async ({ name }, call) => {
      const domain = await listedInPortfolio(readers, name, call);
      const report = domain.onHold
        ? await readers.portfolio.holdReport(credentialsOf(call.settings), domain)
        : null;
      return {
        domain: domain.domain,
        nameservers: nameserverKeys(domain.nameservers),
        status: statusOf(domain, report),
        expiryDate: domain.expiryDate,
        onHold: domain.onHold,
        hold: report,
        asOf: isoTime(domain.seenAt),
      };
    },
  });
}

/** A hold that is only planned leaves the domain as it is; one without a report counts as applied, as the list has it. */
function statusOf({ status, onHold }: IndexedDomain, report: HoldReport | null): RegistrationStatus {
  if (onHold && (report === null || report.state === 'applied')) return 'suspended';
  return status === 'active' || status === 'expired' ? status : null;
}
