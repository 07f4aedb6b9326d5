import { STAGES } from '../checks/stage-durations.js';
import type { Bucket } from '../history/history-store.js';
import type { Stage } from '../outbound/exchange.js';
import { phrase } from '../texts/phrase.js';
import type { Translator } from '../texts/translator.js';
import { moment, type Moment } from './moment.js';

/** Hours in the plot. */
export const HOURS_IN_PLOT = 24;

/** What the plot tells apart: a way through a proxy belongs to the connection, the body to the answer. */
const PLOTTED = {
  dns: 'dns',
  connect: 'connect',
  proxy: 'connect',
  tls: 'tls',
  http: 'answer',
  body: 'answer',
} as const satisfies Record<Stage, string>;

type Plotted = (typeof PLOTTED)[Stage];

/** From the bottom of a bar to its top. */
const ORDER: readonly Plotted[] = ['dns', 'connect', 'tls', 'answer'];

/** Of the drawing, in units of its own: it is stretched to the width of the page. */
const HOUR_WIDTH = 10;
const BAR_WIDTH = 8;
const HEIGHT = 100;

/** How long calls took by hour and stage: as stacked bars, an hour without a call has none; in words; in numbers. */
export interface StagesView {
  readonly hours: number;
  readonly width: number;
  readonly height: number;
  /** One outline for each stage, over all hours, as SVG has paths. */
  readonly shapes: readonly { readonly kind: Plotted; readonly path: string }[];
  /** What the top of the drawing stands for. */
  readonly top: string;
  /** The plot in words. */
  readonly summary: string;
  readonly legend: readonly { readonly kind: Plotted; readonly name: string }[];
  /** The same in numbers, newest first. */
  readonly rows: readonly { readonly at: Moment; readonly parts: string; readonly total: string }[];
}

/** Mean milliseconds of one hour. */
interface Hour {
  readonly startsAt: number;
  readonly place: number;
  readonly parts: ReadonlyMap<Plotted, number>;
  readonly total: number;
}

/** Null where no call was made. `hours` are in a row, oldest first, up to now. Pure. */
export function stagesView(hours: readonly Bucket[], now: number, texts: Translator): StagesView | null {
  const told = hours.flatMap((bucket, place) => hourOf(bucket, place) ?? []);
  if (told.length === 0) return null;
  const totals = hours.flatMap(({ times }) => times.total ?? []);
  const all = { sum: sumOf(totals.map(({ sum }) => sum)), count: sumOf(totals.map(({ count }) => count)) };
  // A call that took no time at all would divide by nothing.
  const highest = Math.max(1, ...told.map(({ total }) => total));
  const partsOf = ({ parts }: Hour) =>
    ORDER.flatMap((kind) => {
      const milliseconds = parts.get(kind);
      return milliseconds === undefined
        ? []
        : [phrase(`page:stages.parts.${kind}`, { milliseconds: Math.round(milliseconds) })];
    });
  return {
    hours: hours.length,
    width: hours.length * HOUR_WIDTH,
    height: HEIGHT,
    shapes: shapesOf(told, highest),
    top: texts.t('page:stages.top', { milliseconds: Math.round(highest) }),
    summary: texts.t('page:stages.summary', {
      mean: Math.round(all.count === 0 ? 0 : all.sum / all.count),
      slowest: Math.round(Math.max(0, ...totals.map(({ max }) => max))),
    }),
    legend: ORDER.map((kind) => ({ kind, name: texts.t(`page:stages.names.${kind}`) })),
    rows: told
      .map((hour) => ({
        at: moment(hour.startsAt, now, texts),
        parts: texts.items(partsOf(hour)),
        total: texts.number(Math.round(hour.total)),
      }))
      .reverse(),
  };
}

/** Null for an hour without a call. */
function hourOf({ startsAt, times }: Bucket, place: number): Hour | null {
  const parts = new Map<Plotted, number>();
  for (const stage of STAGES) {
    const spent = times[stage];
    if (spent === undefined) continue;
    const kind = PLOTTED[stage];
    parts.set(kind, (parts.get(kind) ?? 0) + spent.sum / spent.count);
  }
  return parts.size === 0 ? null : { startsAt, place, parts, total: sumOf([...parts.values()]) };
}

/** Bars that stand on each other, drawn stage by stage: far less to load than a box for each. */
function shapesOf(hours: readonly Hour[], highest: number): StagesView['shapes'] {
  const tops = new Map<Hour, number>();
  return ORDER.map((kind) => ({
    kind,
    path: hours
      .map((hour) => {
        const height = rounded(((hour.parts.get(kind) ?? 0) / highest) * HEIGHT);
        if (height === 0) return '';
        const bottom = tops.get(hour) ?? HEIGHT;
        const top = rounded(bottom - height);
        tops.set(hour, top);
        return `M${hour.place * HOUR_WIDTH} ${bottom}V${top}h${BAR_WIDTH}V${bottom}z`;
      })
      .join(''),
  })).filter(({ path }) => path !== '');
}

/** More digits than a screen has points only make the page heavier. */
function rounded(length: number): number {
  return Math.round(length * 10) / 10;
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0);
}
