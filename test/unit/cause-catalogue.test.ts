import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { CAUSE_CODES, causeText } from '../../sidecar/causes/cause-catalogue.js';
import { causeInEnglish, inEnglish } from '../support/in-english.js';

const file = JSON.parse(readFileSync(new URL('../../shared/causes.json', import.meta.url), 'utf8')) as {
  causes: { code: string }[];
};

test('the file has each code of the closed list once and no other', () => {
  expect(file.causes.map(({ code }) => code).sort()).toEqual([...CAUSE_CODES].sort());
});

describe.each(CAUSE_CODES)('%s', (code) => {
  test('has a title and steps without anything left to fill in', () => {
    const { title, fix, question } = causeText(code, '198.51.100.7');
    expect(inEnglish.say(title).trim()).not.toBe('');
    for (const text of [title, ...fix, question ?? ''].map(inEnglish.say))
      expect(text).not.toMatch(/[{}]|undefined/);
  });

  test('reads well while no address is known', () => {
    for (const step of causeInEnglish(code, null).fix) expect(step).not.toMatch(/null|[{}]/);
  });
});

test('the address to whitelist is in the steps', () => {
  expect(causeInEnglish('ip_not_whitelisted', '198.51.100.7').fix.join(' ')).toContain('198.51.100.7');
});

test('each of the eight causes of the guide has a code', () => {
  const numbers = new Set(CAUSE_CODES.map((code) => causeText(code, null).guideCause));
  for (const number of [1, 2, 3, 4, 5, 6, 7, 8]) expect(numbers).toContain(number);
});
