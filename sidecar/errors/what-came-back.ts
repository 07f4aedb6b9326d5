import type { RegistrarFailure } from '../nicenic/classify-answer.js';
import { oneLine } from '../nicenic/one-line.js';
import { phrase, type Phrase } from '../texts/phrase.js';

/** `HTTP 403, code 1003, "…"`, or where the call broke off: what came back, in one line. */
export function whatCameBack(failure: RegistrarFailure): Phrase {
  const { kind, stage, systemCode, httpStatus: status, code, message, retryAfterSeconds } = failure;
  if (kind === 'held_back') {
    return retryAfterSeconds === null
      ? phrase('answers:queue_too_long')
      : phrase('answers:pause', { seconds: retryAfterSeconds });
  }
  if (status === null)
    return phrase('answers:broke_off', { stage: stage ?? 'start', code: systemCode ?? 'UNKNOWN' });
  const text = message === null ? '' : oneLine(message);
  if (text === '')
    return code === null ? phrase('answers:status', { status }) : phrase('answers:code', { status, code });
  return code === null
    ? phrase('answers:text', { status, text })
    : phrase('answers:whole', { status, code, text });
}

/** What was tried and what came back, as a sentence. */
export function whatCameOf(tried: string, failure: RegistrarFailure): Phrase {
  return phrase('answers:tried', { tried, answer: whatCameBack(failure) });
}
