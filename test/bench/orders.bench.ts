/**
 * Whether paid orders are ever charged twice or reported wrongly: orders of all kinds under every fault of the
 * simulator, clicked several times at once, amid kills of the sidecar; then the registrar recovers. `npm run
 * bench:orders` plays a thousand; `-- --orders 100 --seed 7 --php-every 1` others. Ends with 1 when a figure does not
 * hold. A smaller run is held by test/e2e/order-figures.test.ts.
 */
import { parseArgs } from 'node:util';
import { play } from './orders/play.js';
import { figuresOf, printReport } from './orders/print-report.js';

const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '2026' },
    'php-every': { type: 'string', default: '4' },
  },
});
const orders = Number(values.orders);
const played = await play({
  orders,
  seed: Number(values.seed),
  phpEvery: Number(values['php-every']),
  onProgress: (done) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${orders}`);
  },
});
if (process.stderr.isTTY) process.stderr.write('\r');
process.stdout.write(`${printReport(played)}\n`);
process.exitCode = figuresOf(played).every(({ domains }) => domains.length === 0) ? 0 : 1;
