import type { Played } from './play.js';

interface Figure {
  readonly name: string;
  readonly domains: readonly string[];
}

/** What has to be nothing. */
export function figuresOf(played: Played): readonly Figure[] {
  const left = played.unknown[2];
  return [
    { name: 'charged twice', domains: played.chargedTwice },
    { name: 'charged but finally reported failed', domains: played.chargedButFailed },
    { name: 'reported done but not charged', domains: played.doneButNotCharged },
    { name: 'second renewals that did not go through once', domains: played.secondRenewalsWrong },
    { name: 'not settled two list passes after recovery', domains: Array<string>(left).fill('?') },
  ];
}

/** The figures, and below each that is not nothing the domains it is about. */
export function printReport(played: Played): string {
  const { orders, clicks, phpOrders, kills, untold, unknown, sent, charged, secondRenewals, seconds } =
    played;
  return [
    `${orders} orders (${phpOrders} through the PHP module), ${clicks} clicks, ${kills} kills, ${untold} clicks without an answer`,
    `${sent} paid calls, ${charged} charges, ${secondRenewals} second renewals, ${seconds.toFixed(0)} s`,
    `unknown at recovery: ${unknown[0]}, after one list pass: ${unknown[1]}, after two: ${unknown[2]}`,
    '',
    'holds figure                                        reached  wanted',
    ...figuresOf(played).flatMap(({ name, domains }) => [
      `${domains.length === 0 ? 'yes' : 'NO '}   ${name.padEnd(46)}${String(domains.length).padStart(7)}  0`,
      ...(domains.length === 0 || domains[0] === '?' ? [] : [`      ${domains.slice(0, 20).join(', ')}`]),
    ]),
  ].join('\n');
}
