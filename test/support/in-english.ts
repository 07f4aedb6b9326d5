import { causeText, type CauseCode } from '../../sidecar/causes/cause-catalogue.js';
import { diagnosisOf } from '../../sidecar/diagnosis/diagnosis-service.js';
import {
  causeInWords,
  diagnosisInWords,
  type CauseAnswer,
  type DiagnosisAnswer,
} from '../../sidecar/diagnosis/diagnosis-answer.js';
import type { Evidence } from '../../sidecar/diagnosis/evidence.js';
import { rankCauses } from '../../sidecar/diagnosis/rank-causes.js';
import { translatorFor } from '../../sidecar/texts/translator.js';

/** The language that tests read. */
export const inEnglish = translatorFor('en');

/** Title and steps of a cause as an English reader sees them. */
export function causeInEnglish(code: CauseCode, address: string | null): { title: string; fix: string[] } {
  const { title, fix } = causeText(code, address);
  return { title: inEnglish.say(title), fix: fix.map(inEnglish.say) };
}

/** The verdict on evidence as an English reader sees it. */
export function rankInEnglish(evidence: Evidence): { causes: CauseAnswer[]; questions: string[] } {
  const { causes, questions } = rankCauses(evidence);
  return {
    causes: causes.map((cause) => causeInWords(cause, inEnglish)),
    questions: questions.map(inEnglish.say),
  };
}

/** The whole diagnosis as an English reader sees it. */
export function diagnoseInEnglish(evidence: Evidence): DiagnosisAnswer {
  return diagnosisInWords(diagnosisOf(evidence), inEnglish);
}
