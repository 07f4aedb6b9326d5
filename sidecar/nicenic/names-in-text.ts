const DOMAIN_NAMES = /[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:xn--[a-z0-9-]+|[a-z]{2,})/g;

/** A letter or digit at the end that none of the pattern above is. */
const OTHER_LETTER = /[\p{L}\p{M}\p{N}]$/u;

/**
 * The domains that a text of the registrar names, lower case, in ASCII form. None at all where one stands behind a
 * letter that is not ASCII: it is the end of an international name, or nobody can tell where it begins, and a charge
 * that seems to name another domain would count as none for its own.
 */
export function namesIn(text: string): readonly string[] {
  const lower = text.toLowerCase();
  const found = [...lower.matchAll(DOMAIN_NAMES)];
  return found.some(({ index }) => OTHER_LETTER.test(lower.slice(0, index)))
    ? []
    : found.map(([name]) => name);
}
