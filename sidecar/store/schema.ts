import type { Generated } from 'kysely';

// Times are milliseconds since 1970-01-01 UTC; booleans are 0 or 1; `_json` columns hold JSON written by one store only.

interface SettingsTable {
  /** One row: `current`. */
  id: string;
  username: string;
  secret_ciphertext: string;
  test_mode: number;
  fingerprint: string;
  stored_at: number;
}

interface OrderTable {
  id: string;
  /** What the customer paid for: action, API environment, account, domain, and from which date it is renewed. */
  intent_key: string;
  /** Equals intent_key while the order counts, null once it is known that it did not happen. Unique: the guard. */
  live_key: string | null;
  action: string;
  domain: string;
  whmcs_domain_id: number;
  years: number;
  state: string;
  attempts: number;
  result_json: string | null;
  registrar_code: number | null;
  registrar_message: string | null;
  reply: string;
  reference_id: string;
  created_at: number;
  sent_at: number | null;
  updated_at: number;
  /** The key without the date that a renewal starts from. */
  subject_key: string;
  api_environment: string;
  /** Lower case. */
  username: string;
  /** `YYYY-MM-DD` of a renewal. */
  renews_from: string | null;
  /** When WHMCS was answered that it is done. */
  told_at: number | null;
  /** answer, records or hand; null while it is open. */
  settled_by: string | null;
  settled_at: number | null;
  note: string | null;
}

interface CheckTable {
  id: Generated<number>;
  at: number;
  source: string;
  api_environment: string;
  outcome: string;
  cause_code: string | null;
  milliseconds: number;
  stages_json: string;
  attempt_json: string | null;
  balance_json: string | null;
  reference_id: string;
}

interface MonitorTable {
  /** One row: `monitor`. */
  id: string;
  state_json: string;
  updated_at: number;
}

interface TransitionTable {
  id: Generated<number>;
  at: number;
  from_state: string;
  to_state: string;
  cause_code: string | null;
  reference_id: string;
}

interface IncidentTable {
  id: Generated<number>;
  opened_at: number;
  /** First failed check; the outage began at the latest here. */
  failing_since: number;
  closed_at: number | null;
  cause_code: string;
  diagnosis_json: string;
  updated_at: number;
}

interface IncidentNoteTable {
  id: Generated<number>;
  incident_id: number;
  at: number;
  note: string;
}

/** Checks of one hour or day of UTC. */
interface HistoryCountTable {
  /** hour or day. */
  span: string;
  starts_at: number;
  good: number;
  bad: number;
  indeterminate: number;
}

/** Milliseconds of the checks of one hour or day. */
interface HistoryTimeTable {
  span: string;
  starts_at: number;
  /** Stage of the call, or total. */
  stage: string;
  count: number;
  sum: number;
  max: number;
}

interface AlertTable {
  id: Generated<number>;
  incident_id: number | null;
  channel: string;
  kind: string;
  severity: string;
  cause_code: string | null;
  /** A phrase, see `texts/phrase.ts`. */
  subject_json: string;
  /** Paragraphs and lists of phrases. */
  text_json: string;
  state: string;
  claim_token: string | null;
  claimed_until: number | null;
  attempts: number;
  next_attempt_at: number;
  last_error_json: string | null;
  created_at: number;
  delivered_at: number | null;
  reference_id: string;
}

interface EgressTable {
  id: Generated<number>;
  /** `sidecar` or the WHMCS environment: web, cron, cli. */
  context: string;
  family: number;
  address: string;
  source: string;
  scope: string;
  first_seen: number;
  /** Start of the present stretch in which the service told no other address. */
  since: number;
  last_seen: number;
}

interface EnvironmentTable {
  /** web, cron or cli. */
  environment: string;
  context_json: string;
  proxy_json: string | null;
  settings_fingerprint: string;
  reported_at: number;
}

