import { CAUSE_LINKS } from '../causes/cause-catalogue.js';

/** A piece of a step: plain words, an address to open, or a value to copy. */
export interface TextPart {
  readonly kind: 'text' | 'link' | 'value';
  readonly text: string;
}

/** The web addresses that the catalogue itself names. No other becomes a link, wherever a text comes from. */
const CATALOGUE_ADDRESSES = new Set(CAUSE_LINKS);

/** Splits a step so that a page can make catalogue addresses clickable and mark `values`. The parts add up to the step. */
export function textParts(step: string, values: ReadonlySet<string>): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const { 0: found, index } of step.matchAll(wholeOnes([...CATALOGUE_ADDRESSES, ...values]))) {
    if (index > end) parts.push({ kind: 'text', text: step.slice(end, index) });
    parts.push({ kind: CATALOGUE_ADDRESSES.has(found) ? 'link' : 'value', text: found });
    end = index + found.length;
  }
  return end < step.length ? [...parts, { kind: 'text', text: step.slice(end) }] : parts;
}

/**
 * Finds texts that are not a part of a longer address. What stands around them may be anything else: languages without
 * blanks write on at once, others set brackets around. Longer ones first, as one may begin like another.
 */
function wholeOnes(texts: readonly string[]): RegExp {
  const literals = texts
    .filter((text) => text !== '')
    .toSorted((one, other) => other.length - one.length)
    .map((text) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
  return new RegExp(`(?<![\\w/.:-])(?:${literals.join('|')})(?![.:?#&=]*[\\w/-])`, 'g');
}
