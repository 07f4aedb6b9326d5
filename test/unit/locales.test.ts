import { describe, expect, test } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { textsOf } from '../../scripts/generate/text-values.js';
import { CATALOGUES } from '../../sidecar/texts/catalogues.js';
import { CAUSE_CODES, causeText } from '../../sidecar/causes/cause-catalogue.js';
import { LANGUAGES } from '../../sidecar/texts/language.js';
import { translatorFor } from '../../sidecar/texts/translator.js';
import { catalogueFaults, literalsOf } from '../support/catalogue-faults.js';
import { keysIn, unusedKeys } from '../support/keys-in-source.js';

const ROOT = join(import.meta.dirname, '../..');

const ENGLISH = CATALOGUES.en;

/** Every file that a language has. */
const FILES = LANGUAGES.flatMap((language) =>
  Object.entries(CATALOGUES[language]).map(([name, catalogue]) => ({ language, name, catalogue })),
);

/** Keys of all English texts as code names them, without the form of plural. */
const KEYS = Object.entries(ENGLISH).flatMap(([name, catalogue]) =>
  textsOf(catalogue).map(([path]) => `${name}:${path.replace(/_(?:one|other)$/, '')}`),
);

/** Sources with the words that are looked for in them, by path. */
function sources(folder: string, name: RegExp): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => name.test(path) && !GENERATED.test(path))
    .map((path) => readFileSync(join(ROOT, folder, path), 'utf8'));
}

/** Files that have every key because they are made from the catalogues. */
const GENERATED = /text-values\.ts$|lib\/Texts\/[a-z]{2}\.php$/;

test.each(FILES)('$language/$name.json says what the English one says', ({ language, name, catalogue }) => {
  expect(catalogueFaults(language, ENGLISH[name] ?? {}, catalogue)).toEqual([]);
});

test.each(LANGUAGES)('%s has every file that English has, and no other', (language) => {
  expect(Object.keys(CATALOGUES[language]).sort()).toEqual(Object.keys(ENGLISH).sort());
});

test('steps in Chinese, where nothing stands between two of them, end as sentences', () => {
  const steps = CAUSE_CODES.flatMap((code) => causeText(code, null).fix).map(translatorFor('zh').say);
  expect(steps.length).toBeGreaterThan(20);
  expect(steps.filter((step) => !/[。？！]$/.test(step))).toEqual([]);
});

test('every text is used', () => {
  const used = [
    ...[...sources('sidecar', /\.(?:ts|eta)$/), ...sources('scripts', /\.ts$/)].flatMap((source) =>
      keysIn(source, 'typescript'),
    ),
    ...sources('whmcs-module', /\.php$/).flatMap((source) => keysIn(source, 'php')),
  ];
  expect(unusedKeys(KEYS, used)).toEqual([]);
});

test('pages ask for texts that exist', () => {
  const asked = sources('sidecar', /\.eta$/).flatMap((source) => keysIn(source, 'typescript'));
  expect(asked.length).toBeGreaterThan(20);
  expect(asked.filter((pattern) => !KEYS.some((key) => pattern.test(key))).map(String)).toEqual([]);
});

