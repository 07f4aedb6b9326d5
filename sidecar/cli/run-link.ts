import { z } from 'zod';
import type { Config } from '../config/environment.js';
import { askDaemon, DaemonError } from './daemon-client.js';
import { EXIT, type ExitCode } from './exit-code.js';

/** Prints a one-time link to the status page of the running sidecar. */
export async function runLink(config: Config): Promise<ExitCode> {
  const answer = await askDaemon(config, '/v1/tickets', {});
  if (answer === null)
    throw new DaemonError('No sidecar runs on this data folder. Start it with "nicenic-companion serve".');
  process.stdout.write(`${z.object({ url: z.string() }).parse(answer).url}\n`);
  return EXIT.healthy;
}
