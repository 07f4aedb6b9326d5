/**
 * Runs PHP of the version in its first argument for the process that started it, one request after the other, each in
 * a new PHP. What stays from one to the next is PHP's compiled code: compiling it is most of what a run costs.
 */
import { Buffer } from 'node:buffer';
import { readFile } from 'node:fs/promises';

import { getPHPLoaderModule } from '@php-wasm/node';

import { startPhp } from './start-php.mjs';

const version = process.argv[2];
const { dependencyFilename } = await getPHPLoaderModule(version);
const code = await WebAssembly.compile(await readFile(dependencyFilename));

/** For Emscripten: hands over a new instance of the compiled code. A failure ends this process, as any other does. */
function instantiateWasm(imports, receive) {
  void WebAssembly.instantiate(code, imports).then((instance) => receive(instance, code));
}

async function runPhp({ args, env, cwd, input }) {
  process.chdir(cwd);
  const bytes = Buffer.from(input);
  let at = 0;
  const stdin = () => (at < bytes.length ? bytes[at++] : null);
  const { php, run } = await startPhp(version, args, { env, stdin, instantiateWasm });
  const [exitCode, stdout, stderr] = await Promise.all([run.exitCode, run.stdoutText, run.stderrText]);
  php.exit();
  return { exitCode, stdout, stderr };
}

process.on('message', (request) => void runPhp(request).then((answer) => process.send(answer)));
process.on('disconnect', () => process.exit());
