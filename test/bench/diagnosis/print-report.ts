import type { Figure, Miss, Report } from './figures.js';

/** The table of figures and, below it, every miss. */
export function printReport({ figures, misses }: Report): string {
  const width = Math.max(...figures.map(({ name }) => name.length));
  const reached = Math.max(...figures.map((figure) => figure.reached.length));
  const line = (figure: Figure): string =>
    [
      figure.wanted === null ? '      ' : figure.holds ? 'yes   ' : 'NO    ',
      figure.name.padEnd(width + 2),
      figure.reached.padEnd(reached + 2),
      figure.wanted ?? '',
    ]
      .join('')
      .trimEnd();
  return [
    `holds ${'figure'.padEnd(width + 2)}${'reached'.padEnd(reached + 2)}wanted`,
    ...figures.map(line),
    '',
    `${misses.length} misses`,
    ...printMisses(misses),
  ].join('\n');
}

/** By figure, then the same answer to the same case once, with the dialects it was given in. */
function printMisses(misses: readonly Miss[]): string[] {
  const lines = new Map<string, Map<string, string[]>>();
  for (const { figure, scenario, history, dialect, expected, answered } of misses) {
    const text = `${scenario}, history ${history}: expected ${expected}; answered ${answered || 'nothing'}`;
    const ofFigure = lines.get(figure) ?? new Map<string, string[]>();
    ofFigure.set(text, [...(ofFigure.get(text) ?? []), dialect]);
    lines.set(figure, ofFigure);
  }
  return [...lines].flatMap(([figure, texts]) => [
    `${figure}:`,
    ...[...texts].map(([text, dialects]) => `  ${text} [${dialects.join(', ')}]`),
  ]);
}
