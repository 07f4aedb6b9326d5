/**
 * How good the diagnosis is: every scenario in every dialect of the simulator, with and without history, against the
 * real sidecar. `npm run bench:diagnosis` prints the figures and every miss; `-- --only <id>` plays one scenario and
 * prints its diagnoses whole. What does not depend on the machine's speed is held by
 * test/slow/diagnosis-figures.test.ts, too.
 */
import { parseArgs } from 'node:util';
import { reportOf } from './diagnosis/figures.js';
import { play } from './diagnosis/play.js';
import { printReport } from './diagnosis/print-report.js';
import { partsOf, scenarioOf, SCENARIOS } from './diagnosis/scenarios.js';

const { only } = parseArgs({ options: { only: { type: 'string' } } }).values;
const scenarios = only === undefined ? SCENARIOS : [scenarioOf(only)];
const parts = partsOf(scenarios);
const started = performance.now();
// In one process: a second one would be in the way of the times.
const results = await play(parts, 1, (played) => {
  if (process.stderr.isTTY) process.stderr.write(`\r${played} of ${parts.length}`);
});
if (process.stderr.isTTY) process.stderr.write('\r');
if (only !== undefined) {
  for (const { dialect, history, diagnosis } of results) {
    print(`${only}, ${dialect}, history ${history}:\n${JSON.stringify(diagnosis, null, 2)}\n`);
  }
}
const runs = results.map((result) => ({ scenario: scenarioOf(result.scenario), result }));
print(`${scenarios.length} scenarios, ${parts.length} runs in ${seconds(started)} s\n`);
print(printReport(reportOf(runs)));

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1_000).toFixed(0);
}
