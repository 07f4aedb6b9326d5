import { beforeAll, describe, expect, test } from '@jest/globals';
import { reportOf, type Report, type Run } from '../bench/diagnosis/figures.js';
import { play } from '../bench/diagnosis/play.js';
import { lengthOf, type RunResult } from '../bench/diagnosis/run-scenario.js';
import { ALIKE } from '../bench/diagnosis/scenario.js';
import { partsOf, scenarioOf, SCENARIOS } from '../bench/diagnosis/scenarios.js';

/** What the benchmark promises, apart from times: those belong to a quiet machine. */
const HELD = reportOf([])
  .figures.filter(({ wanted, timed }) => wanted !== null && !timed)
  .map(({ name }) => name);

describe('the diagnosis in every scenario and dialect', () => {
  let report: Report;

  beforeAll(async () => {
    const results = await play(partsOf(SCENARIOS), 2);
    report = reportOf(results.map((result) => ({ scenario: scenarioOf(result.scenario), result })));
  });

  test.each(HELD)('%s', (name) => {
    const figure = report.figures.find((one) => one.name === name);
    const misses = report.misses.filter((miss) => miss.figure === name);
    expect({ ...figure, misses }).toMatchObject({ holds: true });
  });
});

test('the scenarios have names of their own, and there are enough of them', () => {
  const ids = SCENARIOS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(SCENARIOS.filter(({ truth }) => truth.length > 0).length).toBeGreaterThanOrEqual(40);
});

describe('the figures', () => {
  const result: RunResult = {
    scenario: 'case',
    dialect: 'generic',
    history: 'none',
    healthy: false,
    ranked: [
      { code: 'wrong_secret', confidence: 0.4, addresses: [] },
      { code: 'ip_not_whitelisted', confidence: 0.35, addresses: [] },
      { code: 'account_not_eligible', confidence: 0.2, addresses: [] },
    ],
    questions: ['Which addresses are whitelisted?'],
    brokenOff: null,
    startProblems: null,
    apiCalls: 3,
    attempts: 3,
    arrived: { total: 3, withoutCredentials: 1, paid: 0, from: '127.0.0.1', credentials: 1 },
    milliseconds: 20,
    ownMilliseconds: 10,
    diagnosis: null,
  };
  const open: Run = {
    scenario: { id: 'case', truth: ['account_not_eligible'], histories: { none: 'open' }, rivals: ALIKE },
    result,
  };
  const settled: Run = {
    scenario: { id: 'case', truth: ['wrong_secret'], histories: { none: 'settled', healthy: 'settled' } },
    result,
  };
  const well: Run = {
    scenario: { id: 'case', truth: [], histories: { none: 'settled' } },
    result: { ...result, healthy: true, ranked: [] },
  };

  const changed = (run: Run, change: Partial<RunResult>): Run => ({
    ...run,
    result: { ...run.result, ...change },
  });
  const broken = (...runs: Run[]): string[] =>
    reportOf(runs)
      .figures.filter(({ holds }) => !holds)
      .map(({ name }) => name);

  test('all hold when all is as it should be', () => {
    expect(broken(settled, well, changed(open, { ranked: result.ranked.toReversed() }))).toEqual([]);
  });

  test.each<[string, Run]>([
    ['runs that broke off', changed(well, { brokenOff: 'Error' })],
    ['specific: right cause first', changed(open, { dialect: 'specific' })],
    ['opaque, healthy history: right cause first', changed(open, { history: 'healthy' })],
    ['opaque, no history, can be settled: right cause first', changed(settled, { ranked: [] })],
    ['opaque, no history, open: right cause among the first two', open],
    [
      'opaque, no history, open: right cause among the first three',
      changed(open, { ranked: result.ranked.slice(0, 2) }),
    ],
    ['opaque, no history, open: asks a question', changed(open, { questions: [] })],
    [
      'same words, open: rivals at most 0.25 apart',
      changed(open, { ranked: [{ code: 'account_not_eligible', confidence: 0.3, addresses: [] }] }),
    ],
    ['healthy verdicts where something fails', changed(settled, { healthy: true })],
    ['failing verdicts where all is well', changed(well, { healthy: false })],
    ['calls, median', changed(settled, { apiCalls: 7 })],
    ['calls, most', changed(settled, { apiCalls: 13 })],
    [
      'diagnoses with more requests arrived than told',
      changed(settled, { arrived: { ...result.arrived, total: 4 } }),
    ],
    ['diagnoses with a paid request', changed(settled, { arrived: { ...result.arrived, paid: 1 } })],
    [
      'diagnoses with more than one request without credentials',
      changed(settled, { arrived: { ...result.arrived, withoutCredentials: 2 } }),
    ],
    [
      'diagnoses with credentials of nobody who was asked about',
      changed(settled, { arrived: { ...result.arrived, credentials: 2 } }),
    ],
    ['own time, ms, longest', changed(settled, { ownMilliseconds: 301 })],
  ])('%s: a run against it breaks it', (name, run) => {
    expect(broken(run)).toContain(name);
    if (!name.startsWith('calls') && !name.startsWith('own')) {
      expect(reportOf([run]).misses).toContainEqual(expect.objectContaining({ figure: name }));
    }
  });

  test('a start that was to be refused counts when the message names the variable', () => {
    const stops: Run = {
      scenario: { ...settled.scenario, truth: ['wrong_endpoint'], stopsStart: 'NICENIC_PRODUCTION_URL' },
      result: { ...result, ranked: [], startProblems: ['NICENIC_PRODUCTION_URL: must be https'] },
    };
    const name = 'opaque, no history, can be settled: right cause first';
    expect(broken(stops)).not.toContain(name);
    expect(broken(changed(stops, { startProblems: ['COMPANION_LISTEN: no'] }))).toContain(name);
    expect(broken(changed(stops, { startProblems: null }))).toContain(name);
  });

  test('steps that name an address the registrar does not see are listed', () => {
    const listed = (addresses: string[]): string[] =>
      reportOf([
        {
          scenario: { ...settled.scenario, truth: ['ip_not_whitelisted'] },
          result: { ...result, ranked: [{ code: 'ip_not_whitelisted', confidence: 1, addresses }] },
        },
      ]).misses.map(({ figure }) => figure);
    expect(listed(['127.0.0.2'])).toEqual(['steps name an address that NiceNIC does not see']);
    expect(listed(['127.0.0.2', '127.0.0.1'])).toEqual([]);
    expect(listed([])).toEqual([]);
  });

  test('time under way in several calls at once is counted once', () => {
    const intervals = [
      { from: 10, to: 20 },
      { from: 0, to: 5 },
      { from: 12, to: 15 },
      { from: 18, to: 25 },
    ];
    expect(lengthOf(intervals)).toBe(20);
  });
});
