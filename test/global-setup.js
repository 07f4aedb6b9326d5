import { ensureBuilt } from '../scripts/lib/build.mjs';
import { say } from '../scripts/lib/say.mjs';
import { reportSetupError } from '../scripts/lib/setup-error.mjs';

/** Runs once before the suites that start the built sidecar. */
export default async function build() {
  try {
    await ensureBuilt(say);
  } catch (error) {
    process.exitCode = reportSetupError(error);
    throw error;
  }
}
