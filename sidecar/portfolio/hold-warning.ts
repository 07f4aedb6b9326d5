/** Names that one warning lists; the status page is no list of domains. */
const MOST_NAMES = 5;

/** What to tell administrators about domains on hold: one sentence, or nothing. Pure. */
export function holdWarnings(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const listed = names.slice(0, MOST_NAMES).join(', ');
  const rest = names.length - MOST_NAMES;
  const told = rest > 0 ? `${listed} and ${rest} more` : listed;
  return [
    `NiceNIC lists ${names.length === 1 ? 'a domain' : `${names.length} domains`} as on hold: ${told}. Such a domain may stop resolving; the domain's page in WHMCS shows its state, NiceNIC's abuse report the next step.`,
  ];
}
