import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { SQLITE_PACKAGE } from '../../sidecar/store/sqlite-driver.js';

const SQLITE = JSON.stringify(createRequire(import.meta.url).resolve(SQLITE_PACKAGE));

/** Runs SQL on a database file from another process, as another program would. */
export function runSqlElsewhere(file: string, sql: string): void {
  const code = `new (require(${SQLITE}))(process.argv[1]).exec(process.argv[2])`;
  execFileSync(process.execPath, ['-e', code, file, sql]);
}

/** Holds the write lock of a database file from another process; answers how to let go. */
export async function lockElsewhere(file: string): Promise<() => Promise<void>> {
  const code = `globalThis.held = new (require(${SQLITE}))(process.argv[1]); held.exec('BEGIN IMMEDIATE'); console.log('locked'); process.stdin.resume();`;
  const child = spawn(process.execPath, ['-e', code, file], { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return async () => {
    const gone = once(child, 'exit');
    child.kill();
    await gone;
  };
}
