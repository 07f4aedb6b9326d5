import type { CheckOutcome } from '../checks/check-result.js';
import type { ChecklistStatus } from '../diagnosis/checklist.js';

/** How a state looks. Each tone has a colour, an icon and always words beside them. */
export const TONES = ['good', 'bad', 'waiting', 'unknown'] as const;

export type Tone = (typeof TONES)[number];

export const OUTCOME_TONE: Readonly<Record<CheckOutcome, Tone>> = {
  good: 'good',
  bad: 'bad',
  indeterminate: 'unknown',
};

export const CHECKLIST_TONE: Readonly<Record<ChecklistStatus, Tone>> = {
  pass: 'good',
  fail: 'bad',
  unknown: 'unknown',
};
