import { PRIOR, RULES } from '../../sidecar/diagnosis/rules/rules.js';

/** `docs/diagnosis.md`: the weights before any evidence, and every rule with its factors and its reason. */
export function describeDiagnosis(): string {
  const weights = Object.entries(PRIOR).sort(([, a], [, b]) => b - a);
  return [
    '# How a cause is found',
    '',
    'Generated from `sidecar/diagnosis/rules/`: change the rules there and run `npm run generate`.',
    '',
    'Each cause starts with a weight. A rule whose fact is present multiplies the weights it names; a confidence is the share of all weights. Above 1 a factor speaks for the cause, below 1 against it. Why it is done this way: [decision 3](decisions/0003-one-classifier-then-evidence.md).',
    '',
    '## Weights before any evidence',
    '',
    '| cause | weight |',
    '| --- | --- |',
    ...weights.map(([code, weight]) => `| \`${code}\` | ${weight} |`),
    '',
    '## Rules',
    '',
    ...RULES.flatMap(({ id, factors, reason }) => [
      `### ${id}`,
      '',
      reason,
      '',
      Object.entries(factors)
        .map(([code, factor]) => `\`${code}\` × ${factor}`)
        .join(', '),
      '',
    ]),
  ].join('\n');
}
