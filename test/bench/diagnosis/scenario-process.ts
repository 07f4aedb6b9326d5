import { runScenario } from './run-scenario.js';
import type { Part } from './scenario.js';
import { scenarioOf } from './scenarios.js';

/*
 * Plays scenarios in a process of its own: which authorities it trusts is settled when a process starts, and proxy
 * variables and the name service belong to a process.
 */
process.on('message', (part: Part) => {
  void runScenario(scenarioOf(part.scenario), part).then((result) => process.send?.(result));
});
process.send?.('ready');
