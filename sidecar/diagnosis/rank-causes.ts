import { CAUSE_CODES, causeText, type CauseCode } from '../causes/cause-catalogue.js';
import { addressToWhitelist, type Evidence } from './evidence.js';
import type { RankedCause } from '../causes/ranked-cause.js';
import type { Text } from '../texts/phrase.js';
import { PRIOR, refusalSentence, RULES } from './rules/rules.js';

/** Below this a cause is not worth a reader's time. */
const SMALLEST_SHOWN = 0.05;
const MOST_SHOWN = 5;

/** Two causes closer than this are not told apart by the evidence. */
const TOO_CLOSE_TO_CALL = 0.25;

/** From here on nothing is left to ask: hints alone do not reach it. */
const SETTLED = 0.98;

/** What the verdict is, and what only the administrator can answer where the evidence leaves it open. */
export interface Verdict {
  readonly causes: readonly RankedCause[];
  readonly questions: readonly Text[];
}

/**
 * Evidence in, verdict out, without side effects. Each rule whose fact is present multiplies the weight of the causes
 * it speaks about; a cause's confidence is its share of all weights.
 */
export function rankCauses(evidence: Evidence): Verdict {
  const weights = new Map<CauseCode, number>(CAUSE_CODES.map((code) => [code, PRIOR[code]]));
  const sentencesFor = new Map<CauseCode, Text[]>();
  const sentencesAgainst = new Map<CauseCode, Text[]>();
  for (const rule of RULES) {
    const fact = rule.fact(evidence);
    if (fact === null) continue;
    for (const [name, factor] of Object.entries(rule.factors)) {
      const code = name as CauseCode;
      weights.set(code, (weights.get(code) ?? 0) * factor);
      const sentences = factor > 1 ? sentencesFor : sentencesAgainst;
      sentences.set(code, [...(sentences.get(code) ?? []), fact]);
    }
  }
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  const address = addressToWhitelist(evidence);
  const refusal = refusalSentence(evidence);
  const causes = [...weights]
    .map(([code, weight]) => ({ code, confidence: total === 0 ? 0 : weight / total }))
    .sort((a, b) => b.confidence - a.confidence)
    .filter(({ confidence }, place) => place === 0 || confidence >= SMALLEST_SHOWN)
    .slice(0, MOST_SHOWN)
    .map(({ code, confidence }): RankedCause => {
      const { title, fix, guideCause } = causeText(code, address);
      const reasons = [...(refusal === null ? [] : [refusal]), ...(sentencesFor.get(code) ?? [])];
      return {
        code,
        // Down, so that rounding never makes the sum more than 1.
        confidence: Math.floor(confidence * 100) / 100,
        title,
        evidence: reasons,
        against: sentencesAgainst.get(code) ?? [],
        fix,
        guideCause,
      };
    });
  return { causes, questions: openQuestions(causes, address) };
}

function openQuestions(causes: readonly RankedCause[], address: string | null): Text[] {
  const [top] = causes;
  if (top === undefined) return [];
  if (top.confidence >= SETTLED) return [];
  const open = causes.filter(({ confidence }) => top.confidence - confidence < TOO_CLOSE_TO_CALL);
  return open.flatMap(({ code }) => causeText(code, address).question ?? []);
}
