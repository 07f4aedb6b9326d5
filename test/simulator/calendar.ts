/** Milliseconds of a day, for spreading dates. */
export const DAY_MS = 24 * 60 * 60 * 1000;

/** `YYYY-MM-DD` in UTC; the zone of the registrar's dates is not known. */
export function toDate(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}

/** `YYYY-MM-DD hh:mm:ss` in UTC+8, the zone of transactions (nicenic-api-v2.md section 4). */
export function toTransactionTime(instant: Date): string {
  const offsetMs = 8 * 60 * 60 * 1000;
  return new Date(instant.getTime() + offsetMs).toISOString().slice(0, 19).replace('T', ' ');
}

/** Adds whole years to `YYYY-MM-DD`; 29 February becomes the 28th in a common year. */
export function addYears(date: string, years: number): string {
  const [year = '', month = '', day = ''] = date.split('-');
  const target = new Date(Date.UTC(Number(year) + years, Number(month) - 1, Number(day)));
  if (target.getUTCMonth() !== Number(month) - 1) target.setUTCDate(0);
  return toDate(target);
}

/** Whether a text is a day of the calendar in the form `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && toDate(instant) === text;
}
