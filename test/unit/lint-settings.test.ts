import { describe, expect, test } from '@jest/globals';
import { Secret } from '../../sidecar/config/secret.js';
import { inEnglish } from '../support/in-english.js';
import { lintSettings, type SettingsProblem } from '../../sidecar/settings/lint-settings.js';

const GOOD = { username: 'demo-reseller', apiSecret: 'Kx7-quartz_92' };

function lint(given: Partial<typeof GOOD>): SettingsProblem[] {
  const { username, apiSecret } = { ...GOOD, ...given };
  return lintSettings({ username, apiSecret: new Secret(apiSecret), testMode: false });
}

const summary = ({ field, code, severity }: SettingsProblem): string => `${severity} ${field} ${code}`;

test.each(['Kx7-quartz_92', '!"#$%&()*+,-./;<=>?@[]^_`{|}~', 'with:colon', 'AT&T', 'a&b;c', 'ab*', 'x'])(
  'the secret %j is fine',
  (apiSecret) => {
    expect(lint({ apiSecret })).toEqual([]);
  },
);

test.each(['demo', 'Demo_Reseller.1', 'user@host', 'a&b'])('the user name %j is fine', (username) => {
  expect(lint({ username })).toEqual([]);
});

type Case = readonly [what: string, value: string, wanted: string, words: string];

const SECRET_CASES: Case[] = [
  ['empty', '', 'error APISecret whmcs_settings_incomplete', 'is empty'],
  ['blank', ' \t\n', 'error APISecret whmcs_settings_incomplete', 'is empty'],
  ['padded in front', ' Kx7-quartz', 'error APISecret secret_malformed', 'space or line break'],
  ['padded behind', 'Kx7-quartz ', 'error APISecret secret_malformed', 'space or line break'],
  ['ending in a line break', 'Kx7-quartz\n', 'error APISecret secret_malformed', 'space or line break'],
  [
    'padded with a no-break space',
    'Kx7-quartz\u00a0',
    'error APISecret secret_malformed',
    'space or line break',
  ],
  [
    'broken over two lines',
    'Kx7\r\nquartz',
    'error APISecret secret_malformed',
    'line break, tab or control',
  ],
  ['holding a tab', 'Kx7\tquartz', 'error APISecret secret_malformed', 'line break, tab or control'],
  ['holding a NUL', 'Kx7\u0000quartz', 'error APISecret secret_malformed', 'line break, tab or control'],
  ['holding a space', 'Kx7 quartz', 'error APISecret secret_malformed', 'holds a space'],
  ['holding an ideographic space', 'Kx7\u3000quartz', 'error APISecret secret_malformed', 'holds a space'],
  ['holding a zero-width space', 'Kx7\u200bquartz', 'error APISecret secret_malformed', 'invisible'],
  ['holding a soft hyphen', 'Kx7\u00adquartz', 'error APISecret secret_malformed', 'invisible'],
  ['beginning with a byte order mark', '\ufeffKx7quartz', 'error APISecret secret_malformed', ''],
  [
    'in typographic quotes',
    '\u201cKx7quartz\u201d',
    'error APISecret secret_malformed',
    'typographic quotes',
  ],
  ['holding an accent', 'Kx7quärtz', 'error APISecret secret_malformed', 'outside the English alphabet'],
  ['in another script', '秘密密码秘密', 'error APISecret secret_malformed', 'outside the English alphabet'],
  ['holding an emoji', 'Kx7🔑quartz', 'error APISecret secret_malformed', 'outside the English alphabet'],
  ["WHMCS's mask", '********', 'error APISecret secret_malformed', 'the mask that WHMCS shows'],
  ['a mask of dots', '●●●●●●', 'error APISecret secret_malformed', 'the mask that WHMCS shows'],
  ['entity-encoded', 'Kx7&amp;quartz', 'warning APISecret secret_malformed', 'HTML code'],
  ['entity-encoded by number', 'Kx7&#039;quartz', 'warning APISecret secret_malformed', 'HTML code'],
  ['entity-encoded in hexadecimal', 'Kx7&#x2F;quartz', 'warning APISecret secret_malformed', 'HTML code'],
  ['the user name', 'demo-reseller', 'warning APISecret secret_malformed', 'equals the user name'],
];

describe('a secret that is', () => {
  test.each(SECRET_CASES)('%s gets one answer', (_what, apiSecret, wanted, words) => {
    const problems = lint({ apiSecret });
    expect(problems.map(summary)).toEqual([wanted]);
    expect(inEnglish.sentences(problems[0]?.message ?? [])).toContain(words);
  });
});

const USERNAME_CASES: Case[] = [
  ['empty', '', 'error Username whmcs_settings_incomplete', 'is empty'],
  ['blank', '  ', 'error Username whmcs_settings_incomplete', 'is empty'],
  ['padded', 'demo-reseller ', 'error Username username_malformed', 'space or line break'],
  ['holding a colon', 'demo:reseller', 'error Username username_malformed', 'colon'],
  ['holding the secret as well', 'demo:Kx7-quartz_92', 'error Username username_malformed', 'colon'],
  ['holding a space', 'demo reseller', 'error Username username_malformed', 'holds a space'],
  [
    'holding a line break',
    'demo\nreseller',
    'error Username username_malformed',
    'line break, tab or control',
  ],
  ['holding an accent', 'démo', 'error Username username_malformed', 'outside the English alphabet'],
  ['holding an invisible character', 'demo\u200d', 'error Username username_malformed', 'invisible'],
  ['an e-mail address', 'demo@example.com', 'warning Username username_malformed', 'e-mail address'],
];

describe('a user name that is', () => {
  test.each(USERNAME_CASES)('%s gets one answer', (_what, username, wanted, words) => {
    const problems = lint({ username });
    expect(problems.map(summary)).toEqual([wanted]);
    expect(inEnglish.sentences(problems[0]?.message ?? [])).toContain(words);
  });
});

test('each field has at most one problem, the user name first', () => {
  const problems = lint({ username: ' dé:mo ', apiSecret: ' \u200bä&amp; ' });
  expect(problems.map(({ field }) => field)).toEqual(['Username', 'APISecret']);
});

test('both fields empty are both told', () => {
  expect(lint({ username: '', apiSecret: '' }).map(summary)).toEqual([
    'error Username whmcs_settings_incomplete',
    'error APISecret whmcs_settings_incomplete',
  ]);
});

test('no message holds a part of a value', () => {
  // Letters that occur in no message, so that any shared run of three is a leak.
  const parts = ['QZX', 'Q7Z', '9XQ'];
  const shapes = [' %', '%\n', '% %', '%:%', '%\u200b', '%é', '%&amp;%', '\u201c%\u201d', '%@%.%', '%'];
  for (const shape of shapes) {
    const value = shape.replaceAll('%', parts.join(''));
    for (const { message } of lint({ username: value, apiSecret: value })) {
      for (const part of parts) expect(message).not.toContain(part);
    }
  }
});

test('every problem says what to do in a sentence', () => {
  const problems = [
    ...SECRET_CASES.map(([, apiSecret]) => lint({ apiSecret })),
    ...USERNAME_CASES.map(([, username]) => lint({ username })),
  ].flat();
  for (const { message } of problems)
    expect(inEnglish.sentences(message)).toMatch(/^The [^.]+\..* ?[A-Z][^.]+\.$/s);
});
