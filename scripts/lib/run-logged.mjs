import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT, SETUP_DIR } from './paths.mjs';
import { SetupError } from './setup-error.mjs';

/** How much of a failed command's log is shown at either end: npm says what went wrong first, apt and compilers last. */
const SHOWN_LINES = 12;

function excerpt(text) {
  const lines = text.trimEnd().split('\n');
  if (lines.length <= 2 * SHOWN_LINES) return lines.join('\n');
  return [...lines.slice(0, SHOWN_LINES), '...', ...lines.slice(-SHOWN_LINES)].join('\n');
}

/**
 * Runs a command with its output in `.setup/<name>.log`.
 * Throws a SetupError that carries `whenItFails` and an excerpt of the log when the command cannot start or exits non-zero.
 */
export async function runLogged(name, command, args, { env = process.env, whenItFails }) {
  mkdirSync(SETUP_DIR, { recursive: true });
  const logFile = join(SETUP_DIR, `${name}.log`);
  const log = openSync(logFile, 'w');
  const problem = await new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, env, stdio: ['ignore', log, log] });
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) =>
      resolve(code === 0 ? undefined : `ended with ${signal ?? `exit code ${code}`}`),
    );
  });
  closeSync(log);
  if (problem === undefined) return;
  throw new SetupError(
    `${whenItFails} (${[command, ...args].join(' ')} ${problem}; its whole output is in ${logFile})`,
    excerpt(readFileSync(logFile, 'utf8')),
  );
}
