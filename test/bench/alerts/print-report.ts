import type { Played } from './play.js';

/** What has to be nothing, and what may be at most so many. */
export interface Figure {
  readonly name: string;
  readonly reached: number;
  readonly atMost: number;
}

export function figuresOf({ channels, notWritten }: Played): readonly Figure[] {
  return [
    { name: 'alerts that were asked for and not written', reached: notWritten, atMost: 0 },
    ...channels.flatMap(({ channel, lost, duplicates, mayDuplicate, overtook }) => [
      { name: `${channel}: alerts lost`, reached: lost, atMost: 0 },
      { name: `${channel}: overtook an older one`, reached: overtook, atMost: 0 },
      { name: `${channel}: sent twice (deaths while sending)`, reached: duplicates, atMost: mayDuplicate },
    ]),
  ];
}

export function holds({ reached, atMost }: Figure): boolean {
  return reached <= atMost;
}

/** The figures as lines of text. */
export function printReport(played: Played): string {
  const { channels, crashes, seconds, transitions } = played;
  const deaths = Object.entries(crashes).map(([place, count]) => `${count} ${place}`);
  return [
    `${transitions} transitions in ${seconds.toFixed(0)} s; deaths: ${deaths.join(', ')}`,
    ...channels.map(({ channel, alerts, messages }) => `${channel}: ${alerts} alerts, ${messages} messages`),
    '',
    'holds figure                                        reached  at most',
    ...figuresOf(played).map(
      (figure) =>
        `${holds(figure) ? 'yes' : 'NO '}   ${figure.name.padEnd(46)}${String(figure.reached).padStart(7)}  ${figure.atMost}`,
    ),
  ].join('\n');
}
