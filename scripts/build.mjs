/** `npm run build`: compiles the sidecar into dist/ when its sources changed. Everything it says goes to standard error. */
import './lib/require-node.mjs';

import { ensureBuilt } from './lib/build.mjs';
import { say } from './lib/say.mjs';
import { reportSetupError } from './lib/setup-error.mjs';
import { ensureSetup } from './lib/setup.mjs';

try {
  await ensureSetup({ system: [], withDevelopment: true }, say);
  await ensureBuilt(say);
} catch (error) {
  process.exitCode = reportSetupError(error);
}
