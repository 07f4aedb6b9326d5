import { parseArgs } from 'node:util';
import { startSimulator } from './simulator.js';
import { settingsSchema } from './settings.js';

/**
 * Runs the simulator by hand: `node dist/test/simulator/main.js [--dialect name] [--domains number]`.
 * Prints one JSON line with the addresses and the user name, and runs until it is interrupted.
 * The account is the one of account.ts.
 */
const { values } = parseArgs({
  options: { dialect: { type: 'string', default: 'specific' }, domains: { type: 'string', default: '0' } },
});
const simulator = await startSimulator({ dialect: settingsSchema.shape.dialect.parse(values.dialect) });
simulator.production.portfolio.seed(Number(values.domains));
process.stdout.write(
  `${JSON.stringify({ event: 'listening', urls: simulator.urls, username: simulator.account.username })}\n`,
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulator.close());
