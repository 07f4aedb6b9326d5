import { describe, expect, test } from '@jest/globals';
import { phrase, type Phrase } from '../../sidecar/texts/phrase.js';
import { LANGUAGES } from '../../sidecar/texts/language.js';
import { translatorFor } from '../../sidecar/texts/translator.js';

const english = translatorFor('en');

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('a phrase', () => {
  const order = (count: number): Phrase =>
    phrase('alerts:order_unknown.renew', {
      domain: 'example.com',
      count,
      whmcsDomainId: 7,
      environment: 'production',
      at: Date.UTC(2026, 10, 22, 10, 35, 38),
    });

  test.each([
    [1, '1 year,'],
    [2, '2 years,'],
    [1_000, '1,000 years,'],
  ])('takes the form of plural that belongs to %i', (count, words) => {
    expect(english.say(order(count))).toContain(words);
  });

  test('fills in times as every other text does', () => {
    expect(english.say(order(1))).toMatch(/was sent at 2026-11-22 10:35:38 UTC\.$/);
  });

  test('can hold phrases and lists of them', () => {
    const where = phrase('words:environments.cron');
    const versions = phrase('alerts:version.text', { where, module: '1', sidecar: '2' });
    expect(english.say(versions)).toMatch(/^The module of the WHMCS cron has version 1/);
    const rivals = [phrase('causes:wrong_secret.title'), 'their words'];
    expect(english.say(phrase('settings:also_possible', { rivals }))).toBe(
      'Also possible: User name or API secret is not the one NiceNIC has, their words.',
    );
  });

  test('survives being kept as JSON', () => {
    const kept = JSON.parse(JSON.stringify(order(2))) as Phrase;
    expect(english.say(kept)).toBe(english.say(order(2)));
  });

  test.each(['$t(causes:unknown.title)', '{{at, utc}}', '<b>&amp;</b>', '__proto__', 'a\nb'])(
    'leaves words of others as they are: %j',
    (words) => {
      const held = phrase('alerts:hold.subject', { domain: words });
      expect(english.say(held)).toBe(`NiceNIC: ${words} is on hold`);
      expect(english.say(words)).toBe(words);
    },
  );

  test.each([
    [
      'no text of this version',
      { key: 'causes:of_tomorrow.title' },
      '(a text of another version: causes:of_tomorrow.title)',
    ],
    [
      'one with values',
      { key: 'new:of_tomorrow', values: { at: 1, count: 2 } },
      '(a text of another version: new:of_tomorrow)',
    ],
    ['a group of texts', { key: 'page:checks' }, '(a text of another version: page:checks)'],
    [
      'a form of plural without its number',
      { key: 'page:incidents.more_notes', values: { more: 1 } },
      '(a text of another version: page:incidents.more_notes)',
    ],
    ['a value that is missing', { key: 'page:frame.as_of', values: {} }, 'As of …'],
  ])('of another version is told as such: %s', (_what, kept, words) => {
    expect(english.say(kept as unknown as Phrase)).toBe(words);
    for (const language of LANGUAGES)
      expect(translatorFor(language).say(kept as unknown as Phrase)).not.toContain('{{');
  });
});

test('several sentences are one text', () => {
  expect(english.sentences(['One.', phrase('settings:what_to_do')])).toBe('One. What to do:');
});

test.each([
  ['2026-11-22T10:35:38.000Z', '2026-11-22 10:35:38 UTC', '2026-11-22', '10:35:38 UTC'],
  ['2026-11-22T10:35:38.999Z', '2026-11-22 10:35:38 UTC', '2026-11-22', '10:35:38 UTC'],
  ['2026-12-31T23:59:59.001Z', '2026-12-31 23:59:59 UTC', '2026-12-31', '23:59:59 UTC'],
  ['1970-01-01T00:00:00.000Z', '1970-01-01 00:00:00 UTC', '1970-01-01', '00:00:00 UTC'],
])('%s is told as %s, whatever the zone of the machine', (iso, text, date, clock) => {
  const at = Date.parse(iso);
  expect([english.utc(at), english.date(at), english.clock(at)]).toEqual([text, date, clock]);
});

test.each([
  [0, '0 seconds'],
  [499, '0 seconds'],
  [-5 * MINUTE, '0 seconds'],
  [SECOND, '1 second'],
  [90 * SECOND, '1 minute, 30 seconds'],
  [59.7 * SECOND, '1 minute'],
  [59 * MINUTE + 59.7 * SECOND, '1 hour'],
  [2 * HOUR + 5 * MINUTE, '2 hours, 5 minutes'],
  [2 * HOUR + 5 * MINUTE + 20 * SECOND, '2 hours, 5 minutes'],
  [23 * HOUR + 59 * MINUTE + 40 * SECOND, '1 day'],
  [3 * DAY + 4 * HOUR + 59 * SECOND, '3 days, 4 hours'],
  [8 * DAY, '1 week, 1 day'],
  [400 * DAY, '1 year, 1 month'],
])('%d ms last %s', (span, text) => {
  expect(english.duration(span)).toBe(text);
});

test.each([
  [-3 * MINUTE, '3 minutes ago'],
  [-MINUTE, '1 minute ago'],
  [4 * MINUTE + 10 * SECOND, 'in 4 minutes'],
  [-90 * DAY, '3 months ago'],
])('%d ms away is %s', (difference, text) => {
  expect(english.relative(difference)).toBe(text);
});

test('figures have their separators, prices two decimals', () => {
  expect([english.number(1_234_567), english.money(9.5)]).toEqual(['1,234,567', '9.50']);
});

test.each(LANGUAGES)('%s has a way of its own with times and figures', (language) => {
  const texts = translatorFor(language);
  expect(texts.utc(0)).toMatch(/1970|70/);
  expect(texts.duration(2 * HOUR)).toMatch(/2/);
  expect(texts.relative(-3 * MINUTE)).toMatch(/3/);
  if (language !== 'en') expect(texts.duration(2 * HOUR)).not.toBe(english.duration(2 * HOUR));
});
