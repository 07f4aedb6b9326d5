import { createCompanion } from '../companion.js';
import type { Config } from '../config/environment.js';
import { discardLog } from './discard-log.js';
import { EXIT, type ExitCode } from './exit-code.js';

/** Prints what NiceNIC's support asks for. Reads what is kept, so it makes no difference whether a sidecar runs. */
export async function runSupportReport(config: Config, json: boolean): Promise<ExitCode> {
  const companion = await createCompanion(config, { logOutput: discardLog() });
  try {
    const report = json
      ? `${JSON.stringify(await companion.supportReports.asObject())}\n`
      : await companion.supportReports.asText();
    process.stdout.write(report);
    return EXIT.healthy;
  } finally {
    await companion.close();
  }
}
