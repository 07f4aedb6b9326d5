import { styleText } from 'node:util';
import type { ChecklistStatus } from '../diagnosis/checklist.js';
import type { Diagnosis } from '../diagnosis/diagnosis.js';

const MARK: Readonly<Record<ChecklistStatus, string>> = { pass: 'ok', fail: 'FAIL', unknown: '?' };

/** Prints a verdict for people, in colour on a terminal, or as the JSON object of design.md section 4.5. */
export function printDiagnosis(diagnosis: Diagnosis, json: boolean): void {
  const text = json ? JSON.stringify(diagnosis) : describeDiagnosis(diagnosis, process.stdout.isTTY);
  process.stdout.write(`${text}\n`);
}

/** The verdict in lines. */
export function describeDiagnosis(diagnosis: Diagnosis, colour: boolean): string {
  const paint = (format: 'green' | 'red' | 'bold' | 'dim', text: string): string =>
    colour ? styleText(format, text) : text;
  const verdict = diagnosis.healthy
    ? paint('green', `NiceNIC accepts this shop (${diagnosis.environment}).`)
    : paint('red', `NiceNIC does not accept this shop (${diagnosis.environment}).`);
  return [
    verdict,
    ...diagnosis.causes.flatMap((cause, place) => [
      '',
      paint('bold', `${place + 1}. ${cause.title} (${Math.round(cause.confidence * 100)} %, ${cause.code})`),
      ...cause.evidence.map((sentence) => `   why: ${sentence}`),
      ...cause.against.map((sentence) => paint('dim', `   but: ${sentence}`)),
      ...cause.fix.map((step) => `   do:  ${step}`),
    ]),
    ...(diagnosis.questions.length === 0 ? [] : ['', paint('bold', 'This would settle it:')]),
    ...diagnosis.questions.map((question) => `   - ${question}`),
    ...(diagnosis.warnings.length === 0 ? [] : ['', paint('bold', 'Before it fails')]),
    ...diagnosis.warnings.map((warning) => `   - ${warning}`),
    '',
    paint('bold', 'Outbound addresses'),
    ...(diagnosis.egress.length === 0 ? ['   not known'] : []),
    ...diagnosis.egress.map(
      ({ context, family, address, source }) => `   ${context} IPv${family}: ${address} (${source})`,
    ),
    '',
    paint('bold', 'Checklist'),
    ...diagnosis.checklist.map(({ id, status, detail }) => `   ${MARK[status].padEnd(5)}${id}: ${detail}`),
    '',
    paint('dim', `${diagnosis.apiCalls} calls to NiceNIC, all free of charge.`),
  ].join('\n');
}
