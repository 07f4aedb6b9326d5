import type { Incident } from '../checks/incident-store.js';
import { causeText } from '../causes/cause-catalogue.js';
import type { ChecklistStatus } from '../diagnosis/checklist.js';
import type { Diagnosis } from '../diagnosis/diagnosis.js';
import { diagnosisInWords, type CauseAnswer } from '../diagnosis/diagnosis-answer.js';
import type { TextKey } from '../texts/phrase.js';
import type { Translator } from '../texts/translator.js';
import { moment, type Moment } from './moment.js';
import { textParts, type TextPart } from './text-parts.js';
import { CHECKLIST_TONE, type Tone } from './tone.js';

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

export function incidentRow(incident: Incident, now: number, texts: Translator): IncidentRow {
  const { failingSince, closedAt, causeCode } = incident;
  return {
    start: moment(failingSince, now, texts),
    end: closedAt === null ? null : moment(closedAt, now, texts),
    duration: texts.duration((closedAt ?? now) - failingSince),
    cause: texts.say(causeText(causeCode, null).title),
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
