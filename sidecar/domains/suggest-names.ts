import { domainToUnicode } from 'node:url';
import { mixedScripts, registrableName } from './domain-name.js';

/** A name to look at. */
export interface Candidate {
  /** As a customer reads it. */
  readonly sld: string;
  /** As it was asked for, without the dot. */
  readonly tld: string;
  /** ASCII form. */
  readonly name: string;
  /** How close it is to what was searched: 1 for that itself, above 0 for the rest. */
  readonly score: number;
}

/** Words that shops put around a name, the likeliest first. */
const BEFORE = ['my', 'get', 'the'];
const AFTER = ['online', 'shop', 'web', 'hub'];

/** The same words with or without hyphens are nearly what was searched; with a word more it is something else. */
const OTHER_HYPHENS = 0.9;
const WORD_AFTER = 0.6;
const WORD_BEFORE = 0.5;

/** Between two words or two TLDs that come one after the other. */
const STEP = 0.001;

/** All go into one check; the registrar's own limit is not documented. */
const MOST_CANDIDATES = 100;

/** More words than this are a sentence. */
const MOST_WORDS = 6;

/**
 * Names like the one that was searched, the closest first: NiceNIC has no suggestions of its own. `tlds` in the order in
 * which the shop prefers them, with or without a dot. `varyWords` false: only TLDs and hyphens vary.
 */
export function suggestNames(term: string, tlds: readonly string[], varyWords: boolean): Candidate[] {
  const found = new Map<string, Candidate>();
  for (const { label, score } of labelsLike(term, varyWords)) {
    for (const [place, dotted] of tlds.entries()) {
      const tld = dotted.replace(/^\./, '').toLowerCase();
      const name = registrableName(`${label}.${tld}`);
      if (name === null || found.has(name) || mixedScripts(name).length > 0) continue;
      found.set(name, { sld: label, tld, name, score: rounded(score - place * STEP) });
    }
  }
  return [...found.values()].toSorted((a, b) => b.score - a.score).slice(0, MOST_CANDIDATES);
}

interface Label {
  readonly label: string;
  readonly score: number;
}

function labelsLike(term: string, varyWords: boolean): Label[] {
  const typed = labelIn(term);
  const words = wordsOf(typed);
  if (words.length === 0 || words.length > MOST_WORDS) return [];
  const joined = words.join('');
  const hyphenated = words.join('-');
  const [searched, other] =
    /\s/u.test(typed) || !typed.includes('-') ? [joined, hyphenated] : [hyphenated, joined];
  const labels = [
    { label: searched, score: 1 },
    { label: other, score: OTHER_HYPHENS },
  ];
  if (!varyWords) return labels;
  return [
    ...labels,
    ...AFTER.map((word, place) => ({ label: searched + word, score: WORD_AFTER - place * STEP })),
    ...BEFORE.map((word, place) => ({ label: word + searched, score: WORD_BEFORE - place * STEP })),
  ];
}

/** Customers also type whole addresses. */
function labelIn(term: string): string {
  const [label = ''] = term
    .trim()
    .toLowerCase()
    .replace(/^www\./, '')
    .split('.');
  return label.startsWith('xn--') ? domainToUnicode(label) : label;
}

function wordsOf(label: string): string[] {
  return label
    .split(/[\s_-]+/u)
    .map((word) => word.replace(/[^\p{L}\p{M}\p{N}]/gu, ''))
    .filter((word) => word !== '');
}

/** Without the noise of binary fractions. */
function rounded(score: number): number {
  return Number(score.toFixed(3));
}
