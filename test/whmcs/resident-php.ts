import { createConnection } from 'node:net';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

/** One run of PHP: what a process of its own would be started with. */
export interface ResidentRequest {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The working folder. */
  readonly cwd: string;
  /** Standard input. */
  readonly input: string;
}

const answerSchema = z.object({ stdout: z.string(), stderr: z.string(), exitCode: z.number().nullable() });

/**
 * Has the PHP behind a Unix socket (test/php-matrix/with-resident-php.mjs) run once. Its `exitCode` is null when its
 * process died. Rejects and ends the run when the signal says so.
 */
export async function askResidentPhp(
  path: string,
  request: ResidentRequest,
  signal: AbortSignal,
): Promise<z.infer<typeof answerSchema>> {
  const socket = createConnection({ path, signal });
  socket.write(`${JSON.stringify(request)}\n`);
  return answerSchema.parse(JSON.parse(await text(socket)));
}
