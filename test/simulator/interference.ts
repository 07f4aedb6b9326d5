import { setTimeout as sleep } from 'node:timers/promises';
import { type Dialect, refuse } from './dialects.js';
import type { Fault } from './faults.js';
import { type HttpAnswer, htmlAnswer, jsonAnswer, redirectAnswer } from './http-answer.js';

/** What the caller gets in the end: an answer, a reset connection, or silence. */
export type Reply = HttpAnswer | 'reset' | 'hang';

/** When a fault acts; null for those that change the processing itself. */
export function momentOf(fault: Fault): 'before' | 'after' | null {
  switch (fault.kind) {
    case 'redirect':
    case 'rate-limit':
      return 'before';
    case 'truncated':
    case 'oversized':
      return 'after';
    case 'strip-authorization':
    case 'pending':
      return null;
    default:
      return fault.when;
  }
}

/**
 * What a fault puts in the place of the registrar's answer, or null when that stands. Waits out a delay; rejects when
 * `signal` aborts meanwhile. `answer` is null before the processing.
 */
export async function interfere(
  fault: Fault,
  answer: HttpAnswer | null,
  dialect: Dialect,
  signal: AbortSignal,
): Promise<Reply | null> {
  switch (fault.kind) {
    case 'strip-authorization':
    case 'pending':
      return null;
    case 'delay':
      await sleep(fault.milliseconds, undefined, { signal });
      return null;
    case 'reset':
    case 'hang':
      return fault.kind;
    case 'html':
      return htmlAnswer(200, 'Checking your browser');
    case 'empty':
      return { status: 200, headers: {}, body: '' };
    case 'status':
      return htmlAnswer(fault.status, `${fault.status} Server Error`);
    case 'unknown-code':
      return jsonAnswer({ code: fault.code, msg: 'Undocumented answer' });
    case 'redirect':
      return redirectAnswer(fault.status, fault.location);
    case 'rate-limit':
      return tooManyRequests(dialect, fault.retryAfterSeconds);
    case 'truncated':
      return answer && { ...answer, body: answer.body.slice(0, answer.body.length / 2) };
    case 'oversized':
      return answer && { ...answer, body: answer.body.padEnd(fault.bytes, ' ') };
  }
}

function tooManyRequests(dialect: Dialect, retryAfterSeconds: number): HttpAnswer {
  const answer = refuse(dialect, 'rate_limited');
  return {
    ...answer,
    status: 429,
    headers: { ...answer.headers, 'retry-after': String(retryAfterSeconds) },
  };
}
