import type { CauseCode } from '../causes/cause-catalogue.js';
import { phrase, type Phrase, type Text } from '../texts/phrase.js';
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

/** What the values alone tell. */
export interface LintProblem extends SettingsProblem {
  readonly message: readonly [Phrase];
}

type Check = readonly [fails: boolean, severity: SettingsProblem['severity'], message: Phrase];

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
export function lintSettings(settings: Settings): LintProblem[] {
  const secret = settings.apiSecret.reveal();
  return [
    ...(settings.username.trim() === ''
      ? [incomplete('Username', 'user_name')]
      : first('Username', 'username_malformed', usernameChecks(settings.username))),
    ...(secret.trim() === ''
      ? [incomplete('APISecret', 'api_secret')]
      : first('APISecret', 'secret_malformed', secretChecks(secret, settings.username))),
  ];
}

function usernameChecks(value: string): Check[] {
  return [
    ...characterChecks(value, 'user_name'),
    [value.includes(':'), 'error', phrase('settings:user_name.colon')],
    [NOT_ASCII.test(value), 'error', phrase('settings:user_name.not_ascii')],
    [/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value), 'warning', phrase('settings:user_name.email')],
  ];
}

function secretChecks(value: string, username: string): Check[] {
  return [
    ...characterChecks(value, 'api_secret'),
    [MASKED.test(value), 'error', phrase('settings:api_secret.mask')],
    [NOT_ASCII.test(value), 'error', phrase('settings:api_secret.not_ascii')],
    [ENTITY.test(value), 'warning', phrase('settings:api_secret.entity')],
    [value === username, 'warning', phrase('settings:api_secret.user_name')],
  ];
}

function characterChecks(value: string, what: 'user_name' | 'api_secret'): Check[] {
  return [
    [value !== value.trim(), 'error', phrase(`settings:${what}.space_around`)],
    [INVISIBLE.test(value), 'error', phrase(`settings:${what}.invisible`)],
    [CONTROL.test(value), 'error', phrase(`settings:${what}.control`)],
    [/\s/.test(value), 'error', phrase(`settings:${what}.space`)],
    [SMART_QUOTES.test(value), 'error', phrase(`settings:${what}.quotes`)],
  ];
}

function first(field: SettingField, code: CauseCode, checks: readonly Check[]): LintProblem[] {
  const failing = checks.find(([fails]) => fails);
  return failing === undefined ? [] : [{ field, code, severity: failing[1], message: [failing[2]] }];
}

function incomplete(field: SettingField, what: 'user_name' | 'api_secret'): LintProblem {
  return {
    field,
    code: 'whmcs_settings_incomplete',
    severity: 'error',
    message: [phrase(`settings:${what}.empty`)],
  };
}