describe('a fault is found:', () => {
  const english = {
    plain: 'Nothing to do.',
    step: 'Set COMPANION_LISTEN and open https://nicenic.com/user/ at {{at, utc}}.',
    run: 'Run "nicenic-companion doctor" with --json in {{where}}.',
    days_one: 'It ends in {{count, number}} day.',
    days_other: 'It ends in {{count, number}} days.',
    blank: ' ',
  };
  const vietnamese = {
    plain: 'Không cần làm gì.',
    step: 'Đặt COMPANION_LISTEN rồi mở https://nicenic.com/user/ lúc {{at, utc}}.',
    run: 'Chạy “nicenic-companion doctor” với --json trong {{where}}.',
    days_other: 'Kết thúc sau {{count, number}} ngày.',
    blank: '',
  };
  const uzbek = {
    plain: 'Hech narsa qilish shart emas, o‘zi oʻtadi.',
    step: 'COMPANION_LISTEN ni oʻrnating va {{ at,utc }} da https://nicenic.com/user/ ni oching.',
    run: '{{where}} da "nicenic-companion doctor" ni --json bilan ishga tushiring.',
    days_one: 'Bir kunda tugaydi.',
    days_other: '{{count, number}} kunda tugaydi.',
    blank: ' ',
  };

  test('none in catalogues that are right', () => {
    expect(catalogueFaults('en', english, english)).toEqual([]);
    expect(catalogueFaults('vi', english, vietnamese)).toEqual([]);
    expect(catalogueFaults('uz', english, uzbek)).toEqual([]);
  });

  test.each<[string, Record<string, string | undefined>, string]>([
    ['a key that is missing', { plain: undefined }, 'plain: is missing'],
    ['a key too many', { extra: 'Thêm nữa.' }, 'extra: English has no such key'],
    [
      'a form of plural too many',
      { days_one: 'Kết thúc sau một ngày.' },
      'days: has the forms of plural one, other, not other',
    ],
    [
      'no form of plural',
      { days_other: undefined, days: 'Kết thúc.' },
      'days: has the forms of plural none, not other',
    ],
    [
      'a place that is lost',
      { run: 'Chạy "nicenic-companion doctor" với --json.' },
      'run: has the places none, not {{where}}',
    ],
    [
      'another format of a place',
      { step: 'Mở COMPANION_LISTEN https://nicenic.com/user/ {{at, date}}.' },
      'step: has the places {{at,date}}, not {{at,utc}}',
    ],
    [
      'a number left out of the form for any',
      { days_other: 'Kết thúc.' },
      'days_other: has the places none, not {{count,number}}',
    ],
    ['a place that is torn', { plain: 'Không { gì }.' }, 'plain: has a brace on its own'],
    ['a copy of the English', { plain: 'Nothing to do.' }, 'plain: is not translated'],
    ['an empty text', { plain: '' }, 'plain: is empty'],
    ['a sentence without its end', { plain: 'Không cần làm gì' }, 'plain: does not end as a sentence'],
    [
      'a changed address',
      { step: 'COMPANION_LISTEN https://nicenic.com/vi/ {{at, utc}}' },
      'step: lacks https://nicenic.com/user/',
    ],
    [
      'a changed variable',
      { step: 'COMPANION_NGHE https://nicenic.com/user/ {{at, utc}}' },
      'step: lacks COMPANION_LISTEN',
    ],
    [
      'a changed command',
      { run: 'Chạy "nicenic-companion bác sĩ" --json {{where}}' },
      'run: lacks nicenic-companion doctor',
    ],
    ['a changed option', { run: 'Chạy "nicenic-companion doctor" --jsön {{where}}' }, 'run: lacks --json'],
    [
      'a lost character',
      { plain: 'Kh\ufffdng cần làm gì.' },
      'plain: has a character that was lost (U+FFFD)',
    ],
    ['another script', { plain: 'Khôнg cần làm gì.' }, 'plain: has letters of another script: н'],
  ])('%s', (_what, changes, fault) => {
    const broken = JSON.parse(JSON.stringify({ ...vietnamese, ...changes })) as Record<string, string>;
    expect(catalogueFaults('vi', english, broken)).toContain(fault);
  });

  test('a form of plural that is missing', () => {
    const broken = Object.fromEntries(Object.entries(uzbek).filter(([key]) => key !== 'days_one'));
    expect(catalogueFaults('uz', english, broken)).toEqual([
      'days: has the forms of plural other, not one, other',
    ]);
  });

  test('Chinese without Chinese characters, and in others of East Asia', () => {
    expect(catalogueFaults('zh', { a: 'Nothing to do now' }, { a: 'Nothing at all now' })).toEqual([
      'a: has no Chinese character',
    ]);
    expect(catalogueFaults('zh', { a: 'Nothing to do now' }, { a: '何もない' })).toEqual([
      'a: has letters of another script: も な い',
    ]);
  });

  test('a value that i18next takes for an option', () => {
    expect(catalogueFaults('en', { a: 'In {{context}}.' }, { a: 'In {{context}}.' })).toEqual([
      'a: i18next takes {{context}} for an option',
    ]);
  });

  test('a key that nobody uses, or only by a part', () => {
    const used = [
      ...keysIn('t(\'page:a\'); phrase(`page:b.${c}.d`); "page:e"', 'typescript'),
      ...keysIn("say('page:f.' . $g)", 'php'),
    ];
    const keys = ['page:a', 'page:a.b', 'page:b.x.d', 'page:b.x', 'page:e', 'page:f.g', 'page:f', 'page:g'];
    expect(unusedKeys(keys, used)).toEqual(['page:a.b', 'page:b.x', 'page:f', 'page:g']);
  });
});

test.each<[string, string[]]>([
  ['Open https://nicenic.com/user/api_setting.php and look.', ['https://nicenic.com/user/api_setting.php']],
  ['unix:/path/to.sock, or http://127.0.0.1:8787.', ['unix:/path/to.sock', 'http://127.0.0.1:8787']],
  [
    'POST /v1/orders/{{orderId}}/settlement with {"outcome":"done"}',
    ['POST', '/v1/orders', '/settlement', '{"outcome":"done"}'],
  ],
  ['Check /etc/resolv.conf and operations.json.', ['/etc/resolv.conf', 'operations.json']],
  ['Content-Type: application/json', ['Content-Type: application/json']],
  ['received the header as username:api_secret', ['api_secret']],
  ['failingSince, GetEPPCode and SidecarToken', ['failingSince', 'GetEPPCode', 'SidecarToken']],
  ['dnsrecords: has {{n}} rows', ['dnsrecords']],
  ['One and/or the other, well-known (any more).', []],
])('what every language keeps of %j', (text, literals) => {
  expect(literalsOf(text).sort()).toEqual([...literals].sort());
});
