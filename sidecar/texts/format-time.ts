import humanizeDuration from 'humanize-duration';

/** A time in milliseconds since 1970-01-01 UTC as `2026-11-22 10:35:38 UTC`. */
export function utc(at: number): string {
  return new Date(at)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, ' UTC');
}

/** A span in milliseconds as `2 hours, 5 minutes`. */
export function durationText(milliseconds: number): string {
  return humanizeDuration(Math.max(milliseconds, 0), { largest: 2, round: true });
}
