import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import {
  gluedInTypeScript,
  wordsInPhp,
  wordsInTemplate,
  wordsInTypeScript,
} from '../support/words-in-code.js';

const ROOT = join(import.meta.dirname, '../..');

/** Words in code that no person reads: of SQL, of libraries, of HTTP, commands, and labels that WHMCS posts as keys. */
const NOT_OURS = [
  'case sensitive routing',
  'corrupted migrations',
  'double precision',
  'egress as newest',
  'First Name and Last Name',
  'is not',
  'nicenic-companion link',
  'not in',
  'public, max-age=31536000, immutable',
  'query parser',
];

/** English for every reader: figures of Prometheus, and what the support of NiceNIC reads (docs/decisions/0014). */
const ENGLISH_FOR_ALL = /^(?:metrics|support-report)\/|^texts\/text-values\.ts$/;

/** What only a log tells, headers, and markup that is cut in the middle. */
const NOT_OURS_IN_PHP = [
  'Accept: application/json, text/plain',
  'Content-Type: application/json',
  'NiceNIC Companion contributors',
  'This file cannot be accessed directly',
  '" required maxlength="',
  'btn-default btn-xs',
  'no time left',
  'no usable answer',
  'not claimed',
  'the note cannot be written',
];

/** The name of the product. */
const NAME = 'NiceNIC Companion';

/** Files of a folder that hold words besides the known ones. */
function foundIn(
  folder: string,
  name: RegExp,
  words: (source: string) => readonly string[],
  known: readonly string[],
): object {
  const paths = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  const found = paths
    .filter((path) => name.test(path) && !ENGLISH_FOR_ALL.test(path))
    .map((path) => [path, words(readFileSync(join(ROOT, folder, path), 'utf8'))] as const)
    .map(([path, all]) => [path, all.filter((text) => !known.includes(text))] as const);
  expect(found.length).toBeGreaterThan(20);
  return Object.fromEntries(found.filter(([, rest]) => rest.length > 0));
}

describe('everything that people read comes from shared/locales; no words stand in', () => {
  test('TypeScript', () => {
    expect(foundIn('sidecar', /\.ts$/, wordsInTypeScript, NOT_OURS)).toEqual({});
  });

  test('templates', () => {
    expect(foundIn('sidecar', /\.eta$/, wordsInTemplate, [NAME])).toEqual({});
  });

  test('PHP', () => {
    const written = /(?<!lib.Texts.[a-z]{2})\.php$/;
    expect(foundIn('whmcs-module', written, wordsInPhp, NOT_OURS_IN_PHP)).toEqual({});
  });
});

test('no text is put together from others, but for a line of codes on the command line', () => {
  const line = ['`   ${t(`cli:${status}`).padEnd(MARK_WIDTH)}${id}: ${detail}`'];
  expect(foundIn('sidecar', /\.ts$/, gluedInTypeScript, line)).toEqual({});
});

test.each([
  ["const told = t('page:a') + count;", ["t('page:a') + count"]],
  ["f(`${texts.say(cause)}: ${texts.t('page:b')}`);", ["`${texts.say(cause)}: ${texts.t('page:b')}`"]],
  ['write(`${say(reason)}.`);', ['`${say(reason)}.`']],
  ["write(`- ${say(item)}\\n`); t('page:c', { at: now() + 1 });", []],
])('glued: %s', (source, found) => {
  expect(gluedInTypeScript(source)).toEqual(found);
});

describe('words are found:', () => {
  test.each([
    ['a text', "return { problem: 'no connection' };", ['no connection']],
    ['with values', 'f(`${file}: cannot be read (${code})`);', ['…: cannot be read (…)']],
    ['in a choice', "const words = isOld ? 'too old to count' : '';", ['too old to count']],
    [
      'behind a check',
      "z.string().regex(/a/, 'must be a name').describe('A name of theirs');",
      ['must be a name'],
    ],
    [
      'of an error for people',
      "throw new ConfigError(['is damaged: restore it']);",
      ['is damaged: restore it'],
    ],
    [
      'but not in the log',
      "this.logger.warn({ file }, 'not usable now'); logger[level]('tidied up now');",
      [],
    ],
    ['in documentation', "route({ summary: 'Find the cause' }); rule({ reason: 'The answer says so' });", []],
    ['in queries', 'sql`SELECT a FROM checks where it is`.execute(db);', []],
    ['in faults of ours', "throw new Error('this cannot be');", []],
    ['in keys', "t('page:facts.none'); import './some thing.js'; const SIZE = 'max-age=1';", []],
  ])('TypeScript, %s', (_what, source, words) => {
    expect(wordsInTypeScript(source)).toEqual(words);
  });

  test.each([
    ['a sentence', "return 'Not known yet';", ['Not known yet']],
    ['with values', 'return "The sidecar at $url is silent";', ['The sidecar at $url is silent']],
    [
      'inside of markup',
      'echo \'<p class="big red">Press the button</p><a href="\';',
      [' Press the button  '],
    ],
    ['but not markup', 'echo \'" target="_blank" rel="noopener noreferrer">\';', []],
    ['comments', "/* it doesn't say so */ // nor 'here it is'", []],
  ])('PHP, %s', (_what, source, words) => {
    expect(wordsInPhp(source)).toEqual(words);
  });

  test('templates, texts and what is read aloud', () => {
    const page =
      '<p title="Close it"><%= it.t(\'page:a\') %>: now</p>\n<img alt="<%= it.x %>" class="some word">';
    expect(wordsInTemplate(page)).toEqual([': now', 'Close it']);
  });
});
