import { z } from 'zod';
import { createCompanion } from '../companion.js';
import type { Config } from '../config/environment.js';
import { diagnosisAnswer, diagnosisInWords, type DiagnosisAnswer } from '../diagnosis/diagnosis-answer.js';
import type { Translator } from '../texts/translator.js';
import { askDaemon } from './daemon-client.js';
import { discardLog } from './discard-log.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { printDiagnosis } from './print-diagnosis.js';

/** One check as the schedule makes it: recorded, and able to open or close an incident. */
export async function runCheck(config: Config, json: boolean, texts: Translator): Promise<ExitCode> {
  const answer = await askDaemon(config, '/v1/checks', {}, texts);
  const diagnosis =
    answer === null
      ? await checkHere(config, texts)
      : z.object({ diagnosis: diagnosisAnswer }).parse(answer).diagnosis;
  printDiagnosis(diagnosis, json, texts);
  return diagnosis.healthy ? EXIT.healthy : EXIT.problem;
}

async function checkHere(config: Config, texts: Translator): Promise<DiagnosisAnswer> {
  const companion = await createCompanion(config, { logOutput: discardLog() });
  try {
    const { diagnosis } = await companion.checks.run('manual');
    // No sidecar runs that would send later what this check has to tell.
    await companion.postAlerts();
    return diagnosisInWords(diagnosis, texts);
  } finally {
    await companion.close();
  }
}
