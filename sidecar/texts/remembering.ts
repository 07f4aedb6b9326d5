/** Values kept, after which it begins anew: more than a page has. */
const MOST = 1_000;

/**
 * The same with a memory for the values that came lately. A page formats hundreds of times and numbers, mostly the same
 * as half a minute ago, and Intl takes microseconds for each.
 */
export function remembering(format: (value: number) => string): (value: number) => string {
  const known = new Map<number, string>();
  return (value) => {
    const kept = known.get(value);
    if (kept !== undefined) return kept;
    const text = format(value);
    if (known.size >= MOST) known.clear();
    known.set(value, text);
    return text;
  };
}
