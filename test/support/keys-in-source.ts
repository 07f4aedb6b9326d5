/** A key in quotes: `'file:group.name'`. */
const LITERAL = /(['"])(?<key>[a-z]+:[\w.]*)\1/g;

/** A key of which code makes a part: `` `file:group.${name}` ``. */
const TEMPLATE = /`(?<key>[a-z]+:[^`\s]*\$\{[^`\s]*)`/g;

/** The beginning of a key in PHP, which puts names into strings and behind them. */
const BEGINNING = /['"](?<key>[a-z]+:[\w.]*)/g;

/** Patterns of the keys that a source names. */
export function keysIn(source: string, language: 'typescript' | 'php'): RegExp[] {
  if (language === 'php')
    return [...source.matchAll(BEGINNING)].map(
      ({ groups }) => new RegExp(`^${escaped(groups?.['key'] ?? '')}(?:(?<=[.:])|\\.|$)`),
    );
  const literals = [...source.matchAll(LITERAL)].map(({ groups }) => escaped(groups?.['key'] ?? ''));
  const templates = [...source.matchAll(TEMPLATE)].map(({ groups }) =>
    (groups?.['key'] ?? '')
      .split(/\$\{[^}]*\}/)
      .map(escaped)
      .join('[\\w.]+'),
  );
  return [...literals, ...templates].map((key) => new RegExp(`^${key}$`));
}

/** The keys that none of the patterns fits. */
export function unusedKeys(keys: readonly string[], used: readonly RegExp[]): string[] {
  return [...new Set(keys)].filter((key) => !used.some((pattern) => pattern.test(key)));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
