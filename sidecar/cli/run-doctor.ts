import { hostname } from 'node:os';
import { createCompanion } from '../companion.js';
import { familyOf, type Config, type IpFamily } from '../config/environment.js';
import type { Progress } from '../diagnosis/collect-evidence.js';
import type { Diagnosis } from '../diagnosis/diagnosis.js';
import { diagnosisAnswer } from '../diagnosis/diagnosis-answer.js';
import { askEchoServices } from '../egress/ask-echo-services.js';
import { CompanionError } from '../errors/companion-error.js';
import { sendOnce } from '../outbound/send-once.js';
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

const PROGRESS: Readonly<Record<Progress, string>> = {
  balance: 'Asking NiceNIC and the echo services ...',
  comparison: 'Refused. Making calls that differ in one respect ...',
  low_risk: 'Accepted. Trying the other low-risk actions ...',
};

/** A diagnosis of the stored settings: asks the running sidecar, or looks from this process when none runs. */
export async function runDoctor(config: Config, options: DoctorOptions): Promise<ExitCode> {
  const tell = teller(options);
  const diagnosis =
    (options.here ? null : await askRunning(config, tell)) ?? (await diagnoseHere(config, tell));
  printDiagnosis(diagnosis, options.json);
  return diagnosis.healthy ? EXIT.healthy : EXIT.problem;
}

/** Says what is being done, for a person at a terminal; standard output belongs to the verdict. */
function teller({ json }: DoctorOptions): (line: string) => void {
  const watched = process.stderr.isTTY && !json;
  return (line) => {
    if (watched) process.stderr.write(`${line}\n`);
  };
}

/** Null when no sidecar runs. */
async function askRunning(config: Config, tell: (line: string) => void): Promise<Diagnosis | null> {
  tell('Looking at the way out of this environment ...');
  if ((await askDaemon(config, '/v1/environments', await describeThis(config))) === null) return null;
  tell('Asking the running sidecar ...');
  const answer = await askDaemon(config, '/v1/diagnosis', {});
  return answer === null ? null : (diagnosisAnswer.parse(answer) as Diagnosis);
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
  return {
    context: { environment: 'cli', hostname: hostname() },
    egress: echoes.map(({ seen: { family, address, source } }) => ({ family, address, source })),
    proxy: proxyVariables,
  };
}

async function diagnoseHere(config: Config, tell: (line: string) => void): Promise<Diagnosis> {
  const companion = await createCompanion(config, { logOutput: discardLog(), remembers: false });
  try {
    const settings = await companion.settings.current();
    if (settings === null) throw new CompanionError('no_settings');
    const { diagnosis } = await companion.diagnosis.onDemand(settings, 'complete', (progress) => {
      tell(PROGRESS[progress]);
    });
    return diagnosis;
  } finally {
    await companion.close();
  }
}
