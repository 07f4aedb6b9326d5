import { z } from 'zod';
import { CAUSE_CODES } from '../causes/cause-catalogue.js';
import type { RankedCause } from '../causes/ranked-cause.js';
import type { Translator } from '../texts/translator.js';
import type { Diagnosis } from './diagnosis.js';

/** A cause as it travels (design.md section 4.5). */
export const causeAnswer = z.object({
  code: z.enum(CAUSE_CODES),
  confidence: z.number().min(0).max(1),
  title: z.string(),
  evidence: z.array(z.string()),
  against: z.array(z.string()),
  fix: z.array(z.string()),
  guideCause: z.int().nullable(),
});

/** A diagnosis as it travels (design.md section 4.5). */
export const diagnosisAnswer = z.object({
  healthy: z.boolean(),
  environment: z.enum(['production', 'sandbox']),
  causes: z.array(causeAnswer),
  questions: z.array(z.string()),
  warnings: z.array(z.string()),
  checklist: z.array(
    z.object({ id: z.string(), status: z.enum(['pass', 'fail', 'unknown']), detail: z.string() }),
  ),
  egress: z.array(
    z.object({
      context: z.string(),
      family: z.union([z.literal(4), z.literal(6)]),
      address: z.string(),
      source: z.string(),
    }),
  ),
  attempts: z.array(
    z.object({
      action: z.string(),
      endpoint: z.string(),
      timestamp: z.string(),
      httpStatus: z.int().nullable(),
      code: z.number().nullable(),
      msg: z.string().nullable(),
      milliseconds: z.number(),
      localAddress: z.string().nullable(),
    }),
  ),
  apiCalls: z.int(),
});

export type CauseAnswer = z.infer<typeof causeAnswer>;

/** A diagnosis in the words of one language. */
export type DiagnosisAnswer = z.infer<typeof diagnosisAnswer>;

export function causeInWords(cause: RankedCause, texts: Translator): CauseAnswer {
  return {
    ...cause,
    title: texts.say(cause.title),
    evidence: cause.evidence.map(texts.say),
    against: cause.against.map(texts.say),
    fix: cause.fix.map(texts.say),
  };
}

export function diagnosisInWords(diagnosis: Diagnosis, texts: Translator): DiagnosisAnswer {
  return {
    ...diagnosis,
    causes: diagnosis.causes.map((cause) => causeInWords(cause, texts)),
    questions: diagnosis.questions.map(texts.say),
    warnings: diagnosis.warnings.map(texts.say),
    checklist: diagnosis.checklist.map((item) => ({ ...item, detail: texts.say(item.detail) })),
    egress: [...diagnosis.egress],
    attempts: [...diagnosis.attempts],
  };
}
