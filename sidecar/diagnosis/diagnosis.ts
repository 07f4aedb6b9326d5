import type { EgressContext } from '../egress/egress-address.js';
import type { ApiEnvironment, Attempt } from '../nicenic/registrar-client.js';
import type { ChecklistItem } from './checklist.js';
import type { RankedCause } from '../causes/ranked-cause.js';
import type { Text } from '../texts/phrase.js';

/** One verdict, told alike everywhere and to each in his language (design.md section 4.5). */
export interface Diagnosis {
  readonly healthy: boolean;
  /** The API environment that the verdict is about. */
  readonly environment: ApiEnvironment;
  /** Likeliest first; empty when healthy. */
  readonly causes: readonly RankedCause[];
  /** What only the administrator can answer, where the evidence leaves more than one cause open. */
  readonly questions: readonly Text[];
  /** What is not the cause of a failure now and can become one. */
  readonly warnings: readonly Text[];
  /** Twelve entries in the guide's order. */
  readonly checklist: readonly ChecklistItem[];
  readonly egress: readonly {
    readonly context: EgressContext;
    readonly family: 4 | 6;
    readonly address: string;
    readonly source: string;
  }[];
  readonly attempts: readonly Attempt[];
  /** Calls made to NiceNIC for this diagnosis; all of them free of charge. */
  readonly apiCalls: number;
}
