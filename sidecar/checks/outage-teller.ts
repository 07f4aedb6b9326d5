import type { AlertMessage } from '../alerts/alert.js';
import type { AlertStore } from '../alerts/alert-store.js';
import {
  composeCauseChanged,
  composeFlapping,
  composeOpened,
  composeRecovered,
  composeReminder,
  composeSettled,
} from '../alerts/compose-alert.js';
import type { Diagnosis } from '../diagnosis/diagnosis.js';
import type { Database } from '../store/database.js';
import type { CheckOutcome } from './check-result.js';
import {
  decideTelling,
  FLAPPING_MILLISECONDS,
  MOST_REMINDERS,
  type Telling,
  type TellingFacts,
} from './decide-telling.js';
import { standsSince, type Step } from './monitor.js';
import type { MonitorStore } from './monitor-store.js';

/** Puts into the outbox what the admin is to hear of a check: the event, something in its place, or nothing. */
export class OutageTeller {
  constructor(
    private readonly alerts: AlertStore,
    private readonly monitor: MonitorStore,
  ) {}

  /** Writes within the caller's transaction, after the monitor. Answers whether there was anything to tell. */
  async tell(
    transaction: Database,
    { monitor, event }: Step,
    verdict: Diagnosis,
    about: {
      readonly outcome: CheckOutcome;
      readonly incidentId: number | null;
      readonly referenceId: string;
      readonly at: number;
    },
  ): Promise<boolean> {
    const { at, incidentId, outcome } = about;
    const { since, state } = monitor;
    const openings = await this.monitor.openingsSince(transaction, at - FLAPPING_MILLISECONDS);
    const outage = incidentId === null ? null : await this.alerts.aboutIncident(transaction, incidentId);
    const telling = decideTelling({
      now: at,
      outcome,
      state,
      since,
      event: event?.kind ?? null,
      openings,
      flapping: await this.alerts.isFlapping(transaction),
      outage,
    });
    const message = composeTelling(telling, event, verdict, {
      ...about,
      standsSince: standsSince(monitor),
      openings,
      outage,
    });
    if (message !== null) await this.alerts.add(transaction, message);
    return message !== null;
  }
}

/** What the words of an alert need besides event and verdict. */
interface TellingCircumstances {
  readonly incidentId: number | null;
  readonly referenceId: string;
  readonly at: number;
  /** Start of the present state; of an outage its first bad result. */
  readonly standsSince: number;
  readonly openings: number;
  readonly outage: TellingFacts['outage'];
}

function composeTelling(
  telling: Telling,
  event: Step['event'],
  verdict: Diagnosis,
  told: TellingCircumstances,
): AlertMessage | null {
  if (telling === 'settled') return composeSettled(verdict.healthy ? null : verdict, told.standsSince, told);
  const { incidentId } = told;
  if (telling === null || incidentId === null) return null;
  const about = { ...told, incidentId };
  if (telling === 'flapping') return composeFlapping(verdict, told.openings, told.standsSince, about);
  if (telling === 'reminder') {
    const nth = (told.outage?.reminders ?? 0) + 1;
    return composeReminder(verdict, told.standsSince, { nth, most: MOST_REMINDERS }, about);
  }
  switch (event?.kind) {
    case 'opened':
      return composeOpened(verdict, event.failingSince, about);
    case 'cause_changed':
      return composeCauseChanged(event.before, verdict, about);
    case 'recovered':
      return composeRecovered(event.failingSince, verdict.environment, about);
    default:
      return null;
  }
}
