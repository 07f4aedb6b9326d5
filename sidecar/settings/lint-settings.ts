import type { CauseCode } from '../causes/cause-catalogue.js';
import type { Text } from '../texts/phrase.js';
import type { Settings } from './settings.js';

/** The fields of the WHMCS module's settings (design.md section 4.3). */
export type SettingField = 'Username' | 'APISecret' | 'TestMode' | 'SidecarUrl' | 'SidecarToken';

/** Something about the settings that an admin should know before they are used. */
export interface SettingsProblem {
  readonly field: SettingField;
  readonly code: CauseCode;
  /** `error`: these settings cannot work. `warning`: they may. */
  readonly severity: 'error' | 'warning';
  /** What is wrong and what to do, one sentence each, without any part of the value. */
  readonly message: readonly Text[];
}

type Check = readonly [fails: boolean, severity: SettingsProblem['severity'], message: string];

/* eslint-disable no-control-regex -- control characters are what is looked for */
const CONTROL = /[\u0000-\u001f\u007f]/;
/* eslint-enable no-control-regex */
/** Zero-width and joining marks, soft hyphen, byte order mark: pasted along, never seen. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]/;
const SMART_QUOTES = /[\u2018-\u201f\u00ab\u00bb]/;
const ENTITY = /&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#x[\da-f]{1,6});/i;
const NOT_ASCII = /[^ -~]/;
/** WHMCS shows a stored password as asterisks (whmcs-contract.md section 6.1). */
const MASKED = /^\*{3,}$|^[\u2022\u25cf]{3,}$/;

/**
 * Looks at the values alone, without any call. Values that cannot travel in the header `user:secret` are errors;
 * values that only look odd are warnings (auth-guide.md cause 2; nothing is documented about allowed characters).
 * At most one problem for each field: the first is the one to mend.
 */
export function lintSettings(settings: Settings): SettingsProblem[] {
  const secret = settings.apiSecret.reveal();
  return [
    ...(settings.username.trim() === ''
      ? [incomplete('Username', 'The user name')]
      : first('Username', 'username_malformed', usernameChecks(settings.username))),
    ...(secret.trim() === ''
      ? [incomplete('APISecret', 'The API secret')]
      : first('APISecret', 'secret_malformed', secretChecks(secret, settings.username))),
  ];
}

function usernameChecks(value: string): Check[] {
  return [
    ...characterChecks(value, 'The user name'),
    [
      value.includes(':'),
      'error',
      'The user name holds a colon, which separates user name and secret. Enter the user name of the NiceNIC account only.',
    ],
    [
      NOT_ASCII.test(value),
      'error',
      'The user name holds characters outside the English alphabet. Copy it from the NiceNIC account.',
    ],
    [
      /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value),
      'warning',
      'The user name looks like an e-mail address. NiceNIC expects the user name of the account.',
    ],
  ];
}

function secretChecks(value: string, username: string): Check[] {
  return [
    ...characterChecks(value, 'The API secret'),
    [
      MASKED.test(value),
      'error',
      'The API secret consists of the mask that WHMCS shows instead of a stored password. Enter the secret itself.',
    ],
    [
      NOT_ASCII.test(value),
      'error',
      'The API secret holds characters outside the English alphabet (accents, other scripts). Copy it again from API Setting at NiceNIC.',
    ],
    [
      ENTITY.test(value),
      'warning',
      'The API secret holds an HTML code such as &amp;. If it was copied from a web page, enter the plain character instead.',
    ],
    [
      value === username,
      'warning',
      'The API secret equals the user name. Enter the API password from API Setting at NiceNIC.',
    ],
  ];
}

function characterChecks(value: string, what: string): Check[] {
  return [
    [value !== value.trim(), 'error', `${what} begins or ends with a space or line break. Remove it.`],
    [
      INVISIBLE.test(value),
      'error',
      `${what} holds an invisible character. Type it by hand instead of pasting it.`,
    ],
    [CONTROL.test(value), 'error', `${what} holds a line break, tab or control character. Remove it.`],
    [/\s/.test(value), 'error', `${what} holds a space. Remove it.`],
    [SMART_QUOTES.test(value), 'error', `${what} holds typographic quotes. Replace them by the plain ones.`],
  ];
}

function first(field: SettingField, code: CauseCode, checks: readonly Check[]): SettingsProblem[] {
  const failing = checks.find(([fails]) => fails);
  return failing === undefined ? [] : [{ field, code, severity: failing[1], message: [failing[2]] }];
}

function incomplete(field: SettingField, what: string): SettingsProblem {
  return {
    field,
    code: 'whmcs_settings_incomplete',
    severity: 'error',
    message: [`${what} is empty. Enter it and save.`],
  };
}
