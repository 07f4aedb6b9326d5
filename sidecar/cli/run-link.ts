import { z } from 'zod';
import type { Config } from '../config/environment.js';
import type { Translator } from '../texts/translator.js';
import { askDaemon, DaemonError } from './daemon-client.js';
import { EXIT, type ExitCode } from './exit-code.js';

/** Prints a one-time link to the status page of the running sidecar. */
export async function runLink(config: Config, texts: Translator): Promise<ExitCode> {
  const answer = await askDaemon(config, '/v1/tickets', {}, texts);
  if (answer === null) throw new DaemonError(texts.t('cli:no_sidecar'));
  process.stdout.write(`${z.object({ url: z.string() }).parse(answer).url}\n`);
  return EXIT.healthy;
}
