import { styleText } from 'node:util';
import { isRefusedFor } from '../causes/cause-catalogue.js';
import type { DiagnosisAnswer } from '../diagnosis/diagnosis-answer.js';
import { accountName } from '../settings/account-name.js';
import { phrase, type Phrase } from '../texts/phrase.js';
import type { Translator } from '../texts/translator.js';

/** Prints a verdict for people, in colour on a terminal, or as the JSON object of design.md section 4.5. */
export function printDiagnosis(diagnosis: DiagnosisAnswer, json: boolean, texts: Translator): void {
  const text = json ? JSON.stringify(diagnosis) : describeDiagnosis(diagnosis, process.stdout.isTTY, texts);
  process.stdout.write(`${text}\n`);
}

/** What the page and the mails call it. */
function headlineOf({ causes: [top] }: DiagnosisAnswer): Phrase {
  return phrase(
    top !== undefined && isRefusedFor(top.code) ? 'words:states.refused' : 'words:states.failing',
  );
}

/** Columns of the word for how a step of the checklist stands. */
const MARK_WIDTH = 5;

/** The verdict in lines. */
export function describeDiagnosis(diagnosis: DiagnosisAnswer, colour: boolean, texts: Translator): string {
  const { t } = texts;
  const environment = accountName(diagnosis.environment);
  const paint = (format: 'green' | 'red' | 'bold' | 'dim', text: string): string =>
    colour ? styleText(format, text) : text;
  const verdict = diagnosis.healthy
    ? paint('green', t('cli:accepted', { environment }))
    : paint('red', t('cli:not_accepted', { headline: headlineOf(diagnosis), environment }));
  return [
    verdict,
    ...diagnosis.causes.flatMap(({ title, confidence, code, evidence, against, fix }, place) => [
      '',
      paint('bold', t('cli:cause', { place: place + 1, title, percent: Math.round(confidence * 100), code })),
      ...evidence.map((sentence) => `   ${t('cli:why', { sentence })}`),
      ...against.map((sentence) => paint('dim', `   ${t('cli:but', { sentence })}`)),
      ...fix.map((step) => `   ${t('cli:do', { step })}`),
    ]),
    ...(diagnosis.questions.length === 0 ? [] : ['', paint('bold', t('cli:would_settle'))]),
    ...diagnosis.questions.map((question) => `   - ${question}`),
    ...(diagnosis.warnings.length === 0 ? [] : ['', paint('bold', t('cli:before_it_fails'))]),
    ...diagnosis.warnings.map((warning) => `   - ${warning}`),
    '',
    paint('bold', t('cli:addresses')),
    ...(diagnosis.egress.length === 0 ? [`   ${t('cli:no_address')}`] : []),
    ...diagnosis.egress.map(
      ({ context, family, address, source }) => `   ${context} IPv${family}: ${address} (${source})`,
    ),
    '',
    paint('bold', t('cli:checklist')),
    ...diagnosis.checklist.map(
      ({ id, status, detail }) => `   ${t(`cli:${status}`).padEnd(MARK_WIDTH)}${id}: ${detail}`,
    ),
    '',
    paint('dim', t('cli:calls', { count: diagnosis.apiCalls })),
  ].join('\n');
}
