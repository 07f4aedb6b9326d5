import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { SETUP_DIR } from './paths.mjs';
import { SetupError } from './setup-error.mjs';

/** A first set-up with a browser and a compiled addon takes a few minutes on a slow line. */
const LONGEST_WAIT_MS = 20 * 60_000;
const POLL_MS = 200;

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Takes the lock file, or returns the pid of the process that holds it. A dead holder's file is moved away first. */
function tryToTake(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return undefined;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  let holder;
  try {
    holder = Number(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return 0;
    throw error;
  }
  // An empty file is a holder between creating and writing it.
  if (holder === 0 || isAlive(holder)) return holder;
  // Renaming is atomic: of several processes that find the dead holder's file, one moves it and the others get ENOENT.
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  rmSync(aside, { force: true });
  return 0;
}

/**
 * Runs `work` while no other process of this checkout is inside `withLock` of the same name.
 * `onWait(pid)` is called once when another process has it. Throws a SetupError after 20 minutes.
 */
export async function withLock(name, onWait, work) {
  mkdirSync(SETUP_DIR, { recursive: true });
  const file = join(SETUP_DIR, `${name}.lock`);
  const giveUpAt = Date.now() + LONGEST_WAIT_MS;
  let told = false;
  for (let holder = tryToTake(file); holder !== undefined; holder = tryToTake(file)) {
    if (Date.now() > giveUpAt)
      throw new SetupError(`Process ${holder} has held ${file} for too long: end it, or delete that file.`);
    if (holder !== 0 && !told) {
      onWait(holder);
      told = true;
    }
    await sleep(POLL_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}
