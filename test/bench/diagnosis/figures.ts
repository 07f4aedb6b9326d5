import { DIALECTS, type Dialect } from '../../simulator/dialects.js';
import type { RunResult } from './run-scenario.js';
import type { Scenario } from './scenario.js';

/** A run with the scenario it played. */
export interface Run {
  readonly scenario: Pick<Scenario, 'id' | 'truth' | 'histories' | 'rivals' | 'stopsStart' | 'wordless'>;
  readonly result: RunResult;
}

/** One line of the table. */
export interface Figure {
  readonly name: string;
  readonly reached: string;
  /** Null where the figure is for information only. */
  readonly wanted: string | null;
  readonly holds: boolean;
  /** True when it depends on the speed of the machine. */
  readonly timed: boolean;
}

/** A run whose answer was not the wanted one. */
export interface Miss {
  readonly figure: string;
  readonly scenario: string;
  readonly history: string;
  readonly dialect: Dialect;
  readonly expected: string;
  readonly answered: string;
}

export interface Report {
  readonly figures: readonly Figure[];
  readonly misses: readonly Miss[];
}

/** Dialects that do not tell the reason in words that English rules could know. */
const OPAQUE: readonly Dialect[] = DIALECTS.filter((dialect) => dialect !== 'specific');

/** Dialects whose refusals are the same to the last byte, whatever the reason. */
const SAME_WORDS: readonly Dialect[] = ['generic', 'bad-request'];

/**
 * The confidences of causes that leave the same facts may lie this far apart at most. So close, none of three reads as
 * the verdict; ours, the issue says "even".
 */
const EVEN = 0.25;

const MOST_CALLS = 12;
const MEDIAN_CALLS = 6;
const OWN_MILLISECONDS = 300;

