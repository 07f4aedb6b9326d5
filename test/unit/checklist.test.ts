import { describe, expect, test } from '@jest/globals';
import {
  fillChecklist,
  type ChecklistItem,
  type ChecklistStatus,
} from '../../sidecar/diagnosis/checklist.js';
import type { Evidence } from '../../sidecar/diagnosis/evidence.js';
import { phrase } from '../../sidecar/texts/phrase.js';
import { inEnglish } from '../support/in-english.js';
import {
  ADDRESS,
  brokeOff,
  cronReport,
  evidence,
  failure,
  probe,
  seenAt,
  succeeded,
} from '../support/evidence.js';

/** auth-guide.md section 6. */
const IDS = [
  'reseller_access',
  'api_setting_opened',
  'api_password_separate',
  'api_password_in_use',
  'authorization_header',
  'endpoint',
  'content_type',
  'json_body',
  'outbound_ip_whitelisted',
  'whmcs_outbound_ip',
  'low_risk_test',
  'record_details',
] as const;

type Id = (typeof IDS)[number];

const itemsOf = (known: Partial<Evidence>): ChecklistItem[] => fillChecklist(evidence(known));

const SANDBOX = 'https://sandbox-api.nicenic.net/v2/';
const emptySecret: Partial<Evidence> = {
  probe: null,
  lint: [
    {
      field: 'APISecret',
      code: 'whmcs_settings_incomplete',
      severity: 'error',
      message: [phrase('settings:api_secret.empty')],
    },
  ],
};

/** In the order of {@link IDS}: p = pass, f = fail, ? = unknown. */
const SITUATIONS: readonly (readonly [what: string, known: Partial<Evidence>, statuses: string])[] = [
  ['a refusal without history', {}, '????pppp??fp'],
  ['a refusal after a success', { lastSuccess: succeeded() }, '????pppp??fp'],
  ['accepted in production', { probe: probe(null) }, 'ppppppppp?pp'],
  [
    'accepted in the sandbox',
    { probe: probe(null), apiEnvironment: 'sandbox', endpoint: SANDBOX, documentedEndpoint: SANDBOX },
    '?pppppppp?pp',
  ],
  [
    'accepted, and cron leaves from the same address',
    { probe: probe(null), egress: [seenAt(ADDRESS), seenAt(ADDRESS, { context: 'cron' })] },
    'pppppppppppp',
  ],
  [
    'accepted, and cron leaves from another address',
    {
      probe: probe(null),
      environments: [cronReport()],
      egress: [seenAt(ADDRESS), seenAt('198.51.100.9', { context: 'cron' })],
    },
    'ppppppppp?pp',
  ],
  [
    'accepted, and only the web has reported',
    { probe: probe(null), egress: [seenAt(ADDRESS), seenAt(ADDRESS, { context: 'web' })] },
    'ppppppppp?pp',
  ],
  [
    'accepted, and cron has reported no address',
    { probe: probe(null), environments: [cronReport()] },
    'ppppppppp?pp',
  ],
  [
    'accepted, and the command line leaves from another address',
    { probe: probe(null), egress: [seenAt(ADDRESS), seenAt('198.51.100.9', { context: 'cli' })] },
    'ppppppppp?pp',
  ],
  ['accepted in the other API environment', { otherApiEnvironment: probe(null) }, '???fpppp??fp'],
  ['accepted over the other IP family', { otherFamily: { family: 6, probe: probe(null) } }, '????ppppf?fp'],
  ['an empty secret', emptySecret, '??f?fppp????'],
  [
    'a user name with a colon',
    {
      probe: null,
      lint: [
        {
          field: 'Username',
          code: 'username_malformed',
          severity: 'error',
          message: [phrase('settings:user_name.colon')],
        },
      ],
    },
    '????fppp????',
  ],
  [
    'an odd secret that was tried',
    {
      lint: [
        {
          field: 'APISecret',
          code: 'secret_malformed',
          severity: 'warning',
          message: [phrase('settings:api_secret.entity')],
        },
      ],
    },
    '????pppp??fp',
  ],
  ['another address than the documented one', { endpoint: 'https://old.example/v2/' }, '????pfpp??fp'],
  ['an address of this machine', { endpoint: 'http://127.0.0.1:8080/v2/' }, '????p?pp??fp'],
  ['no connection', { probe: probe(brokeOff('connect', 'ECONNREFUSED')) }, '????pppp??fp'],
];

const STATUS_OF: Readonly<Record<string, ChecklistStatus>> = { p: 'pass', f: 'fail', '?': 'unknown' };

test.each(SITUATIONS)('%s', (_what, known, statuses) => {
  const expected = IDS.map((id, place) => [id, STATUS_OF[statuses[place] ?? '']]);
  expect(itemsOf(known).map(({ id, status }) => [id, status])).toEqual(expected);
});

test.each(SITUATIONS)('%s: every step has a sentence', (_what, known) => {
  for (const item of itemsOf(known)) {
    const detail = inEnglish.say(item.detail);
    expect(detail).toMatch(/^\S.*\S$/);
    expect(detail).not.toMatch(/undefined|null|NaN|\[object/);
  }
});

describe('the detail of', () => {
  const detail = (id: Id, known: Partial<Evidence> = {}): string =>
    inEnglish.say(itemsOf(known).find((item) => item.id === id)?.detail ?? '');

  test('the whitelist names the address to look for', () => {
    expect(detail('outbound_ip_whitelisted')).toContain(ADDRESS);
    expect(detail('outbound_ip_whitelisted', { egress: [] })).toContain('outbound address of this server');
  });

  test('the endpoint names it and the API environment', () => {
    expect(detail('endpoint')).toBe('https://api.nicenic.net/v2/ (production)');
    expect(detail('endpoint', { endpoint: 'https://old.example/v2/' })).toContain('https://old.example/v2/');
  });

  test('the header repeats what is wrong with the settings', () => {
    expect(detail('authorization_header', emptySecret)).toBe('The API secret is empty. Enter it and save.');
  });

  test('the low-risk test tells a refusal from no answer', () => {
    expect(detail('low_risk_test')).toBe('user/balance: refused.');
    expect(detail('low_risk_test', { probe: probe(null) })).toBe('user/balance: accepted.');
    expect(
      detail('low_risk_test', { probe: probe(failure({ kind: 'server_error', httpStatus: 502 })) }),
    ).toBe('user/balance: no usable answer.');
  });

  test('an account that is refused does not say that it must be upgraded', () => {
    expect(detail('reseller_access')).toContain('Market Accounts');
  });

  test('the addresses of WHMCS names the one that differs', () => {
    const egress = [seenAt(ADDRESS), seenAt('198.51.100.9', { context: 'cron' })];
    expect(detail('whmcs_outbound_ip', { egress, environments: [cronReport()] })).toContain('198.51.100.9');
  });
});
