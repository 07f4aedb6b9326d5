import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { askResidentPhp } from './resident-php.js';

/** What ends a PHP process that hangs: longer than any limit that WHMCS or a browser would set. */
const HARD_LIMIT_MS = 60_000;

const launcherSchema = z.array(z.string().min(1)).min(1);

const proxyVariable = /^(https?|all|no)_proxy$/i;

/** In the place of a program: the Unix socket of a PHP that is there already. */
const SOCKET = /^unix:(.+)$/;

/**
 * How PHP is started, for example `['php']`; `WHMCS_DOUBLE_PHP` holds another one as a JSON array, such as
 * `["unix:/path/to.sock"]` for one that runs behind a socket (resident-php.ts).
 */
export function phpCommand(): string[] {
  const launcher = process.env['WHMCS_DOUBLE_PHP'];
  return launcher === undefined ? ['php'] : launcherSchema.parse(JSON.parse(launcher));
}

/** One PHP process, started with the text for its standard input. */
export interface PhpRun {
  /** Program and arguments. */
  readonly command: readonly string[];
  readonly input: string;
  /** Added to the environment of this process, which is passed on without its proxy variables. */
  readonly env: Readonly<Record<string, string>>;
  /** Ends the process early. */
  readonly signal: AbortSignal;
}

/** What the process wrote. */
export interface PhpOutput {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number | null;
}

/** Runs PHP to its end; a process that hangs is killed. */
export async function runPhp({ command, input, env, signal }: PhpRun): Promise<PhpOutput> {
  const [program = 'php', ...args] = command;
  const inherited = Object.entries(process.env).filter(([name]) => !proxyVariable.test(name));
  const wholeEnv = { ...Object.fromEntries(inherited), ...env };
  const socket = SOCKET.exec(program)?.[1];
  if (socket !== undefined) {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(HARD_LIMIT_MS)]);
    return askResidentPhp(socket, { args, env: wholeEnv, cwd: process.cwd(), input }, limited);
  }
  const child = spawn(program, args, {
    env: wholeEnv,
    stdio: ['pipe', 'pipe', 'pipe'],
    signal,
    timeout: HARD_LIMIT_MS,
    killSignal: 'SIGKILL',
  });
  // A process that dies early breaks the pipe; its exit tells the story.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const [stdout, stderr, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { stdout, stderr, exitCode };
}
