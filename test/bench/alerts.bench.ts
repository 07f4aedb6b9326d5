/**
 * Whether an alert is ever lost, or sent twice without reason: outages that come and go while the sidecar and the cron
 * die at every place of writing, claiming, sending and recording. `npm run bench:alerts` plays ten thousand transitions;
 * `-- --transitions 500 --seed 7` others. Ends with 1 when a figure does not hold. A smaller run is held by
 * test/slow/alert-figures.test.ts.
 */
import { parseArgs } from 'node:util';
import { play } from './alerts/play.js';
import { figuresOf, holds, printReport } from './alerts/print-report.js';

const { values } = parseArgs({
  options: {
    transitions: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '2026' },
  },
});
const played = await play({ transitions: Number(values.transitions), seed: Number(values.seed) });
process.stdout.write(`${printReport(played)}\n`);
process.exitCode = figuresOf(played).every(holds) ? 0 : 1;
