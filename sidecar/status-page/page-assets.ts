import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fillDrawing } from './templates.js';
import { TONES, type Tone } from './tone.js';

/** A file that pages load. The hash in its address lets browsers keep it for good and still get a new one. */
interface Asset {
  readonly name: string;
  readonly type: string;
  readonly body: string;
  readonly url: string;
}

function asset(name: string, type: string, body: string): Asset {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 12);
  return { name, type, body, url: `/assets/${name}?v=${hash}` };
}

export const STYLESHEET = asset(
  'status-page.css',
  'text/css',
  readFileSync(new URL('./status-page.css', import.meta.url), 'utf8'),
);

/** Renews the page in place and copies values; the page works without it. */
export const SCRIPT = asset(
  'status-page.js',
  'text/javascript',
  readFileSync(new URL('./status-page.js', import.meta.url), 'utf8'),
);

/** The icon in the browser's tab: the verdict at a glance. Colours that stand out on light and dark tabs. */
const TAB_COLOURS: Readonly<Record<Tone, string>> = {
  good: '#1f9d55',
  bad: '#d92d20',
  waiting: '#c27803',
  unknown: '#7a8699',
};

const icons = new Map(
  TONES.map((tone) => [
    tone,
    asset(`icon-${tone}.svg`, 'image/svg+xml', fillDrawing('icon-file', { tone, colour: TAB_COLOURS[tone] })),
  ]),
);

export function iconUrl(tone: Tone): string {
  return icons.get(tone)?.url ?? '';
}

/** Every file that pages load; each is open to all and holds no data. */
export const ASSETS: readonly Asset[] = [STYLESHEET, SCRIPT, ...icons.values()];
