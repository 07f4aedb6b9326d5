import type { ContactStore } from '../contacts/contact-store.js';
import type { RegistrarClient } from '../nicenic/registrar-client.js';
import type { OperationsFile } from '../operations/operations-file.js';
import type { OrderService } from '../orders/order-service.js';
import type { PortfolioService } from '../portfolio/portfolio-service.js';
import { NamePrices } from '../pricing/name-prices.js';
import type { TldPriceService } from '../pricing/tld-price-service.js';
import type { TldPriceStore } from '../pricing/tld-price-store.js';
import type { Settings } from '../settings/settings.js';
import type { Clock } from '../store/clock.js';
import type { Balance } from './balance-guard.js';
import type { DomainAction } from './domain-action.js';
import type { FailureReporter } from './failure-reporter.js';
import { checkAvailability } from './check-availability.js';
import { deleteNameserver } from './delete-nameserver.js';
import { getContactDetails } from './get-contact-details.js';
import { getDns } from './get-dns.js';
import { getDomainInformation } from './get-domain-information.js';
import { getDomainSuggestions } from './get-domain-suggestions.js';
import { getEppCode } from './get-epp-code.js';
import { getNameservers } from './get-nameservers.js';
import { getRegistrarLock } from './get-registrar-lock.js';
import { getTldPricing } from './get-tld-pricing.js';
import { idProtectToggle } from './id-protect-toggle.js';
import { modifyNameserver } from './modify-nameserver.js';
import { noteChanges, notesChange } from './notes-change.js';
import { Offers } from './offers.js';
import { registerDomain } from './register-domain.js';
import { registerNameserver } from './register-nameserver.js';
import { releaseDomain } from './release-domain.js';
import { renewDomain } from './renew-domain.js';
import { requestDelete } from './request-delete.js';
import { saveContactDetails } from './save-contact-details.js';
import { saveDns } from './save-dns.js';
import { saveNameservers } from './save-nameservers.js';
import { saveRegistrarLock } from './save-registrar-lock.js';
import { sync } from './sync.js';
import { transferDomain } from './transfer-domain.js';
import { transferSync } from './transfer-sync.js';

/** What the domain actions work with. */
export interface DomainActionParts {
  readonly client: RegistrarClient;
  readonly clock: Clock;
  readonly orders: OrderService;
  readonly portfolio: PortfolioService;
  readonly contacts: ContactStore;
  readonly operations: OperationsFile;
  readonly prices: TldPriceService;
  readonly tldPrices: TldPriceStore;
  readonly failures: FailureReporter;
  /** The balance that was seen last with these settings; null when none was. */
  readonly lastBalance: (settings: Settings) => Promise<Balance | null>;
  readonly onStorageError: (error: unknown) => void;
}

/** Every WHMCS function that the sidecar serves. */
export function domainActions(parts: DomainActionParts): DomainAction[] {
  const { client, clock, contacts, failures, operations, portfolio, prices, onStorageError } = parts;
  const noteChange = noteChanges(portfolio, onStorageError);
  const mapped = { operations, client, failures, noteChange };
  const offers = new Offers(client, new NamePrices(client, clock), prices, failures);
  const orders = [registerDomain(parts), renewDomain(parts), transferDomain(parts)];
  return [
    checkAvailability(offers),
    getDomainSuggestions(offers),
    getTldPricing(prices, failures),
    ...orders.map((action) => notesChange(noteChange, action)),
    sync(parts),
    transferSync(parts),
    getDomainInformation(parts),
    getNameservers(parts),
    getContactDetails(contacts),
    saveContactDetails(parts),
    registerNameserver(parts),
    modifyNameserver(parts),
    saveNameservers(mapped),
    getRegistrarLock(mapped),
    saveRegistrarLock(mapped),
    getEppCode(mapped),
    idProtectToggle(mapped),
    deleteNameserver(mapped),
    releaseDomain(mapped),
    requestDelete(mapped),
    getDns(mapped),
    saveDns(mapped),
  ];
}
