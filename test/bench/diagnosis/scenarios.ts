import type { History, Part, Scenario } from './scenario.js';
import { DIALECTS } from '../../simulator/dialects.js';
import { addressScenarios } from './scenarios/addresses.js';
import { endpointScenarios, outageScenarios, proxyScenarios } from './scenarios/connection.js';
import { credentialScenarios } from './scenarios/credentials.js';
import { healthyScenarios } from './scenarios/healthy.js';
import { valueScenarios } from './scenarios/values.js';
import { whmcsScenarios } from './scenarios/whmcs.js';

/** Every case of the benchmark. */
export const SCENARIOS: readonly Scenario[] = [
  ...credentialScenarios(),
  ...valueScenarios(),
  ...addressScenarios(),
  ...endpointScenarios(),
  ...outageScenarios(),
  ...proxyScenarios(),
  ...whmcsScenarios(),
  ...healthyScenarios(),
];

/** @throws when there is none of that id */
export function scenarioOf(id: string): Scenario {
  const found = SCENARIOS.find((scenario) => scenario.id === id);
  if (found === undefined)
    throw new Error(`No scenario ${id}. There are: ${SCENARIOS.map((one) => one.id).join(', ')}`);
  return found;
}

/** Each scenario in each dialect with each of its histories. */
export function partsOf(scenarios: readonly Scenario[]): Part[] {
  return scenarios.flatMap(({ id, histories }) =>
    DIALECTS.flatMap((dialect) =>
      (Object.keys(histories) as History[]).map((history) => ({ scenario: id, dialect, history })),
    ),
  );
}
