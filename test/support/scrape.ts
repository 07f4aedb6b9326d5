import type { RunningSidecar } from './running-sidecar.js';

/** One line of Prometheus's text format. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const LINE = /^(?<name>[a-zA-Z_:][\w:]*)(?:\{(?<labels>.*)\})? (?<value>\S+)$/;
const LABEL = /(?<name>[a-zA-Z_]\w*)="(?<value>(?:[^"\\]|\\.)*)"/g;

/** What /metrics tells, as text and read. */
export async function scrape(sidecar: RunningSidecar): Promise<{ text: string; samples: Sample[] }> {
  const answer = await fetch(`${sidecar.url}/metrics`, {
    headers: { Authorization: `Bearer ${sidecar.companion.folder.token.reveal()}`, Connection: 'close' },
  });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`/metrics answered ${answer.status}: ${text}`);
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return { text, samples: lines.map(sampleOf) };
}

function sampleOf(line: string): Sample {
  const { name, labels = '', value } = LINE.exec(line)?.groups ?? {};
  if (name === undefined) throw new Error(`Not a line of Prometheus's text format: ${line}`);
  const pairs = [...labels.matchAll(LABEL)].map(({ groups }) => [groups?.['name'], groups?.['value']]);
  return { name, labels: Object.fromEntries(pairs) as Record<string, string>, value: Number(value) };
}

/** The value of the one sample with this name and at least these labels; undefined when there is none. */
export function valueOf(
  samples: readonly Sample[],
  name: string,
  labels: Readonly<Record<string, string>> = {},
): number | undefined {
  const found = samples.filter(
    (sample) =>
      sample.name === name && Object.entries(labels).every(([key, value]) => sample.labels[key] === value),
  );
  if (found.length > 1) throw new Error(`${name} has more than one sample with ${JSON.stringify(labels)}`);
  return found[0]?.value;
}
