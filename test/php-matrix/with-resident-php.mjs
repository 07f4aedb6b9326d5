/**
 * Runs a command whose WHMCS double finds a PHP of another version that is ready at once:
 *
 *     with-resident-php.mjs 7.4 COMMAND [ARGUMENT...]
 *
 * WHMCS_DOUBLE_PHP names a Unix socket. Each connection is one run of PHP: a line of JSON asks, the answer is JSON until
 * the end (test/whmcs/resident-php.ts). A client that hangs up ends its run. Exits as the command does and leaves no
 * process behind. Runs on the Node.js of this folder's package.json.
 */
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Processes that wait for the next run: one for each of two test files, and one more for two pages at once. */
const MOST_IDLE = 3;

const [version, program, ...args] = process.argv.slice(2);
if (program === undefined) throw new Error('Which PHP version, such as 7.4, and which command?');

/** The one that ran last is the first to be taken. */
const idle = [];

const all = new Set();

function startProcess() {
  const child = fork(join(import.meta.dirname, 'resident-php.mjs'), [version], {
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  });
  const resident = { child, stderr: '' };
  child.stderr.setEncoding('utf8').on('data', (text) => (resident.stderr += text));
  all.add(child);
  child.once('exit', () => {
    all.delete(child);
    if (idle.includes(resident)) idle.splice(idle.indexOf(resident), 1);
  });
  return resident;
}

/** What the process answers to a request, with what Node.js itself wrote to standard error on the way. */
async function ask(resident, request) {
  const { child } = resident;
  const answer = await new Promise((resolve) => {
    const died = () => resolve({ exitCode: null, stdout: '', stderr: '' });
    child.once('close', died);
    child.once('message', (message) => {
      child.off('close', died);
      resolve(message);
    });
    child.send(request);
  });
  const stderr = answer.stderr + resident.stderr;
  resident.stderr = '';
  return { ...answer, stderr };
}

/** Does what the client asks for. A run whose process died has no exit code. */
async function serve(client) {
  const [request] = await once(createInterface(client), 'line');
  const resident = idle.pop() ?? startProcess();
  const hungUp = () => resident.child.kill('SIGKILL');
  client.once('close', hungUp);
  const answer = await ask(resident, JSON.parse(request));
  client.off('close', hungUp);
  client.end(JSON.stringify(answer));
  if (!resident.child.connected) return;
  if (idle.length < MOST_IDLE) idle.push(resident);
  else resident.child.disconnect();
}

const folder = await mkdtemp(join(tmpdir(), 'resident-php-'));
const path = join(folder, 'socket');
const server = createServer((client) => {
  serve(client).catch((error) => client.destroy(error));
  // The other side hears of it by an answer that is missing.
  client.on('error', () => undefined);
});
await once(server.listen(path), 'listening');

const command = spawn(program, args, {
  stdio: 'inherit',
  env: { ...process.env, WHMCS_DOUBLE_PHP: JSON.stringify([`unix:${path}`]) },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => command.kill(signal));
const [code, signal] = await once(command, 'exit').finally(() => rm(folder, { recursive: true }));
// One that is busy would not notice that its parent is gone.
for (const child of all) child.kill('SIGKILL');
process.exit(code ?? 128 + constants.signals[signal]);
