import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parser } from '@prometheus-io/lezer-promql';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { startSimulator, type Simulator } from '../simulator/simulator.js';
import { registration } from '../support/registration.js';
import {
  settingsFor,
  startSidecar,
  temporaryFolder,
  type RunningSidecar,
} from '../support/running-sidecar.js';
import { scrape } from '../support/scrape.js';

const FOLDER = new URL('../../docs/monitoring/', import.meta.url);

/** What Prometheus adds to every sample by itself. */
const ADDED_LABELS = ['job', 'instance'];

const rulesFile = z.strictObject({
  groups: z.array(
    z.strictObject({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string().regex(/^[A-Z]\w+$/),
          expr: z.string(),
          for: z
            .string()
            .regex(/^\d+[smhd]$/)
            .optional(),
          labels: z.strictObject({ severity: z.enum(['critical', 'warning']) }),
          annotations: z.strictObject({ summary: z.string(), description: z.string().optional() }),
        }),
      ),
    }),
  ),
});

const dashboardFile = z.object({
  title: z.string(),
  panels: z.array(
    z.object({
      id: z.int(),
      title: z.string(),
      gridPos: z.object({ x: z.int(), y: z.int(), w: z.int(), h: z.int() }),
      targets: z.array(z.object({ expr: z.string(), legendFormat: z.string() })).min(1),
    }),
  ),
});

interface Used {
  readonly metric: string;
  readonly labels: readonly string[];
}

/** Which metrics and labels an expression asks for. Throws where Prometheus's own grammar does not know it. */
function usedBy(expr: string): { readonly selected: readonly Used[]; readonly grouped: readonly string[] } {
  // Grafana puts the step of the picture there.
  const plain = expr.replaceAll('$__rate_interval', '5m');
  const selected: { metric: string; labels: string[] }[] = [];
  const grouped: string[] = [];
  parser.parse(plain).iterate({
    enter: ({ name, type, node, from, to }) => {
      const text = plain.slice(from, to);
      if (type.isError) throw new Error(`Not PromQL at "${plain.slice(from)}": ${expr}`);
      if (name === 'VectorSelector') selected.push({ metric: '', labels: [] });
      const last = selected.at(-1);
      if (name === 'Identifier' && node.parent?.name === 'VectorSelector' && last) last.metric = text;
      if (name !== 'LabelName') return;
      if (node.parent?.name === 'GroupingLabels') grouped.push(text);
      else last?.labels.push(text);
    },
  });
  return { selected, grouped };
}

let registrar: Simulator;
let sidecar: RunningSidecar;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
/** Labels of each metric that a sidecar which has done a bit of everything tells. */
const told = new Map<string, Set<string>>();

beforeAll(async () => {
  registrar = await startSimulator();
  folder = await temporaryFolder();
  sidecar = await startSidecar(registrar, { dataDir: folder.path });
  const settings = settingsFor(registrar);
  await sidecar.ask('PUT', '/v1/settings', { settings, context: { environment: 'cron' } });
  await sidecar.ask('POST', '/v1/checks');
  await sidecar.act('RegisterDomain', registration('paid-for.com'));
  await sidecar.ask('POST', '/v1/portfolio/refresh', {});
  await sidecar.ask('POST', '/v1/alerts/test');
  for (const { name, labels } of (await scrape(sidecar)).samples) {
    const known = told.get(name) ?? new Set(ADDED_LABELS);
    told.set(name, known);
    for (const label of Object.keys(labels)) known.add(label);
  }
  // Prometheus's own, of every target.
  told.set('up', new Set(ADDED_LABELS));
});

afterAll(async () => {
  await sidecar.stop();
  await registrar.close();
  await folder.remove();
});

function expectTold(expr: string): void {
  const { selected, grouped } = usedBy(expr);
  expect(selected).not.toEqual([]);
  for (const { metric, labels } of selected) {
    const unknown = [...labels, ...grouped].filter((label) => told.get(metric)?.has(label) !== true);
    expect({ expr, metric, isTold: told.has(metric), unknown }).toEqual({
      expr,
      metric,
      isTold: true,
      unknown: [],
    });
  }
}

describe('the alert rules', () => {
  test('are valid, have names of their own and ask for what /metrics tells', async () => {
    const text = await readFile(new URL('prometheus-rules.yaml', FOLDER), 'utf8');
    const { groups } = rulesFile.parse(parseYaml(text));
    const rules = groups.flatMap((group) => group.rules);
    expect(rules.length).toBeGreaterThan(8);
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
    for (const { expr } of rules) expectTold(expr);
  });
});

describe('the dashboard', () => {
  test('asks for what /metrics tells, and its panels do not lie on each other', async () => {
    const text = await readFile(new URL('grafana-dashboard.json', FOLDER), 'utf8');
    const { panels } = dashboardFile.parse(JSON.parse(text));
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const places = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, place) => `${x + (place % w)},${y + Math.floor(place / w)}`),
    );
    expect(new Set(places).size).toBe(places.length);
    for (const { targets } of panels) {
      for (const { expr, legendFormat } of targets) {
        expectTold(expr);
        const [{ metric } = { metric: '' }] = usedBy(expr).selected;
        const legend = [...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, label]) => label ?? '');
        for (const label of legend) expect(told.get(metric)).toContain(label);
      }
    }
  });
});

test('the page about monitoring names every metric of ours, and no other', async () => {
  const text = await readFile(new URL('README.md', FOLDER), 'utf8');
  const named = new Set([...text.matchAll(/`(nicenic_companion_\w+)`/g)].map(([, name]) => name));
  const ours = [...told.keys()].filter((name) => name.startsWith('nicenic_companion_'));
  expect(named).toEqual(new Set(ours.map((name) => name.replace(/_(bucket|sum|count)$/, ''))));
});

test.each(['sum by (a (up)', 'rate(up[5m)', 'up{job=}', 'up +'])('%s would be found out', (expr) => {
  expect(() => usedBy(expr)).toThrow('Not PromQL');
});
