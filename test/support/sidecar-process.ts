import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const CLI = join(import.meta.dirname, '../../scripts/cli.mjs');

/** Long enough for anybody's machine, and printable ASCII as the sidecar wants it. */
export const TOKEN = 'e2e-token-0123456789abcdef';

/** A wait for the first line is over when the process is: this only ends one that hangs. */
const START_MILLISECONDS = 60_000;

const listening = z.object({ event: z.literal('listening'), url: z.string(), pid: z.number() });

/** The sidecar as an administrator starts it: a process of its own, with the command line. */
export interface SidecarProcess {
  readonly url: string;
  readonly pid: number;
  /** All that it wrote so far, to standard output and standard error. */
  readonly output: () => string;
  readonly ask: (method: string, path: string, body?: unknown) => Promise<{ status: number; body: unknown }>;
  /** Sends the signal and waits for the end; the exit code, or the signal that ended it. */
  readonly end: (signal: 'SIGTERM' | 'SIGKILL') => Promise<number | string | null>;
}

/** Runs `nicenic-companion serve` with this environment and nothing else but the PATH. */
export async function serve(env: Readonly<Record<string, string>>): Promise<SidecarProcess> {
  const child = spawn(process.execPath, [CLI, 'serve'], {
    env: { PATH: process.env['PATH'], COMPANION_LISTEN: '127.0.0.1:0', COMPANION_TOKEN: TOKEN, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => written.push(chunk.toString()));
  child.stdout.on('data', (chunk: Buffer) => written.push(chunk.toString()));
  const first = await firstLine(child).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw new Error(`The sidecar did not start: ${written.join('')}`, { cause: error });
  });
  const { url, pid } = listening.parse(JSON.parse(first));
  return {
    url,
    pid,
    output: () => written.join(''),
    ask: async (method, path, body) => {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: {
          Authorization: `Bearer ${TOKEN}`,
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, body: await response.json() };
    },
    end: async (signal) => {
      const running = child.exitCode === null && child.signalCode === null;
      const exited = running ? once(child, 'exit') : null;
      child.kill(signal);
      await exited;
      return child.exitCode ?? child.signalCode;
    },
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('no standard output');
  const lines = createInterface({ input: child.stdout });
  const signal = AbortSignal.timeout(START_MILLISECONDS);
  const [line] = (await Promise.race([
    once(lines, 'line', { signal }),
    once(child, 'exit', { signal }).then(([code]) => {
      throw new Error(`ended with ${String(code)}`);
    }),
  ])) as [string];
  return line;
}
