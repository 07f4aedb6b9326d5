import { describe, expect, test } from '@jest/globals';
import { decideTelling, type Telling, type TellingFacts } from '../../sidecar/checks/decide-telling.js';

const HOUR = 60 * 60_000;
const NOW = 1_000 * HOUR;

const quiet: TellingFacts = {
  now: NOW,
  outcome: 'good',
  state: 'healthy',
  since: NOW - 5 * HOUR,
  event: null,
  openings: 0,
  flapping: false,
  outage: null,
};

const outage = (hoursAgo: number, reminders: number): Partial<TellingFacts> => ({
  outcome: 'bad',
  state: 'failing',
  outage: { toldAt: NOW - hoursAgo * HOUR, reminders },
});

describe('what the admin is told', () => {
  test.each<[string, Partial<TellingFacts>, Telling]>([
    ['nothing while all is well', {}, null],
    ['that an outage began', { event: 'opened', state: 'failing', openings: 1 }, 'event'],
    ['that a third outage in a day began', { event: 'opened', state: 'failing', openings: 3 }, 'event'],
    ['instead of the fourth that it comes and goes', { event: 'opened', openings: 4 }, 'flapping'],
    ['that the cause changed', { ...outage(1, 0), event: 'cause_changed', openings: 9 }, 'event'],
    ['that it works again', { event: 'recovered', openings: 9 }, 'event'],
    ['nothing in maintenance', { state: 'paused', event: 'opened', openings: 9, flapping: true }, null],

    ['nothing of an outage while it comes and goes', { flapping: true, event: 'opened' }, null],
    ['nothing of a recovery while it comes and goes', { flapping: true, event: 'recovered' }, null],
    ['nothing before it has been one way for two hours', { flapping: true, since: NOW - 1.9 * HOUR }, null],
    ['that it has settled, well', { flapping: true, since: NOW - 2 * HOUR }, 'settled'],
    ['that it has settled, when the clock was set back', { flapping: true, since: NOW + HOUR }, 'settled'],
    ['that it has settled, badly', { ...outage(30, 0), flapping: true }, 'settled'],
    [
      'not that it has settled badly when a check was accepted',
      { ...outage(30, 0), flapping: true, outcome: 'good' },
      null,
    ],
    ['not that it has settled when nothing was learnt', { flapping: true, outcome: 'indeterminate' }, null],
    ['nothing while it is pending', { flapping: true, outcome: 'bad', state: 'pending' }, null],
    ['nothing while it is not known', { flapping: true, state: 'unknown' }, null],

    ['nothing in the first day of an outage', outage(23.9, 0), null],
    ['a reminder after a day', outage(24, 0), 'reminder'],
    ['a reminder when the clock was set back', outage(-1, 0), 'reminder'],
    ['the seventh reminder', outage(24, 6), 'reminder'],
    ['no eighth', outage(24, 7), null],
    ['none with the first accepted check', { ...outage(30, 0), outcome: 'good' }, null],
    ['none while the network of this server is down', { ...outage(30, 0), outcome: 'indeterminate' }, null],
    [
      'none of an outage that was not told',
      { state: 'failing', outcome: 'bad', outage: { toldAt: null, reminders: 0 } },
      null,
    ],
    ['none after the outage', { ...outage(30, 0), outcome: 'good', state: 'healthy' }, null],
    ['a change of cause rather than a reminder', { ...outage(30, 0), event: 'cause_changed' }, 'event'],
  ])('%s', (_what, facts, telling) => {
    expect(decideTelling({ ...quiet, ...facts })).toBe(telling);
  });
});
