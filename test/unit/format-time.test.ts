import { expect, test } from '@jest/globals';
import { durationText, utc } from '../../sidecar/texts/format-time.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test.each([
  ['2026-11-22T10:35:38.000Z', '2026-11-22 10:35:38 UTC'],
  ['2026-11-22T10:35:38.999Z', '2026-11-22 10:35:38 UTC'],
  ['2026-12-31T23:59:59.001Z', '2026-12-31 23:59:59 UTC'],
  ['1970-01-01T00:00:00.000Z', '1970-01-01 00:00:00 UTC'],
])('%s is told as %s, whatever the zone of the machine', (iso, text) => {
  expect(utc(Date.parse(iso))).toBe(text);
});

test.each([
  [0, '0 seconds'],
  [499, '0 seconds'],
  [-5 * MINUTE, '0 seconds'],
  [SECOND, '1 second'],
  [90 * SECOND, '1 minute, 30 seconds'],
  [2 * HOUR + 5 * MINUTE, '2 hours, 5 minutes'],
  [2 * HOUR + 5 * MINUTE + 20 * SECOND, '2 hours, 5 minutes'],
  [3 * DAY + 4 * HOUR + 59 * SECOND, '3 days, 4 hours'],
])('%i ms last %s', (milliseconds, text) => {
  expect(durationText(milliseconds)).toBe(text);
});
