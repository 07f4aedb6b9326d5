import { spawn } from 'node:child_process';
import { constants } from 'node:os';

import { inRoot, ROOT } from './paths.mjs';
import { say } from './say.mjs';
import { reportSetupError } from './setup-error.mjs';
import { ensureSetup } from './setup.mjs';
import { findTestBrowser } from './test-browser.mjs';

/** jest runs ES modules through an API that Node.js still calls experimental and warns about on every start. */
const JEST = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  inRoot('node_modules', 'jest', 'bin', 'jest.js'),
];

/** The job's own options come last, because jest takes every word after `--ignoreProjects` for a project's name. */
const JOBS = {
  demo: {
    system: ['php'],
    run: (args) => ['--import', './scripts/lib/typescript-hooks.mjs', 'scripts/demo/main.ts', ...args],
  },
  test: {
    system: ['php', 'browser'],
    run: (args) => [...JEST, ...args, '--ignoreProjects', 'slow', 'php-matrix'],
  },
  'test:slow': { system: ['php', 'browser'], run: (args) => [...JEST, ...args, '--selectProjects', 'slow'] },
};

/** Runs Node.js with `args` on this terminal, passes on a request to stop, and returns the exit code as a shell counts it. */
function runNode(args) {
  const env = { ...process.env };
  const browser = findTestBrowser();
  if (browser !== undefined) env.TEST_CHROMIUM = browser;
  const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: 'inherit' });
  // Ctrl-C reaches the child by itself: the terminal signals the whole group. This process only has to outlive it.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}

/**
 * Installs what the job still lacks on this machine, saying so first, runs it with `args` and returns its exit code.
 * Uses nothing but Node.js itself until that is done.
 */
export async function runJob(name, args) {
  const job = JOBS[name];
  if (job === undefined) {
    say(`Unknown job "${name ?? ''}"; there are: ${Object.keys(JOBS).join(', ')}.`);
    return 2;
  }
  try {
    await ensureSetup({ system: job.system, withDevelopment: true }, say);
    return await runNode(job.run(args));
  } catch (error) {
    return reportSetupError(error);
  }
}
