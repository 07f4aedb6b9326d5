/**
 * Behaves like the `php` command of the version in PHP_MATRIX_VERSION (such as 7.4), for the versions this machine has
 * no package of, as far as start-php.mjs goes. Runs on the Node.js of this folder's package.json.
 */
import { WritableStream } from 'node:stream/web';

import { startPhp } from './start-php.mjs';

/** Writes a stream of PHP's to one of this process's and ends when the last byte is handed over. */
function forward(stream, target) {
  const write = (bytes) =>
    new Promise((resolve, reject) => target.write(bytes, (error) => (error ? reject(error) : resolve())));
  return stream.pipeTo(new WritableStream({ write }));
}

const version = process.env.PHP_MATRIX_VERSION;
if (version === undefined) throw new Error('PHP_MATRIX_VERSION must name a PHP version, such as 7.4.');

const { run } = await startPhp(version, process.argv.slice(2), { env: process.env });
const [code] = await Promise.all([
  run.exitCode,
  forward(run.stdout, process.stdout),
  forward(run.stderr, process.stderr),
]);
process.exit(code);
