import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's (or installed package's) top folder. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Logs, the lock and a downloaded test browser; ignored by git. */
export const SETUP_DIR = join(ROOT, '.setup');

export const inRoot = (...parts) => join(ROOT, ...parts);
