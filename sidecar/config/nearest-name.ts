import { closest, distance } from 'fastest-levenshtein';

/** `did you mean X?`, or all known names where none is near: a guess from further away would mislead. */
export function nearestName(name: string, known: readonly string[]): string {
  const nearest = closest(name, known);
  return distance(name, nearest) <= name.length / 2
    ? `did you mean ${nearest}?`
    : `known are ${known.join(', ')}`;
}
