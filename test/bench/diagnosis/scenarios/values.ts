import type { CauseCode } from '../../../../sidecar/causes/cause-catalogue.js';
import type { Scenario } from '../scenario.js';
import type { WhmcsSettings } from '../world.js';

type Spoil = (right: WhmcsSettings) => Partial<WhmcsSettings>;

/** A value that reached WHMCS's storage unchecked, by a restore or while the sidecar was down. */
function spoilt(id: string, what: string, code: CauseCode, spoil: Spoil, after = false): Scenario {
  return {
    id,
    what,
    truth: [code],
    histories: { none: 'settled', ...(after ? { healthy: 'settled' } : {}) },
    happen: (world) => {
      world.store(spoil(world.settings));
    },
  };
}

const user = (id: string, what: string, spoil: (name: string) => string): Scenario =>
  spoilt(`user-name-${id}`, what, 'username_malformed', ({ username }) => ({ username: spoil(username) }));

const secret = (id: string, what: string, spoil: (value: string) => string, after?: boolean): Scenario =>
  spoilt(
    `secret-${id}`,
    what,
    'secret_malformed',
    ({ apiSecret }) => ({ apiSecret: spoil(apiSecret) }),
    after,
  );

/** One for each kind of problem that the values themselves show (guide causes 2 and 8). */
export function valueScenarios(): readonly Scenario[] {
  return [
    user('with-space-around', 'A space was pasted with the user name.', (name) => `${name} `),
    user('with-space-inside', 'The user name has a space in it.', (name) => name.replace('-', ' ')),
    user(
      'with-invisible-character',
      'A zero-width space was pasted with the user name.',
      (name) => `${name}\u200b`,
    ),
    user('with-control-character', 'A tab stands in the user name.', (name) => name.replace('-', '\t')),
    user(
      'in-smart-quotes',
      'The user name was pasted with typographic quotes.',
      (name) => `\u201c${name}\u201d`,
    ),
    user(
      'with-colon',
      'User name and secret were pasted together, with the colon.',
      (name) => `${name}:secret`,
    ),
    user('not-ascii', 'A Cyrillic letter stands in the user name.', (name) => name.replace('e', '\u0435')),
    user(
      'is-an-email-address',
      'The e-mail address was entered as user name.',
      (name) => `${name}@shop.example`,
    ),
    spoilt('user-name-empty', 'The user name is empty.', 'whmcs_settings_incomplete', () => ({
      username: '',
    })),
    secret('with-space-around', 'A line break was pasted with the secret.', (value) => `${value}\n`),
    secret('with-space-inside', 'The secret was copied from a mail that broke it into two words.', (value) =>
      value.replace('-production', ' production'),
    ),
    secret(
      'with-invisible-character',
      'A byte order mark was pasted with the secret.',
      (value) => `\ufeff${value}`,
    ),
    secret('with-control-character', 'A tab stands in the secret.', (value) => value.replace('-', '\t')),
    secret('with-non-breaking-space', 'A non-breaking space stands in the secret.', (value) =>
      value.replace('-', '\u00a0'),
    ),
    secret(
      'in-smart-quotes',
      'The secret was pasted with typographic quotes.',
      (value) => `\u2018${value}\u2019`,
    ),
    secret('not-ascii', 'A Cyrillic letter stands in the secret.', (value) => value.replace('o', '\u043e')),
    secret(
      'masked',
      'The asterisks that stand for a stored password were saved as the secret.',
      () => '********',
      true,
    ),
    {
      ...secret(
        'with-html-entity',
        'The secret holds &amp; where NiceNIC has &.',
        (value) => value.replace('&', '&amp;'),
        true,
      ),
      registrar: { account: { productionSecret: 'R&D-secret-7Qx2' } },
    },
    spoilt(
      'secret-equal-to-user-name',
      'The user name was entered as the secret, too.',
      'secret_malformed',
      ({ username }) => ({ apiSecret: username }),
    ),
    spoilt(
      'secret-empty',
      'The secret is empty.',
      'whmcs_settings_incomplete',
      () => ({ apiSecret: '' }),
      true,
    ),
  ];
}