interface LastSuccessTable {
  api_environment: string;
  /** User name in small letters. */
  account: string;
  at: number;
  fingerprint: string;
  /** Outbound addresses of the sidecar then. */
  egress_json: string;
  endpoint: string;
  /** Address of this machine that the call was bound to. */
  local_address: string | null;
  certificate_issuer: string | null;
  certificate_ends_at: number | null;
  /** Proxy variables of the sidecar then. */
  proxy_json: string | null;
  /** Of the sidecar. */
  version: string | null;
}

interface SettingsSeenTable {
  /** `form` (values about to be saved) or the WHMCS environment that handed them over: web, cron, cli. */
  origin: string;
  fingerprint: string;
  /** Start of the present stretch in which no other settings came from there. */
  since: number;
  /** Last time. */
  seen_at: number;
}

interface RefusalBudgetTable {
  /** One row: `budget`. */
  id: string;
  left: number;
  at: number;
}

interface SettingsOutcomeTable {
  fingerprint: string;
  accepted_at: number | null;
  refused_at: number | null;
}

interface PortfolioTable {
  /** API environment and user name. */
  account: string;
  /** Start of the last clean pass. */
  clean_started_at: number | null;
  clean_pages: number | null;
  /** End of the last pass, whatever it came to. */
  tried_at: number;
  /** Why the last pass was not clean: a phrase, see `texts/phrase.ts`. */
  flaw_json: string | null;
}

interface PortfolioDomainTable {
  account: string;
  name: string;
  created_date: string | null;
  expiry_date: string | null;
  status: string;
  nameservers_json: string;
  on_hold: number;
  /** When the page that showed it was asked for. */
  seen_at: number;
  /** Abuse report; only of domains on hold. */
  hold_json: string | null;
  hold_read_at: number | null;
}

interface PortfolioChangeTable {
  account: string;
  name: string;
  /** End of the last order for this name. */
  changed_at: number;
}

interface TldPriceTable {
  api_environment: string;
  /** Lower case. */
  username: string;
  /** ASCII form without a dot. */
  tld: string;
  /** Prices for one year in units of the currency; all null where none is known. */
  register: number | null;
  renew: number | null;
  transfer: number | null;
  currency: string | null;
  read_at: number | null;
  /** What the last reading came to: priced, not_sold or failed; null before the first. */
  outcome: string | null;
  tried_at: number | null;
  /** When the shop last asked for it; null for TLDs that only a search has met. */
  wanted_at: number | null;
}

interface ContactTable {
  id: Generated<number>;
  api_environment: string;
  /** Lower case. */
  username: string;
  domain: string;
  /** Personal data; see contacts/contact-store.ts. */
  contact_ciphertext: string;
  /** The order that it goes out with; null for a change that the registrar has made. */
  order_reference_id: string | null;
  sent_at: number;
}

interface SignInTable {
  /** SHA-256 of the ticket or session value: the database never holds the value itself. */
  hash: string;
  kind: string;
  expires_at: number;
}

/** Notices that the admin knows of. */
interface NoticeTable {
  key: string;
  told_at: number;
}

/** The tables, as Kysely sees them. */
export interface Schema {
  settings: SettingsTable;
  orders: OrderTable;
  checks: CheckTable;
  monitor: MonitorTable;
  transitions: TransitionTable;
  incidents: IncidentTable;
  incident_notes: IncidentNoteTable;
  history_counts: HistoryCountTable;
  history_times: HistoryTimeTable;
  alerts: AlertTable;
  egress: EgressTable;
  environments: EnvironmentTable;
  last_success: LastSuccessTable;
  settings_seen: SettingsSeenTable;
  settings_outcomes: SettingsOutcomeTable;
  refusal_budget: RefusalBudgetTable;
  sign_ins: SignInTable;
  notices: NoticeTable;
  portfolios: PortfolioTable;
  portfolio_domains: PortfolioDomainTable;
  portfolio_changes: PortfolioChangeTable;
  tld_prices: TldPriceTable;
  contacts: ContactTable;
}
