import { performance } from 'node:perf_hooks';
import { z } from 'zod';
import { ConfigError } from '../../../sidecar/config/config-error.js';
import type { SeenAuthorization } from '../../simulator/account.js';
import { PAID_ACTIONS } from '../../simulator/price-table.js';
import type { History, Part, Scenario } from './scenario.js';
import type { Interval } from './stage/echo-service.js';
import { contextOf, World } from './world.js';

/** The parts of a diagnosis that are judged (design.md section 4.5). */
const diagnosis = z.looseObject({
  healthy: z.boolean(),
  causes: z.array(z.looseObject({ code: z.string(), confidence: z.number(), fix: z.array(z.string()) })),
  questions: z.array(z.string()).default([]),
  attempts: z.array(z.looseObject({ timestamp: z.string(), milliseconds: z.number() })),
  apiCalls: z.number(),
});

/** What a run showed. Plain data: it travels between processes. */
export interface RunResult extends Part {
  readonly healthy: boolean;
  /** Likeliest first. */
  readonly ranked: readonly {
    readonly code: string;
    readonly confidence: number;
    /** Addresses that its steps name. */
    readonly addresses: readonly string[];
  }[];
  readonly questions: readonly string[];
  /** Why there is no diagnosis although there should be; null when all went as planned. */
  readonly brokenOff: string | null;
  /** Why the sidecar did not start; null when it did. */
  readonly startProblems: readonly string[] | null;
  readonly apiCalls: number;
  readonly attempts: number;
  /** Requests that arrived at the registrar, or at whoever stands in its place, during the diagnosis. */
  readonly arrived: {
    readonly total: number;
    readonly withoutCredentials: number;
    readonly paid: number;
    /** Address from which the registrar saw the first call with credentials; null without one. */
    readonly from: string | null;
    /** How many different sets of credentials were sent. */
    readonly credentials: number;
  };
  readonly milliseconds: number;
  /** Without the time in which a call to the registrar or an echo service was under way. */
  readonly ownMilliseconds: number;
  /** The whole answer. */
  readonly diagnosis: unknown;
}

/** The addresses that occur in the scenarios, in a text. */
const ADDRESS = /\b127(?:\.\d{1,3}){3}\b|(?<![\w:])::1\b/g;

/** Plays a scenario against the real sidecar and asks it for a diagnosis. */
export async function runScenario(scenario: Scenario, part: Part): Promise<RunResult> {
  const world = await World.create(part.dialect, scenario.registrar);
  try {
    await prepare(world, scenario, part.history);
    return await diagnose(world, scenario, part);
  } catch (error) {
    if (error instanceof ConfigError) return { ...nothing(part), startProblems: error.message.split('\n') };
    return { ...nothing(part), brokenOff: String(error) };
  } finally {
    await world.close();
  }
}

async function prepare(world: World, scenario: Scenario, history: History): Promise<void> {
  await scenario.arrange?.(world);
  if (history === 'healthy') await world.liveWell();
  await scenario.happen?.(world);
  await world.settle();
}

async function diagnose(world: World, scenario: Scenario, part: Part): Promise<RunResult> {
  const environment = scenario.askedFrom ?? 'web';
  world.registrar.log.clear();
  const elsewhereBefore = world.requestsElsewhere();
  const started = performance.now();
  const { status, body } = await world.ask('POST', '/v1/diagnosis', {
    settings: world.settings,
    context: contextOf(environment),
  });
  const milliseconds = performance.now() - started;
  if (status !== 200) throw new Error(`The diagnosis answered ${status}: ${JSON.stringify(body)}`);
  const found = diagnosis.parse(body);
  const arrived = world.registrar.log.list();
  const busy = [
    ...found.attempts.map(({ timestamp, milliseconds: took }) => {
      const from = Date.parse(timestamp);
      return { from, to: from + took };
    }),
    ...world.echoIntervals().filter(({ from }) => from >= performance.timeOrigin + started),
  ];
  return {
    ...part,
    healthy: found.healthy,
    ranked: found.causes.map(({ code, confidence, fix }) => ({
      code,
      confidence,
      addresses: fix.join(' ').match(ADDRESS) ?? [],
    })),
    questions: found.questions,
    brokenOff: null,
    startProblems: null,
    apiCalls: found.apiCalls,
    attempts: found.attempts.length,
    arrived: {
      total: arrived.length + world.requestsElsewhere() - elsewhereBefore,
      withoutCredentials: arrived.filter(({ authorization }) => authorization.header === 'absent').length,
      paid: arrived.filter(({ action }) => PAID_ACTIONS.some((paid) => paid === action)).length,
      from: arrived.find(({ authorization }) => authorization.header !== 'absent')?.sourceAddress ?? null,
      credentials: differentCredentials(arrived.map(({ authorization }) => authorization)),
    },
    milliseconds,
    ownMilliseconds: Math.max(milliseconds - lengthOf(busy), 0),
    diagnosis: body,
  };
}

function nothing(part: Part): RunResult {
  return {
    ...part,
    healthy: false,
    ranked: [],
    questions: [],
    brokenOff: null,
    startProblems: null,
    apiCalls: 0,
    attempts: 0,
    arrived: { total: 0, withoutCredentials: 0, paid: 0, from: null, credentials: 0 },
    milliseconds: 0,
    ownMilliseconds: 0,
    diagnosis: null,
  };
}

function differentCredentials(seen: readonly SeenAuthorization[]): number {
  const sent = seen.filter(({ header }) => header !== 'absent').map((one) => JSON.stringify(one));
  return new Set(sent).size;
}

/** Milliseconds that at least one of the intervals covers. */
export function lengthOf(intervals: readonly Interval[]): number {
  let covered = 0;
  let end = Number.NEGATIVE_INFINITY;
  for (const { from, to } of intervals.toSorted((a, b) => a.from - b.from)) {
    covered += Math.max(to - Math.max(from, end), 0);
    end = Math.max(end, to);
  }
  return covered;
}
