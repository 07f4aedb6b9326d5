import type { SentAlerts } from '../alerts/alert-store.js';
import type { StoredCheck } from '../checks/check-result.js';
import type { Incident } from '../checks/incident-store.js';
import type { Status } from '../checks/status-service.js';
import type { Bucket, Counted } from '../history/history-store.js';
import type { Translator } from '../texts/translator.js';
import { historyView, type HistoryView } from './check-view.js';
import { daysView, type DaysView } from './day-view.js';
import { factsView, type Fact } from './fact-view.js';
import { addressRows, environmentRow, type AddressRow, type EnvironmentRow } from './environment-view.js';
import { incidentRow, todoView, type IncidentRow, type TodoView } from './incident-view.js';
import { moment, type Moment } from './moment.js';
import { stagesView, type StagesView } from './stage-view.js';
import { versionRows, type SidecarVersions, type VersionRow } from './version-view.js';
import { verdictView, type VerdictView } from './verdict-view.js';

/** Everything the page says, as text: templates decide nothing but the form. */
export interface StatusView {
  readonly asOf: Moment;
  /** `As of 2026-11-22 10:35:38 UTC` */
  readonly asOfText: string;
  /** What is to be said when the page cannot be renewed any more. */
  readonly staleText: string;
  readonly verdict: VerdictView;
  readonly facts: readonly Fact[];
  /** Null while no incident is open. */
  readonly todo: TodoView | null;
  /** What can become a failure. */
  readonly warnings: readonly string[];
  readonly history: HistoryView;
  /** Null before the first check. */
  readonly days: DaysView | null;
  /** Null where no call was made lately. */
  readonly stages: StagesView | null;
  readonly addresses: readonly AddressRow[];
  readonly environments: readonly EnvironmentRow[];
  /** Newest first. */
  readonly incidents: readonly IncidentRow[];
  readonly versions: readonly VersionRow[];
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
  /** The last hours in a row, oldest first, up to now. */
  readonly hours: readonly Bucket[];
  /** The newest incidents, newest first. */
  readonly incidents: readonly Incident[];
  /** Those that were sent about them, by number of the incident. */
  readonly alerts: ReadonlyMap<number, SentAlerts>;
  readonly versions: SidecarVersions;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: number;
}

/** From what is known to what the page says in one language. Pure. */
export function statusView(known: StatusViewInput, texts: Translator): StatusView {
  const { status, checks, days, hours, incidents, alerts, versions, now } = known;
  return {
    asOf: moment(now, now, texts),
    asOfText: texts.t('page:frame.as_of', { at: now }),
    staleText: texts.t('page:frame.stale', { at: now }),
    verdict: verdictView(status, now, texts),
    facts: factsView(status, now, texts),
    todo: status.incident === null ? null : todoView(status.incident.diagnosis, texts),
    warnings: status.warnings.map(texts.say),
    history: historyView(checks, now, texts),
    days: daysView(days, texts),
    stages: stagesView(hours, now, texts),
    addresses: addressRows(status, now, texts),
    environments: status.environments.map((report) => environmentRow(report, now, texts)),
    incidents: incidents.map((incident) => incidentRow(incident, alerts.get(incident.id), now, texts)),
    versions: versionRows(versions, status.environments, texts),
    canTest: status.apiEnvironment !== null,
    paused: status.monitor.state === 'paused',
  };
}
