import humanizeDuration from 'humanize-duration';
import { isoTime } from '../http/iso-time.js';
import { utc } from '../texts/format-time.js';

/** A point in time as a page shows it. */
export interface Moment {
  /** For machines. */
  readonly iso: string;
  /** `2026-11-22 10:35:38 UTC` */
  readonly text: string;
  /** `2026-11-22` */
  readonly date: string;
  /** `10:35:38 UTC` */
  readonly clock: string;
  /** `3 minutes ago`, `in 4 minutes`, `just now` */
  readonly relative: string;
}

/** Closer than this is now: a page takes a moment to load and clocks differ a little. */
const NOW_MILLISECONDS = 5_000;

/** Both times in milliseconds since 1970-01-01 UTC. */
export function moment(at: number, now: number): Moment {
  const text = utc(at);
  const [date = '', ...clock] = text.split(' ');
  return { iso: isoTime(at), text, date, clock: clock.join(' '), relative: relative(at - now) };
}

function relative(difference: number): string {
  if (Math.abs(difference) < NOW_MILLISECONDS) return 'just now';
  const span = humanizeDuration(Math.abs(difference), { largest: 1, round: true });
  return difference < 0 ? `${span} ago` : `in ${span}`;
}
