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
  for (const word of step.split(/(\s+)/)) {
    const core = trimmed(word);
    const kind = CATALOGUE_ADDRESSES.has(core) ? 'link' : values.has(core) ? 'value' : 'text';
    if (kind === 'text') append(parts, word);
    else {
      parts.push({ kind, text: core });
      append(parts, word.slice(core.length));
    }
  }
  return parts;
}

function append(parts: TextPart[], text: string): void {
  const last = parts.at(-1);
  if (text === '') return;
  if (last?.kind === 'text') parts[parts.length - 1] = { kind: 'text', text: last.text + text };
  else parts.push({ kind: 'text', text });
}

/** Without the punctuation that ends a clause; a colon may be the end of an IPv6 address, so it stays. */
function trimmed(word: string): string {
  return word.replace(/[.,;!?)]+$/, '');
}
