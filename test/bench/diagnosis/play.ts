import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { RunResult } from './run-scenario.js';
import type { Part } from './scenario.js';
import { TRUSTED_AUTHORITIES } from './stage/certificates.js';

/** Far longer than any scenario takes on a busy machine. */
const PATIENCE_MILLISECONDS = 60_000;

/**
 * Plays the parts one after the other in each of `processes` processes. More than one makes the times less exact.
 * @throws when a process ends or hangs
 */
export async function play(
  parts: readonly Part[],
  processes: number,
  onPlayed: (done: number) => void = () => undefined,
): Promise<RunResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'diagnosis-bench-'));
  const authorities = join(folder, 'authorities.pem');
  writeFileSync(authorities, TRUSTED_AUTHORITIES);
  const results: RunResult[] = [];
  const waiting = [...parts.entries()];
  const work = async (): Promise<void> => {
    const player = await startPlayer(authorities);
    try {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const [place, part] = next;
        results[place] = await playOne(player, part);
        onPlayed(parts.length - waiting.length);
      }
    } catch (error) {
      // The other processes need not go on.
      waiting.length = 0;
      throw error;
    } finally {
      if (player.exitCode === null && player.signalCode === null) {
        const gone = once(player, 'exit');
        player.kill();
        await gone;
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: processes }, work));
  } finally {
    rmSync(folder, { recursive: true });
  }
  return results;
}

async function startPlayer(authorities: string): Promise<ChildProcess> {
  const player = fork(new URL('scenario-process.ts', import.meta.url), {
    execArgv: ['--import', new URL('../../../scripts/lib/typescript-hooks.mjs', import.meta.url).href],
    // No proxy variable of the machine reaches the scenarios.
    env: { PATH: process.env['PATH'], NODE_EXTRA_CA_CERTS: authorities },
  });
  await answerOf(player, 'starting');
  return player;
}

async function playOne(player: ChildProcess, part: Part): Promise<RunResult> {
  player.send(part);
  return (await answerOf(player, `playing ${JSON.stringify(part)}`)) as RunResult;
}

/**
 * The next message of the process.
 * @throws when it ends or stays silent instead
 */
async function answerOf(player: ChildProcess, doing: string): Promise<unknown> {
  const stop = new AbortController();
  const ended = once(player, 'exit', { signal: stop.signal }).then(() => {
    throw new Error(`The process ended while ${doing}`);
  });
  const silent = setTimeout(PATIENCE_MILLISECONDS, undefined, { signal: stop.signal }).then(() => {
    throw new Error(`The process said nothing while ${doing}`);
  });
  const message = once(player, 'message', { signal: stop.signal });
  try {
    const [answer] = (await Promise.race([message, ended, silent])) as [unknown];
    return answer;
  } finally {
    stop.abort();
    await Promise.allSettled([message, ended, silent]);
  }
}
