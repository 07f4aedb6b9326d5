import type { Incident } from '../checks/incident-store.js';
import { causeText } from '../causes/cause-catalogue.js';
import type { Diagnosis } from '../diagnosis/diagnosis.js';
import { diagnosisInWords, type CauseAnswer } from '../diagnosis/diagnosis-answer.js';
import { translatorFor } from '../texts/translator.js';
import { durationText } from '../texts/format-time.js';
import { moment, type Moment } from './moment.js';
import { textParts, type TextPart } from './text-parts.js';
import type { Tone } from './tone.js';
import { CHECKLIST_STATUS, CHECKLIST_STEP } from './words.js';

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
  readonly start: Moment;
  /** Null while it is open. */
  readonly end: Moment | null;
  readonly duration: string;
  readonly cause: string;
}

export function todoView(found: Diagnosis): TodoView {
  const diagnosis = diagnosisInWords(found, translatorFor('en'));
  const addresses = new Set(diagnosis.egress.map(({ address }) => address));
  const [likeliest = null, ...others] = diagnosis.causes.map((cause) => causeView(cause, addresses));
  return {
    likeliest,
    others,
    questions: diagnosis.questions,
    checklist: diagnosis.checklist.map(({ id, status, detail }) => ({
      step: CHECKLIST_STEP[id] ?? id,
      ...CHECKLIST_STATUS[status],
      detail,
    })),
    checklistSummary: (['fail', 'unknown', 'pass'] as const)
      .map((status) => {
        const count = diagnosis.checklist.filter((item) => item.status === status).length;
        return `${count} ${CHECKLIST_STATUS[status].word.toLowerCase()}`;
      })
      .join(', '),
  };
}

export function incidentRow(incident: Incident, now: number): IncidentRow {
  const { failingSince, closedAt, causeCode } = incident;
  return {
    start: moment(failingSince, now),
    end: closedAt === null ? null : moment(closedAt, now),
    duration: durationText((closedAt ?? now) - failingSince),
    cause: translatorFor('en').say(causeText(causeCode, null).title),
  };
}

function causeView(cause: CauseAnswer, addresses: ReadonlySet<string>): CauseView {
  return {
    title: cause.title,
    percent: Math.round(cause.confidence * 100),
    evidence: cause.evidence,
    against: cause.against,
    steps: cause.fix.map((step) => textParts(step, addresses)),
  };
}
