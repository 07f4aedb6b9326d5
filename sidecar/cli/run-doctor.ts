import { createCompanion } from '../companion.js';
import type { Config } from '../config/environment.js';
import type { Diagnosis } from '../diagnosis/diagnosis.js';
import { diagnosisAnswer } from '../diagnosis/diagnosis-answer.js';
import { CompanionError } from '../errors/companion-error.js';
import { askDaemon } from './daemon-client.js';
import { discardLog } from './discard-log.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { printDiagnosis } from './print-diagnosis.js';

/** A diagnosis of the stored settings: asks the running sidecar, or looks from this process when none runs. */
export async function runDoctor(config: Config, json: boolean): Promise<ExitCode> {
  const answer = await askDaemon(config, '/v1/diagnosis', {});
  const diagnosis =
    answer === null ? await diagnoseHere(config) : (diagnosisAnswer.parse(answer) as Diagnosis);
  printDiagnosis(diagnosis, json);
  return diagnosis.healthy ? EXIT.healthy : EXIT.problem;
}

async function diagnoseHere(config: Config): Promise<Diagnosis> {
  const companion = await createCompanion(config, { logOutput: discardLog() });
  try {
    const settings = await companion.settings.current();
    if (settings === null) throw new CompanionError('no_settings');
    return (await companion.diagnosis.diagnose(settings, 'complete')).diagnosis;
  } finally {
    await companion.close();
  }
}
