import type { SentAlerts } from '../alerts/alert-store.js';
import type { Incident } from '../checks/incident-store.js';
import { causeText } from '../causes/cause-catalogue.js';
import type { ChecklistStatus } from '../diagnosis/checklist.js';
import type { Diagnosis } from '../diagnosis/diagnosis.js';
import { diagnosisInWords, type CauseAnswer } from '../diagnosis/diagnosis-answer.js';
import type { TextKey } from '../texts/phrase.js';
import type { Translator } from '../texts/translator.js';
import { moment, type Moment } from './moment.js';
import { shortened } from './shortened.js';
import { textParts, type TextPart } from './text-parts.js';
import { CHECKLIST_TONE, type Tone } from './tone.js';

/** The list has many incidents, and notes can be long: the page of an incident has them all and whole. */
const NOTES_IN_ROW = 1;

/** One possible cause with what to do about it. */
export interface CauseView {
  readonly title: string;
  /** 0 to 100. */
  readonly percent: number;
  readonly evidence: readonly string[];
  readonly against: readonly string[];
  readonly steps: readonly (readonly TextPart[])[];
}

/** What to do about the open incident. */
export interface TodoView {
  readonly likeliest: CauseView | null;
  readonly others: readonly CauseView[];
  readonly questions: readonly string[];
  readonly checklist: readonly {
    readonly step: string;
    readonly tone: Tone;
    readonly word: string;
    readonly detail: string;
  }[];
  /** `1 wrong, 7 not known, 4 right` */
  readonly checklistSummary: string;
}

/** One line of the list of incidents. */
export interface IncidentRow {
  readonly id: number;
  readonly start: Moment;
  /** Null while it is open. */
  readonly end: Moment | null;
  readonly duration: string;
  readonly cause: string;
  /** How often the admin was told. */
  readonly alerts: string;
  /** The newest note, cut short. */
  readonly notes: readonly NoteView[];
  /** How many older ones there are; null when there are none. */
  readonly moreNotes: string | null;
}

export interface NoteView {
  readonly at: Moment;
  readonly note: string;
}

/** What the page of an incident says. */
export interface IncidentView extends Omit<IncidentRow, 'moreNotes'> {
  readonly title: string;
  /** What spoke for the cause; nothing of an imported incident. */
  readonly evidence: readonly string[];
  readonly otherCauses: readonly Pick<CauseView, 'title' | 'percent'>[];
}

export function todoView(found: Diagnosis, texts: Translator): TodoView {
  const diagnosis = diagnosisInWords(found, texts);
  const addresses = new Set(diagnosis.egress.map(({ address }) => address));
  const [likeliest = null, ...others] = diagnosis.causes.map((cause) => causeView(cause, addresses));
  const countOf = (status: ChecklistStatus): number =>
    found.checklist.filter((item) => item.status === status).length;
  return {
    likeliest,
    others,
    questions: diagnosis.questions,
    checklist: diagnosis.checklist.map(({ id, status, detail }) => ({
      // The ids are fixed (auth-guide.md section 6).
      step: texts.say({ key: `words:checklist.steps.${id}` as TextKey }),
      tone: CHECKLIST_TONE[status],
      word: texts.t(`words:checklist.${status}`),
      detail,
    })),
    checklistSummary: texts.t('page:todo.checklist_counts', {
      wrong: countOf('fail'),
      unknown: countOf('unknown'),
      right: countOf('pass'),
    }),
  };
}

/** `sent` is undefined where no alert went out. */
export function incidentRow(
  incident: Incident,
  sent: SentAlerts | undefined,
  now: number,
  texts: Translator,
): IncidentRow {
  const { id, failingSince, closedAt, causeCode, notes } = incident;
  const older = notes.length - NOTES_IN_ROW;
  return {
    id,
    start: moment(failingSince, now, texts),
    end: closedAt === null ? null : moment(closedAt, now, texts),
    duration: texts.duration((closedAt ?? now) - failingSince),
    cause: texts.say(causeText(causeCode, null).title),
    alerts:
      sent === undefined
        ? texts.t('page:incidents.no_alerts')
        : texts.t('page:incidents.alerts', {
            count: sent.count,
            ago: moment(sent.lastAt, now, texts).relative,
          }),
    notes: notes
      .slice(-NOTES_IN_ROW)
      .map(({ at, note }) => ({ at: moment(at, now, texts), note: shortened(note) })),
    moreNotes: older > 0 ? texts.t('page:incidents.more_notes', { count: older }) : null,
  };
}

export function incidentView(
  incident: Incident,
  sent: SentAlerts | undefined,
  now: number,
  texts: Translator,
): IncidentView {
  const [likeliest, ...others] = diagnosisInWords(incident.diagnosis, texts).causes;
  return {
    ...incidentRow(incident, sent, now, texts),
    title: texts.t('page:incident.title', { at: incident.failingSince }),
    evidence: likeliest?.evidence ?? [],
    otherCauses: others.map(({ title, confidence }) => ({ title, percent: percentOf(confidence) })),
    notes: incident.notes.map(({ at, note }) => ({ at: moment(at, now, texts), note })),
  };
}

function percentOf(confidence: number): number {
  return Math.round(confidence * 100);
}

function causeView(cause: CauseAnswer, addresses: ReadonlySet<string>): CauseView {
  return {
    title: cause.title,
    percent: percentOf(cause.confidence),
    evidence: cause.evidence,
    against: cause.against,
    steps: cause.fix.map((step) => textParts(step, addresses)),
  };
}
