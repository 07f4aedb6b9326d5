#!/usr/bin/env node
/**
 * The command `nicenic-companion`, also behind `npm start`. In a checkout it first installs and builds what is missing,
 * speaking on standard error only; standard output belongs to the sidecar, whose first line there is read by programs.
 */
import './lib/require-node.mjs';

import { existsSync } from 'node:fs';

async function prepareCheckout() {
  const [{ ensureSetup }, { ensureBuilt, isBuilt }, { say }, { reportSetupError }] = await Promise.all([
    import('./lib/setup.mjs'),
    import('./lib/build.mjs'),
    import('./lib/say.mjs'),
    import('./lib/setup-error.mjs'),
  ]);
  try {
    const built = isBuilt();
    await ensureSetup({ system: [], withDevelopment: !built }, say);
    if (!built) await ensureBuilt(say);
    return 0;
  } catch (error) {
    return reportSetupError(error);
  }
}

/** The published package carries dist/ and no sources. */
const isCheckout = existsSync(new URL('../sidecar/cli/main.ts', import.meta.url));
process.exitCode = isCheckout ? await prepareCheckout() : 0;

if (process.exitCode === 0) {
  const { main } = await import('../dist/sidecar/cli/main.js');
  process.exitCode = await main(process.argv.slice(2));
}
