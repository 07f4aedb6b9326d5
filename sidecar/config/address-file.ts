import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

/** Leaves the address of this process for the command line: the address, then the process id, a line each. */
export function writeAddress(file: string, url: string): void {
  writeFileSync(file, `${url}\n${process.pid}\n`, { mode: 0o600 });
}

/**
 * The address of the sidecar that runs on this data folder; null when none does. A file left behind by a killed
 * sidecar counts as none: another program may have its port by now, and must not be sent the token.
 */
export function readAddress(file: string): string | null {
  if (!existsSync(file)) return null;
  const { url, pid } = contentOf(file);
  return isAlive(pid) ? url : null;
}

/** Removes the file, unless a later process has left its own address there. */
export function removeAddress(file: string): void {
  if (existsSync(file) && contentOf(file).pid === process.pid) rmSync(file, { force: true });
}

function contentOf(file: string): { url: string; pid: number } {
  const [url = '', pid = ''] = readFileSync(file, 'utf8').split('\n');
  return { url, pid: Number(pid) };
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It exists, but belongs to another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
