import { AlertStore } from '../alerts/alert-store.js';
import { CheckStore } from '../checks/check-store.js';
import { IncidentStore } from '../checks/incident-store.js';
import { MonitorStore } from '../checks/monitor-store.js';
import { ContactStore } from '../contacts/contact-store.js';
import { LastSuccessStore } from '../diagnosis/last-success-store.js';
import { EgressStore } from '../egress/egress-store.js';
import { EnvironmentStore } from '../egress/environment-store.js';
import { HistoryStore } from '../history/history-store.js';
import { NoticeStore } from '../notices/notice-store.js';
import { OrderJournal } from '../orders/order-journal.js';
import { PortfolioStore } from '../portfolio/portfolio-store.js';
import { TldPriceStore } from '../pricing/tld-price-store.js';
import { SecretCipher } from '../settings/secret-cipher.js';
import { SettingsHistory } from '../settings/settings-history.js';
import { SettingsStore } from '../settings/settings-store.js';
import { SignInStore } from '../status-page/sign-in-store.js';
import type { Foundation } from './foundation.js';

/** Everything that is kept, one store a concern. */
export interface Stores {
  readonly alerts: AlertStore;
  readonly checks: CheckStore;
  readonly contacts: ContactStore;
  readonly egress: EgressStore;
  readonly environments: EnvironmentStore;
  readonly history: HistoryStore;
  readonly incidents: IncidentStore;
  readonly journal: OrderJournal;
  readonly lastSuccess: LastSuccessStore;
  readonly monitor: MonitorStore;
  readonly notices: NoticeStore;
  readonly portfolio: PortfolioStore;
  readonly settings: SettingsStore;
  readonly settingsHistory: SettingsHistory;
  readonly signIns: SignInStore;
  readonly tldPrices: TldPriceStore;
}

/** All of them stand on one database. */
export function storesOn({ config, database, clock, folder, onStorageError }: Foundation): Stores {
  const cipher = new SecretCipher(folder.key);
  return {
    alerts: new AlertStore(database, clock, config.webhook === null ? ['whmcs'] : ['whmcs', 'webhook']),
    checks: new CheckStore(database),
    contacts: new ContactStore(database, cipher, clock),
    egress: new EgressStore(database, clock),
    environments: new EnvironmentStore(database, clock),
    history: new HistoryStore(database),
    incidents: new IncidentStore(database, clock),
    journal: new OrderJournal(database, clock),
    lastSuccess: new LastSuccessStore(database, clock),
    monitor: new MonitorStore(database, clock),
    notices: new NoticeStore(database, clock),
    portfolio: new PortfolioStore(database, clock),
    settings: new SettingsStore(database, cipher, clock),
    settingsHistory: new SettingsHistory(database, clock, onStorageError),
    signIns: new SignInStore(database, clock),
    tldPrices: new TldPriceStore(database, clock),
  };
}