/** Runs in, figures and misses out. */
export function reportOf(runs: readonly Run[]): Report {
  const broken = runs.filter(({ scenario }) => scenario.truth.length > 0);
  const well = runs.filter(({ scenario }) => scenario.truth.length === 0);
  const inSpecific = broken.filter(({ result }) => result.dialect === 'specific');
  const specific = inSpecific.filter(({ scenario }) => scenario.wordless !== true);
  const wordless = inSpecific.filter(({ scenario }) => scenario.wordless === true);
  const opaque = broken.filter(({ result }) => OPAQUE.includes(result.dialect));
  const after = opaque.filter(({ result }) => result.history === 'healthy');
  const settled = opaque.filter(isFirstTime('settled'));
  const open = opaque.filter(isFirstTime('open'));
  const rivals = open.filter(({ scenario }) => scenario.rivals !== undefined);
  const asked = runs.filter(({ result }) => result.startProblems === null && result.brokenOff === null);

  const figures: Figure[] = [];
  const misses: Miss[] = [];
  const share = (name: string, of: readonly Run[], holds: (run: Run) => boolean, wanted: number | null) => {
    const failing = of.filter((run) => !holds(run));
    const right = of.length - failing.length;
    figures.push({
      name,
      reached: `${right} of ${of.length} (${percent(right, of.length)})`,
      wanted: wanted === null ? null : wanted === 1 ? '100 %' : `at least ${wanted * 100} %`,
      holds: wanted === null || right >= wanted * of.length,
      timed: false,
    });
    if (wanted !== null) misses.push(...failing.map((run) => missOf(name, run)));
  };
  const none = (name: string, of: readonly Run[], bad: (run: Run) => boolean) => {
    const found = of.filter(bad);
    figures.push({
      name,
      reached: String(found.length),
      wanted: '0',
      holds: found.length === 0,
      timed: false,
    });
    misses.push(...found.map((run) => missOf(name, run)));
  };
  const most = (name: string, values: readonly number[], limit: number | null, timed = false, digits = 0) => {
    const reached = Math.max(0, ...values);
    const wanted = limit === null ? null : `at most ${limit}`;
    figures.push({
      name,
      reached: reached.toFixed(digits),
      wanted,
      holds: limit === null || reached <= limit,
      timed,
    });
  };
  const middle = (name: string, values: readonly number[], limit: number | null) => {
    const reached = quantile(values, 0.5);
    const wanted = limit === null ? null : `at most ${limit}`;
    figures.push({
      name,
      reached: String(reached),
      wanted,
      holds: limit === null || reached <= limit,
      timed: false,
    });
  };
  const byDialect = (what: string, of: readonly Run[], holds: (run: Run) => boolean) => {
    for (const dialect of OPAQUE) share(`  ${what}, ${dialect}`, of.filter(inDialect(dialect)), holds, null);
  };

  none('runs that broke off', runs, ({ result }) => result.brokenOff !== null);
  share('specific: right cause first', specific, isAmongFirst(1), 1);
  share('  an answer without words of the dialect: right cause first', wordless, isAmongFirst(1), null);
  share('opaque, healthy history: right cause first', after, isAmongFirst(1), 0.95);
  byDialect('of these', after, isAmongFirst(1));
  share('  of these, what the facts can settle', after.filter(isSettled), isAmongFirst(1), null);
  share('opaque, no history, can be settled: right cause first', settled, isAmongFirst(1), 0.95);
  byDialect('of these', settled, isAmongFirst(1));
  share('  of these, not seen in the values themselves', settled.filter(isNoLint), isAmongFirst(1), null);
  share('opaque, no history, open: right cause among the first two', open, isAmongFirst(2), 0.9);
  byDialect('of these', open, isAmongFirst(2));
  share('opaque, no history, open: right cause among the first three', open, isAmongFirst(3), 1);
  share('opaque, no history, open: asks a question', open, ({ result }) => result.questions.length > 0, 1);
  const even = rivals.filter(({ result }) => SAME_WORDS.includes(result.dialect));
  share(`same words, open: rivals at most ${EVEN} apart`, even, (run) => spreadOf(run) <= EVEN, 1);
  for (const dialect of OPAQUE) {
    const spreads = rivals.filter(inDialect(dialect)).map(spreadOf);
    most(`  widest distance of rivals, ${dialect}`, spreads, null, false, 2);
  }

  none('healthy verdicts where something fails', broken, ({ result }) => result.healthy);
  none('failing verdicts where all is well', well, ({ result }) => !result.healthy);

  const misled = broken.filter(namesAnotherAddress);
  figures.push({
    name: '  right cause, but its steps name an address that NiceNIC does not see',
    reached: String(misled.length),
    wanted: null,
    holds: true,
    timed: false,
  });
  misses.push(...misled.map((run) => missOf('steps name an address that NiceNIC does not see', run)));

  const calls = (of: readonly Run[]): number[] => of.map(({ result }) => result.apiCalls);
  middle('calls, median', calls(asked), MEDIAN_CALLS);
  most('calls, most', calls(asked), MOST_CALLS);
  for (const [name, of] of Object.entries({ specific, after, settled, open, well })) {
    const made = calls(of.filter((run) => asked.includes(run)));
    figures.push({
      name: `  calls, ${CLASS_NAMES[name] ?? name}`,
      reached: `median ${quantile(made, 0.5)}, most ${Math.max(0, ...made)}`,
      wanted: null,
      holds: true,
      timed: false,
    });
  }
  none('diagnoses with more requests arrived than told', asked, ({ result }) =>
    [result.apiCalls, result.attempts].some((told) => result.arrived.total > told),
  );
  none('diagnoses with a paid request', asked, ({ result }) => result.arrived.paid > 0);
  none(
    'diagnoses with more than one request without credentials',
    asked.filter(({ scenario }) => !scenario.truth.includes('auth_header_altered')),
    ({ result }) => result.arrived.withoutCredentials > 1,
  );
  none(
    'diagnoses with credentials of nobody who was asked about',
    asked,
    // Where cron hands over others, those are tried as well: to see that cron fails while the web works.
    ({ scenario, result }) =>
      result.arrived.credentials > (scenario.truth.includes('cron_environment_differs') ? 2 : 1),
  );

  const own = asked.map(({ result }) => result.ownMilliseconds);
  figures.push({
    name: 'own time, ms',
    reached: `median ${quantile(own, 0.5).toFixed(0)}, 95 % within ${quantile(own, 0.95).toFixed(0)}`,
    wanted: null,
    holds: true,
    timed: true,
  });
  most('own time, ms, longest', own, OWN_MILLISECONDS, true);
  return { figures, misses };
}

