import type { Text } from '../texts/phrase.js';
import type { CauseCode } from './cause-catalogue.js';

/** One possible cause of a failure, as every surface tells it (design.md section 4.5). */
export interface RankedCause {
  readonly code: CauseCode;
  /** 0 to 1; the confidences of one diagnosis add up to at most 1. */
  readonly confidence: number;
  readonly title: Text;
  /** Why we think so, one sentence each. */
  readonly evidence: readonly Text[];
  /** What speaks against it, one sentence each. */
  readonly against: readonly Text[];
  /** What to do, one step each. */
  readonly fix: readonly Text[];
  readonly guideCause: number | null;
}
