/**
 * Behaves like the `php` command of the version in PHP_MATRIX_VERSION (such as 7.4), for the versions this machine has
 * no package of: arguments, standard streams, environment, working folder, the host's files and their locks, TCP over
 * IPv4 and the exit code are the real ones. Unix sockets and IPv6 do not work, and a refused connection counts as a
 * timed-out one (curl error 28). Runs on the Node.js of this folder's package.json.
 */
import { WritableStream } from 'node:stream/web';

import { FileLockManagerForPosix, loadNodeRuntime, useHostFilesystem } from '@php-wasm/node';
import { PHP } from '@php-wasm/universal';

/** Writes a stream of PHP's to one of this process's and ends when the last byte is handed over. */
function forward(stream, target) {
  const write = (bytes) =>
    new Promise((resolve, reject) => target.write(bytes, (error) => (error ? reject(error) : resolve())));
  return stream.pipeTo(new WritableStream({ write }));
}

const version = process.env.PHP_MATRIX_VERSION;
if (version === undefined) throw new Error('PHP_MATRIX_VERSION must name a PHP version, such as 7.4.');

const php = new PHP(
  await loadNodeRuntime(version, {
    fileLockManager: new FileLockManagerForPosix(),
    emscriptenOptions: { processId: process.pid, ENV: { ...process.env } },
  }),
);
useHostFilesystem(php);

const run = await php.cli(['php', ...process.argv.slice(2)]);
const [code] = await Promise.all([
  run.exitCode,
  forward(run.stdout, process.stdout),
  forward(run.stderr, process.stderr),
]);
process.exit(code);