const CLASS_NAMES: Readonly<Record<string, string>> = {
  specific: 'specific',
  after: 'opaque, healthy history',
  settled: 'opaque, no history, can be settled',
  open: 'opaque, no history, open',
  well: 'all is well',
};

/** The place of the true cause in the answer, 1 for the first; infinite when it is not there. */
export function placeOf({ scenario, result }: Run): number {
  if (scenario.stopsStart !== undefined) {
    const named = result.startProblems?.some((problem) => problem.startsWith(`${scenario.stopsStart}:`));
    return named === true ? 1 : Infinity;
  }
  const places = scenario.truth.map((code) => result.ranked.findIndex((cause) => cause.code === code));
  return Math.min(...places.map((place) => (place === -1 ? Infinity : place + 1)));
}

/** Largest minus smallest confidence of the causes that leave the same facts; one that is not listed has none. */
export function spreadOf({ scenario, result }: Run): number {
  const confidences = (scenario.rivals ?? []).map(
    (code) => result.ranked.find((cause) => cause.code === code)?.confidence ?? 0,
  );
  return Math.max(...confidences) - Math.min(...confidences);
}

/** The value below which a share of all values lies; 0 of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(Math.ceil(share * sorted.length) - 1, 0)] ?? 0;
}

const isAmongFirst =
  (most: number) =>
  (run: Run): boolean =>
    placeOf(run) <= most;

const isFirstTime =
  (how: 'settled' | 'open') =>
  ({ scenario, result }: Run): boolean =>
    result.history === 'none' && scenario.histories.none === how;

const inDialect =
  (dialect: Dialect) =>
  ({ result }: Run): boolean =>
    result.dialect === dialect;

function isSettled({ scenario, result }: Run): boolean {
  return scenario.histories[result.history] === 'settled';
}

/** The scenarios about values are many and easy: the figure without them says more. */
function isNoLint({ scenario }: Run): boolean {
  const [first] = scenario.truth;
  return !['secret_malformed', 'username_malformed', 'whmcs_settings_incomplete'].includes(first ?? '');
}

/** Whether the steps of a true cause name addresses, and none of them is the one the registrar saw. */
function namesAnotherAddress({ scenario, result }: Run): boolean {
  const { from } = result.arrived;
  return result.ranked.some(
    ({ code, addresses }) =>
      from !== null &&
      scenario.truth.some((truth) => truth === code) &&
      addresses.length > 0 &&
      !addresses.includes(from),
  );
}

function percent(part: number, whole: number): string {
  // Down, so that nothing looks reached that is not.
  return whole === 0 ? 'none' : `${(Math.floor((part / whole) * 1_000) / 10).toFixed(1)} %`;
}

function missOf(figure: string, { scenario, result }: Run): Miss {
  const { history, dialect } = result;
  const open = scenario.histories[history] === 'open' ? ' (open)' : '';
  const ranked = result.ranked.map(({ code, confidence }) => `${code} ${confidence}`).join(', ');
  return {
    figure,
    scenario: scenario.id,
    history,
    dialect,
    expected: `${scenario.truth.join(' or ') || 'healthy'}${open}`,
    answered: result.brokenOff ?? result.startProblems?.join(' ') ?? (result.healthy ? 'healthy' : ranked),
  };
}
