import { FileLockManagerForPosix, loadNodeRuntime, useHostFilesystem } from '@php-wasm/node';
import { PHP } from '@php-wasm/universal';

import { connectBeforeOpening } from './tcp-bridge.mjs';

/**
 * Starts a new PHP of a version, such as 7.4, that has nothing from one before it, and runs it with `args`. Arguments,
 * environment, working folder, the host's files and their locks, TCP over IPv4 and the exit code are the real ones.
 * Unix sockets and IPv6 do not work, and a refused connection counts as a timed-out one (curl error 28). `options` go
 * to Emscripten, which without `stdin` reads this process's.
 */
export async function startPhp(version, args, { env, ...options }) {
  const runtime = await loadNodeRuntime(version, {
    fileLockManager: new FileLockManagerForPosix(),
    emscriptenOptions: {
      ...options,
      processId: process.pid,
      ENV: { ...env },
      preRun: [({ outboundNetworkProxyServer }) => connectBeforeOpening(outboundNetworkProxyServer)],
    },
  });
  const php = new PHP(runtime);
  useHostFilesystem(php);
  return { php, run: await php.cli(['php', ...args]) };
}
