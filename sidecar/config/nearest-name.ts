import { closest, distance } from 'fastest-levenshtein';

/** The known name that was probably meant; null where none is near: a guess from further away would mislead. */
export function nearestName(name: string, known: readonly string[]): string | null {
  const nearest = closest(name, known);
  return distance(name, nearest) <= name.length / 2 ? nearest : null;
}
