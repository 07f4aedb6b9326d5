/**
 * How long `serve` takes from its start to the line that tells its address, beside the start of Node.js alone in the
 * same minute on the same machine. `npm run bench:startup [rounds]` prints the medians; the figure to reach is under
 * one second. Nothing of it is a test: a busy machine would make it fail.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';

import { inRoot } from '../../scripts/lib/paths.mjs';

const ROUNDS = Number(process.argv[2] ?? 15);

/** Milliseconds of a cold start that nobody has to wait for. */
const TARGET_MS = 1_000;

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const since = (started) => performance.now() - started;

function startOfNode() {
  const started = performance.now();
  const { status } = spawnSync(process.execPath, ['-e', '0'], { stdio: 'ignore' });
  if (status !== 0) throw new Error(`node -e 0 ended with ${status}`);
  return since(started);
}

/** A first start on an empty folder; the process is ended as soon as its first line has come. */
async function startOfServe(entry) {
  const folder = mkdtempSync(join(tmpdir(), 'companion-bench-'));
  const env = {
    PATH: process.env.PATH,
    COMPANION_LISTEN: '127.0.0.1:0',
    COMPANION_DATA_DIR: folder,
    COMPANION_EGRESS_URLS: 'off',
  };
  const started = performance.now();
  const child = spawn(process.execPath, [...entry, 'serve'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  let took;
  for await (const line of createInterface({ input: child.stdout })) {
    took ??= since(started);
    if (JSON.parse(line).event !== 'listening') throw new Error(`Not the first line of serve: ${line}`);
    child.kill('SIGTERM');
  }
  await gone;
  rmSync(folder, { recursive: true });
  if (took === undefined) throw new Error('serve did not start');
  return took;
}

const MAIN = `const { main } = await import(${JSON.stringify(inRoot('dist/sidecar/cli/main.js'))}); process.exitCode = await main(process.argv.slice(1));`;

/** Each in turn in every round, so that a busy moment of the machine meets all alike. */
const KINDS = {
  'node -e 0': startOfNode,
  'serve, built': () => startOfServe(['--input-type=module', '-e', MAIN]),
  'serve, in the checkout': () => startOfServe([inRoot('scripts/cli.mjs')]),
};

// Once unmeasured: builds what is missing and warms the disk cache.
await startOfServe([inRoot('scripts/cli.mjs')]);

const times = Object.fromEntries(Object.keys(KINDS).map((kind) => [kind, []]));
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [kind, measure] of Object.entries(KINDS)) times[kind].push(await measure());
}

const [reference] = Object.values(times).map(median);
process.stdout.write(`Median of ${ROUNDS} cold starts on Node.js ${process.versions.node}\n`);
for (const [kind, values] of Object.entries(times)) {
  const [lowest, middle, highest] = [Math.min(...values), median(values), Math.max(...values)];
  process.stdout.write(
    `${kind.padEnd(24)}${middle.toFixed(0).padStart(6)} ms  (${lowest.toFixed(0)} to ${highest.toFixed(0)})  ${(middle / reference).toFixed(1)} x node -e 0\n`,
  );
}
const reached = median(times['serve, in the checkout']) < TARGET_MS;
process.stdout.write(`To reach: under ${TARGET_MS} ms. ${reached ? 'Reached' : 'Not reached'}.\n`);
