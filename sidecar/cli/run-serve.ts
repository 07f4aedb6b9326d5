import { createCompanion } from '../companion.js';
import { isLoopbackHost } from '../config/loopback.js';
import type { Config } from '../config/environment.js';
import { startServer } from '../server.js';
import { isToken, SHORTEST_TOKEN } from '../config/token.js';
import { VERSION } from '../version.js';
import { EXIT, type ExitCode } from './exit-code.js';

/**
 * Runs the sidecar until SIGTERM or SIGINT. The first line on standard output is one JSON object with
 * `"event":"listening"` and `"url"`; log lines follow.
 */
export async function runServe(config: Config): Promise<ExitCode> {
  const companion = await createCompanion(config);
  const server = await startServer(companion, config.listen).catch(async (error: unknown) => {
    await companion.close();
    throw error;
  });
  // Before the line: whoever reads it may send the signal at once.
  const end = signalled();
  process.stdout.write(
    `${JSON.stringify({ event: 'listening', url: server.url, version: VERSION, pid: process.pid })}\n`,
  );
  if (config.listen.kind === 'tcp' && !isLoopbackHost(config.listen.host)) {
    companion.logger.warn(
      { url: server.url },
      'listening beyond this machine without TLS: the token can be read on the way',
    );
  }
  if (!isToken(companion.folder.token.reveal())) {
    companion.logger.warn(`COMPANION_TOKEN has fewer than ${SHORTEST_TOKEN} characters: it may be guessed`);
  }
  await end;
  await server.stop();
  return EXIT.healthy;
}

function signalled(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        resolve();
      });
    }
  });
}
