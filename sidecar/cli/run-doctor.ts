import { createCompanion } from '../companion.js';
import { familyOf, type Config, type IpFamily } from '../config/environment.js';
import type { Progress } from '../diagnosis/collect-evidence.js';
import { diagnosisAnswer, diagnosisInWords, type DiagnosisAnswer } from '../diagnosis/diagnosis-answer.js';
import { askEchoServices } from '../egress/ask-echo-services.js';
import { ownEnvironment } from '../egress/own-environment.js';
import { CompanionError } from '../errors/companion-error.js';
import { sendOnce } from '../outbound/send-once.js';
import type { TextKey } from '../texts/phrase.js';
import type { Translator } from '../texts/translator.js';
import { VERSION } from '../version.js';
import { askDaemon } from './daemon-client.js';
import { discardLog } from './discard-log.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { printDiagnosis } from './print-diagnosis.js';

export interface DoctorOptions {
  readonly json: boolean;
  /** Look from this process although a sidecar runs: what a crontab line needs that wants to know its own way out. */
  readonly here: boolean;
}

/** What is being done, by the key of its text. */
type Tell = (step: (typeof PROGRESS)[Progress] | 'cli:looking_out' | 'cli:asking_sidecar') => void;

const PROGRESS = {
  balance: 'cli:asking',
  comparison: 'cli:comparing',
  low_risk: 'cli:trying',
} as const satisfies Record<Progress, TextKey>;

/** A diagnosis of the stored settings: asks the running sidecar, or looks from this process when none runs. */
export async function runDoctor(
  config: Config,
  options: DoctorOptions,
  texts: Translator,
): Promise<ExitCode> {
  const tell = teller(options, texts);
  const diagnosis =
    (options.here ? null : await askRunning(config, tell, texts)) ??
    (await diagnoseHere(config, tell, texts));
  printDiagnosis(diagnosis, options.json, texts);
  return diagnosis.healthy ? EXIT.healthy : EXIT.problem;
}

/** Says what is being done, for a person at a terminal; standard output belongs to the verdict. */
function teller({ json }: DoctorOptions, texts: Translator): Tell {
  const watched = process.stderr.isTTY && !json;
  return (step) => {
    if (watched) process.stderr.write(`${texts.t(step)}\n`);
  };
}

/** Null when no sidecar runs. */
async function askRunning(config: Config, tell: Tell, texts: Translator): Promise<DiagnosisAnswer | null> {
  tell('cli:looking_out');
  if ((await askDaemon(config, '/v1/environments', await describeThis(config), texts)) === null) return null;
  tell('cli:asking_sidecar');
  const answer = await askDaemon(config, '/v1/diagnosis', {}, texts);
  return answer === null ? null : diagnosisAnswer.parse(answer);
}

/** What this process sees of itself: started from a crontab it tells cron's own addresses. */
async function describeThis(config: Config): Promise<object> {
  const { egressUrls, localAddress, ipFamily, proxyVariables } = config;
  const families: readonly IpFamily[] =
    localAddress !== null ? [familyOf(localAddress)] : ipFamily === 'auto' ? [4, 6] : [ipFamily];
  const userAgent = `NiceNIC-Companion/${VERSION}`;
  const echoes = await askEchoServices(egressUrls, families, (request) =>
    sendOnce(request, { localAddress, ipFamily, userAgent }),
  );
  const { hostname, user, proxy } = ownEnvironment(proxyVariables);
  return {
    context: { environment: 'cli', hostname, ...(user === null ? {} : { user }) },
    egress: echoes.map(({ seen: { family, address, source } }) => ({ family, address, source })),
    proxy,
  };
}

async function diagnoseHere(config: Config, tell: Tell, texts: Translator): Promise<DiagnosisAnswer> {
  const companion = await createCompanion(config, { logOutput: discardLog(), remembers: false });
  try {
    const settings = await companion.settings.current();
    if (settings === null) throw new CompanionError('no_settings');
    const { diagnosis } = await companion.diagnosis.onDemand(settings, 'complete', (progress) => {
      tell(PROGRESS[progress]);
    });
    return diagnosisInWords(diagnosis, texts);
  } finally {
    await companion.close();
  }
}
