import { isoTime } from '../http/iso-time.js';
import type { Translator } from '../texts/translator.js';

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
export function moment(at: number, now: number, texts: Translator): Moment {
  const isNow = Math.abs(at - now) < NOW_MILLISECONDS;
  return {
    iso: isoTime(at),
    text: texts.utc(at),
    date: texts.date(at),
    clock: texts.clock(at),
    relative: isNow ? texts.t('page:just_now') : texts.relative(at - now),
  };
}
