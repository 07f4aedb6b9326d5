/** Lengths in milliseconds, longest first; years and months have the length that they have on average. */
const UNITS = [
  { unit: 'year', length: 365.25 * 86_400_000 },
  { unit: 'month', length: 30.4375 * 86_400_000 },
  { unit: 'week', length: 7 * 86_400_000 },
  { unit: 'day', length: 86_400_000 },
  { unit: 'hour', length: 3_600_000 },
  { unit: 'minute', length: 60_000 },
  { unit: 'second', length: 1_000 },
] as const;

/** A whole number of one unit, under the name that Intl has for it. */
export interface UnitCount {
  readonly unit: (typeof UNITS)[number]['unit'];
  readonly count: number;
}

/**
 * A span in milliseconds as its largest unit and those below it, at most so many, rounded; units of which there is none
 * are left out. Less than half a second is 0 seconds.
 */
export function unitsOf(span: number, most: number): UnitCount[] {
  let rest = rounded(Math.max(span, 0), most);
  const counts: UnitCount[] = [];
  for (const { unit, length } of unitsFrom(rest).slice(0, most)) {
    // A hair more than the quotient: units that are no whole multiples of each other leave errors of the last digit.
    const count = Math.floor(rest / length + 1e-9);
    rest -= count * length;
    if (count > 0) counts.push({ unit, count });
  }
  return counts.length === 0 ? [{ unit: 'second', count: 0 }] : counts;
}

/** To the smallest unit told: 59 minutes and 59.7 seconds are an hour, not 60 minutes. */
function rounded(span: number, most: number): number {
  const length = unitsFrom(span)[most - 1]?.length ?? 1_000;
  return Math.round(span / length) * length;
}

function unitsFrom(span: number): (typeof UNITS)[number][] {
  const first = UNITS.findIndex(({ length }) => span >= length);
  return first === -1 ? UNITS.slice(-1) : UNITS.slice(first);
}
