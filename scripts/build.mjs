/** `npm run build`: compiles the sidecar into dist/ when its sources changed. Everything it says goes to standard error. */
import './lib/require-node.mjs';

const [{ ensureBuilt }, { say }, { reportSetupError }, { ensureSetup }] = await Promise.all([
  import('./lib/build.mjs'),
  import('./lib/say.mjs'),
  import('./lib/setup-error.mjs'),
  import('./lib/setup.mjs'),
]);

try {
  await ensureSetup({ system: [], withDevelopment: true }, say);
  await ensureBuilt(say);
} catch (error) {
  process.exitCode = reportSetupError(error);
}
