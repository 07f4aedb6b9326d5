import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

const CLI = join(import.meta.dirname, '../../scripts/cli.mjs');

type Environment = Readonly<Record<string, string>>;

/** A run of the command line, with its two streams kept apart. */
export interface CliProcess {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves when the process is gone and its streams have ended. */
  readonly ended: Promise<number | string | null>;
}

/** Starts `nicenic-companion` with this environment and nothing else but the PATH. */
export function startCli(args: readonly string[], env: Environment): CliProcess {
  const child = spawn(process.execPath, [CLI, ...args], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      written[name] += chunk;
    });
  }
  return {
    child,
    stdout: () => written.stdout,
    stderr: () => written.stderr,
    ended: once(child, 'close').then(() => child.exitCode ?? child.signalCode),
  };
}

/** Runs a command to its end. */
export async function runCli(
  args: readonly string[],
  env: Environment,
): Promise<{ code: number | string | null; pid: number; stdout: string; stderr: string }> {
  const run = startCli(args, env);
  const code = await run.ended;
  return { code, pid: run.child.pid ?? 0, stdout: run.stdout(), stderr: run.stderr() };
}

/** A `serve` whose first line has come. */
export interface Serving extends CliProcess {
  readonly first: Readonly<Record<string, unknown>>;
  readonly url: string;
}

/** Starts `serve`; rejects with what it said when it ends instead of listening. */
export async function startServing(env: Environment): Promise<Serving> {
  const run = startCli(['serve'], env);
  const listening = new Promise<void>((resolve) => {
    run.child.stdout.on('data', () => {
      if (run.stdout().includes('\n')) resolve();
    });
  });
  const ended = run.ended.then((code) => {
    throw new Error(`serve ended with ${String(code)}: ${run.stdout()}${run.stderr()}`);
  });
  ended.catch(() => undefined);
  await Promise.race([listening, ended]);
  const [line = ''] = run.stdout().split('\n');
  const first = JSON.parse(line) as Record<string, unknown>;
  return { ...run, first, url: String(first['url']) };
}

/** One request to a sidecar, whether it listens on a port or on a socket file. */
export async function askSidecar(
  url: string,
  given: { method?: string; path: string; token?: string; body?: unknown },
): Promise<{ status: number; body: unknown }> {
  const place = url.startsWith('unix:')
    ? { socketPath: url.slice('unix:'.length) }
    : { host: new URL(url).hostname.replace(/^\[|\]$/g, ''), port: new URL(url).port };
  const call = request({
    ...place,
    method: given.method ?? 'GET',
    path: given.path,
    agent: false,
    headers: {
      ...(given.token === undefined ? {} : { Authorization: `Bearer ${given.token}` }),
      ...(given.body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
  });
  call.end(given.body === undefined ? undefined : JSON.stringify(given.body));
  const [response] = (await once(call, 'response')) as [Parameters<typeof text>[0] & { statusCode: number }];
  const answer = await text(response);
  return {
    status: response.statusCode,
    body: answer.startsWith('{') ? (JSON.parse(answer) as unknown) : answer,
  };
}
