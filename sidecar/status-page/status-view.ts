import type { StoredCheck } from '../checks/check-result.js';
import type { Incident } from '../checks/incident-store.js';
import type { Status } from '../checks/status-service.js';
import type { Counted } from '../history/history-store.js';
import { translatorFor } from '../texts/translator.js';
import { checkRow, historyView, type HistoryView } from './check-view.js';
import { daysView, type DaysView } from './day-view.js';
import { addressRows, environmentRow, type AddressRow, type EnvironmentRow } from './environment-view.js';
import { incidentRow, todoView, type IncidentRow, type TodoView } from './incident-view.js';
import { moment, type Moment } from './moment.js';
import { verdictView, type VerdictView } from './verdict-view.js';

/** A short answer to a short question, with small print where there is some. */
export interface Fact {
  readonly term: string;
  readonly text: string;
  readonly note: string | null;
}

/** Everything the page says, as text: templates decide nothing but the form. */
export interface StatusView {
  readonly asOf: Moment;
  readonly verdict: VerdictView;
  readonly facts: readonly Fact[];
  /** Null while no incident is open. */
  readonly todo: TodoView | null;
  /** What can become a failure. */
  readonly warnings: readonly string[];
  readonly history: HistoryView;
  /** Null before the first check. */
  readonly days: DaysView | null;
  readonly addresses: readonly AddressRow[];
  readonly environments: readonly EnvironmentRow[];
  /** Newest first. */
  readonly incidents: readonly IncidentRow[];
  readonly versions: readonly { readonly name: string; readonly version: string }[];
  /** False before WHMCS has handed settings over: there is nothing to test with. */
  readonly canTest: boolean;
  /** Whether it is silent at the moment. */
  readonly paused: boolean;
}

export interface StatusViewInput {
  readonly status: Status;
  /** The newest checks, newest first. */
  readonly checks: readonly StoredCheck[];
  /** The last days in a row, oldest first, up to today. */
  readonly days: readonly Counted[];
  /** The newest incidents, newest first. */
  readonly incidents: readonly Incident[];
  readonly versions: Readonly<Record<string, string>>;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: number;
}

/** From what is known to what the page says. Pure. */
export function statusView({ status, checks, days, incidents, versions, now }: StatusViewInput): StatusView {
  return {
    asOf: moment(now, now),
    verdict: verdictView(status, now),
    facts: [
      lastCheckFact(status, now),
      nextCheckFact(status, now),
      lastSuccessFact(status, now),
      balanceFact(status, now),
      alertsFact(status, now),
      ordersFact(status, now),
      domainsFact(status, now),
      certificateFact(status, now),
    ],
    todo: status.incident === null ? null : todoView(status.incident.diagnosis),
    warnings: status.warnings.map(translatorFor('en').say),
    history: historyView(checks, now),
    days: daysView(days),
    addresses: addressRows(status.egress, now),
    environments: status.environments.map((report) => environmentRow(report, now)),
    incidents: incidents.map((incident) => incidentRow(incident, now)),
    versions: Object.entries(versions).map(([name, version]) => ({ name, version })),
    canTest: status.apiEnvironment !== null,
    paused: status.monitor.state === 'paused',
  };
}

function lastCheckFact({ lastCheck }: Status, now: number): Fact {
  const term = 'Last check';
  if (lastCheck === null) return { term, text: 'None yet', note: null };
  const { outcome, took, at, source } = checkRow(lastCheck, now);
  return { term, text: `${outcome}, ${took}`, note: `${at.relative}, ${source}` };
}

function nextCheckFact({ nextCheckAt }: Status, now: number): Fact {
  const term = 'Next check';
  if (nextCheckAt === null) return { term, text: 'Not planned', note: 'the schedule is stopped' };
  const { relative, text } = moment(nextCheckAt, now);
  return { term, text: nextCheckAt <= now ? 'due now' : relative, note: text };
}

function lastSuccessFact({ lastSuccess }: Status, now: number): Fact {
  const term = 'Last accepted call';
  if (lastSuccess === null) return { term, text: 'None yet', note: null };
  const { relative, text } = moment(lastSuccess.at, now);
  return { term, text: relative, note: text };
}

const money = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

function balanceFact({ balance }: Status, now: number): Fact {
  const term = 'Balance';
  if (balance === null) return { term, text: 'Not known', note: null };
  return {
    term,
    text: `${money.format(balance.amount)} ${balance.currency}`,
    note: moment(balance.at, now).relative,
  };
}

function ordersFact({ unknownOrders: { count, oldestSentAt } }: Status, now: number): Fact {
  const term = 'Orders with unknown outcome';
  if (count === 0 || oldestSentAt === null) return { term, text: 'None', note: null };
  return { term, text: String(count), note: `the oldest was sent ${moment(oldestSentAt, now).relative}` };
}

function domainsFact({ portfolio }: Status, now: number): Fact {
  const term = 'List of domains';
  if (portfolio === null) return { term, text: 'Not read yet', note: null };
  const { cleanAt, domains, flaw, reading } = portfolio;
  const age = cleanAt === null ? 'not read whole yet' : `read ${moment(cleanAt, now).relative}`;
  const state = reading ? 'being read now' : flaw;
  return { term, text: `${domains} domains`, note: state === null ? age : `${age}; ${state}` };
}

function certificateFact({ lastSuccess }: Status, now: number): Fact {
  const term = 'Certificate of the API';
  const endsAt = lastSuccess?.certificateEndsAt ?? null;
  if (endsAt === null) return { term, text: 'Not known', note: null };
  const { relative, text } = moment(endsAt, now);
  return { term, text: endsAt <= now ? `ended ${relative}` : `ends ${relative}`, note: text };
}

function alertsFact({ alerts }: Status, now: number): Fact {
  const { pending, retrying, lastError, lastDeliveredAt } = alerts;
  const sent =
    lastDeliveredAt === null
      ? 'none delivered yet'
      : `last delivered ${moment(lastDeliveredAt, now).relative}`;
  return {
    term: 'Alerts to the admin',
    text:
      pending === 0
        ? 'None waiting'
        : `${pending} waiting${retrying === 0 ? '' : `, ${retrying} of them failed so far`}`,
    note: lastError === null ? sent : `${sent}; last error: ${lastError}`,
  };
}
