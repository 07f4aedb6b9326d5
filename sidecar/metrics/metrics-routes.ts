import { collectDefaultMetrics, Gauge, type Registry } from 'prom-client';
import { route, type Route } from '../http/route.js';
import { PREFIX } from './prefix.js';
import type { StateMetrics } from './state-metrics.js';

/** `/metrics` in Prometheus's text format. */
export function metricsRoutes(
  registry: Registry,
  state: StateMetrics,
  versions: { readonly sidecar: string; readonly node: string },
): Route[] {
  new Gauge({
    name: `${PREFIX}build_info`,
    help: 'Always 1; tells the versions',
    labelNames: ['version', 'node'],
    registers: [registry],
  }).set({ version: versions.sidecar, node: versions.node }, 1);
  // Watching the process costs a timer, so it begins with the first scrape.
  let isWatched = false;
  return [
    route({
      method: 'get',
      path: '/metrics',
      access: 'bearer',
      summary: 'Figures for Prometheus in its text format',
      handle: async ({ response }) => {
        await state.read();
        if (!isWatched) collectDefaultMetrics({ register: registry });
        isWatched = true;
        const text = await registry.metrics();
        response.set('Content-Type', registry.contentType).send(text);
      },
    }),
  ];
}
