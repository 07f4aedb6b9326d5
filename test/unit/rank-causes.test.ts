import { describe, expect, test } from '@jest/globals';
import { CAUSE_CODES, type CauseCode } from '../../sidecar/causes/cause-catalogue.js';
import type { Evidence } from '../../sidecar/diagnosis/evidence.js';
import { RULES } from '../../sidecar/diagnosis/rules/rules.js';
import { phrase } from '../../sidecar/texts/phrase.js';
import type { SettingsOrigin } from '../../sidecar/settings/settings-history.js';
import type { LintProblem } from '../../sidecar/settings/lint-settings.js';
import {
  ADDRESS,
  brokeOff,
  cronReport,
  evidence,
  failure,
  NOON,
  probe,
  seenAt,
  succeeded,
} from '../support/evidence.js';
import { diagnoseInEnglish, rankInEnglish } from '../support/in-english.js';
import { seededRandom } from '../support/seeded-random.js';

const problem = (
  code: CauseCode,
  field: LintProblem['field'],
  severity: LintProblem['severity'] = 'error',
): LintProblem => ({
  field,
  code,
  severity,
  message: [phrase(field === 'Username' ? 'settings:user_name.space' : 'settings:api_secret.space')],
});

const refusedWith = (message: string, changes: Parameters<typeof failure>[0] = {}): Partial<Evidence> => ({
  probe: probe(failure({ message, ...changes })),
});

const MINUTE = 60_000;

/** What came from where and what NiceNIC said to it, in minutes after noon. */
function past(
  seen: readonly (readonly [origin: SettingsOrigin, fingerprint: string, since: number, at: number])[],
  outcomes: readonly (readonly [
    fingerprint: string,
    acceptedAt: number | null,
    refusedAt: number | null,
  ])[] = [],
): Evidence['settingsPast'] {
  const time = (minutes: number | null): number | null => (minutes === null ? null : NOON + minutes * MINUTE);
  return {
    seen: seen
      .map(([origin, fingerprint, since, at]) => ({
        origin,
        fingerprint,
        since: NOON + since * MINUTE,
        at: NOON + at * MINUTE,
      }))
      .sort((a, b) => b.at - a.at),
    outcomes: outcomes.map(([fingerprint, acceptedAt, refusedAt]) => ({
      fingerprint,
      acceptedAt: time(acceptedAt),
      refusedAt: time(refusedAt),
    })),
  };
}

function overSix(why: ReturnType<typeof failure>): Evidence['probe'] {
  const four = probe(why);
  return { ...four, attempt: { ...four.attempt, localAddress: '2001:db8::5' } };
}

const healthyBefore = { lastSuccess: succeeded() };
const OTHER_ADDRESS = '198.51.100.9';

/** What is known, the likeliest cause, and how sure it is at least. */
const GOLDEN: readonly (readonly [what: string, known: Partial<Evidence>, top: CauseCode, sure: number])[] = [
  ['an opaque refusal, never accepted', {}, 'wrong_secret', 0.3],
  ['an opaque refusal after a healthy time', healthyBefore, 'ip_not_whitelisted', 0.5],
  [
    'the address changed since',
    { lastSuccess: succeeded({ egress: [{ family: 4, address: OTHER_ADDRESS }] }) },
    'egress_ip_changed',
    0.9,
  ],
  ['the settings changed since', { lastSuccess: succeeded({ fingerprint: 'other' }) }, 'wrong_secret', 0.85],
  ['accepted in the other API environment', { otherApiEnvironment: probe(null) }, 'wrong_environment', 0.95],
  [
    'accepted over the other IP family',
    { otherFamily: { family: 6, probe: probe(null) } },
    'ip_not_whitelisted',
    0.95,
  ],
  ['a text about the whitelist', refusedWith('IP not in whitelist'), 'ip_not_whitelisted', 0.7],
  ['a Chinese text about the whitelist', refusedWith('IP地址不在白名单中'), 'ip_not_whitelisted', 0.7],
  ['a text about the password', refusedWith('Wrong API password'), 'wrong_secret', 0.8],
  ['a text about the account', refusedWith('Reseller level too low'), 'account_not_eligible', 0.6],
  ['HTTP 401', refusedWith('Unauthorized', { httpStatus: 401, code: null }), 'wrong_secret', 0.75],
  [
    'HTTP 403 after a healthy time',
    { ...refusedWith('Forbidden', { httpStatus: 403, code: null }), ...healthyBefore },
    'ip_not_whitelisted',
    0.6,
  ],
  [
    'an empty secret',
    { probe: null, lint: [problem('whmcs_settings_incomplete', 'APISecret')] },
    'whmcs_settings_incomplete',
    0.95,
  ],
  [
    'a broken secret',
    { probe: null, lint: [problem('secret_malformed', 'APISecret')] },
    'secret_malformed',
    0.95,
  ],
  [
    'a broken user name',
    { probe: null, lint: [problem('username_malformed', 'Username')] },
    'username_malformed',
    0.95,
  ],
  ['an unknown name', { probe: probe(brokeOff('dns', 'ENOTFOUND')) }, 'dns_failure', 0.95],
  ['a name server that is silent', { probe: probe(brokeOff('dns', 'TIMEOUT')) }, 'dns_failure', 0.95],
  [
    'an address without a name that is silent',
    { endpoint: 'https://203.0.113.1/v2/', probe: probe(brokeOff('dns', 'TIMEOUT')) },
    'network_unreachable',
    0.6,
  ],
  ['a refused connection', { probe: probe(brokeOff('connect', 'ECONNREFUSED')) }, 'api_outage', 0.6],
  [
    'a refused connection while nothing outside answers',
    { probe: probe(brokeOff('connect', 'ECONNREFUSED')), ownNetwork: 'down' },
    'network_unreachable',
    0.6,
  ],
  [
    'no way to the other host',
    { probe: probe(brokeOff('connect', 'EHOSTUNREACH')) },
    'network_unreachable',
    0.6,
  ],
  [
    'another local address where no echo service is asked',
    { egress: [], ownNetwork: 'not_asked', lastSuccess: succeeded({ localAddress: '10.0.0.9' }) },
    'egress_ip_changed',
    0.4,
  ],
  [
    'a lost header, as the text says',
    refusedWith('Authorization header is missing'),
    'auth_header_altered',
    0.5,
  ],
  ['a text about the format', refusedWith('Content-Type is not supported'), 'bad_request_format', 0.4],
  ['a text about the rate', refusedWith('Too many requests'), 'rate_limited', 0.75],
  [
    '403 with credentials, 401 without, never accepted',
    {
      ...refusedWith('Forbidden', { httpStatus: 403, code: null }),
      withoutCredentials: probe(failure({ httpStatus: 401, code: null })),
    },
    'account_not_eligible',
    0.4,
  ],
  [
    '403 with and without credentials',
    {
      ...refusedWith('Forbidden', { httpStatus: 403, code: null }),
      withoutCredentials: probe(failure({ httpStatus: 403, code: null })),
    },
    'ip_not_whitelisted',
    0.7,
  ],
  [
    'an odd secret that is refused',
    { lint: [problem('secret_malformed', 'APISecret', 'warning')] },
    'secret_malformed',
    0.7,
  ],
  [
    'other settings than the ones that passed the check',
    {
      settingsPast: past(
        [
          ['cron', 'fingerprint-now', 10, 12],
          ['form', 'checked', 5, 5],
        ],
        [['checked', 5, null]],
      ),
    },
    'whmcs_settings_not_saved',
    0.95,
  ],
  [
    'an empty secret in cron while the web has one that works',
    {
      probe: null,
      lint: [problem('whmcs_settings_incomplete', 'APISecret')],
      settingsPast: past(
        [
          ['cron', 'fingerprint-now', 1, 12],
          ['web', 'good', 2, 11],
        ],
        [['good', 11, null]],
      ),
    },
    'cron_environment_differs',
    0.7,
  ],
  [
    'settings that were in use before the ones that worked last',
    {
      lastSuccess: succeeded({ fingerprint: 'newer' }),
      settingsPast: past([], [['fingerprint-now', -5, 12]]),
    },
    'whmcs_settings_not_saved',
    0.3,
  ],
  [
    'credentials that have worked in the other environment',
    { settingsPast: past([], [['fingerprint-flipped', -5, null]]) },
    'wrong_environment',
    0.95,
  ],
  [
    'cron and calls that leave elsewhere than the web',
    {
      egress: [
        seenAt(ADDRESS),
        seenAt(ADDRESS, { context: 'cron' }),
        seenAt(OTHER_ADDRESS, { context: 'web' }),
      ],
    },
    'cron_environment_differs',
    0.8,
  ],
  [
    'several exits, of which one was accepted just now',
    {
      egress: [seenAt(ADDRESS), seenAt(OTHER_ADDRESS, { source: 'echo2.example' })],
      lastSuccess: succeeded({
        egress: [ADDRESS, OTHER_ADDRESS].map((address) => ({ family: 4 as const, address })),
      }),
      settingsPast: past([], [['fingerprint-now', -2, 0]]),
    },
    'egress_ip_changed',
    0.5,
  ],
  [
    'a certificate of another issuer',
    {
      probe: probe(failure(), { certificateIssuer: 'Filter Box' }),
      lastSuccess: succeeded({ certificateIssuer: 'Public Authority' }),
    },
    'proxy_interference',
    0.5,
  ],
  [
    'an address that is not the one that worked',
    {
      probe: probe(failure({ kind: 'unreadable', code: null, message: 'Welcome' })),
      lastSuccess: succeeded({ endpoint: 'https://api.nicenic.net/v1/' }),
    },
    'wrong_endpoint',
    0.9,
  ],
  [
    'a certificate of no public authority',
    { probe: probe(failure(), { certificateIssuer: 'Filter Box', publicCertificate: false }) },
    'proxy_interference',
    0.5,
  ],
  [
    'accepted past the proxy',
    { probe: probe(failure(), { proxied: true }), withoutProxy: probe(null), echoedThroughProxy: true },
    'auth_header_altered',
    0.4,
  ],
  [
    'another IP family than at the last success',
    {
      probe: overSix(failure()),
      egress: [seenAt(ADDRESS), seenAt('2001:db8::7')],
      lastSuccess: succeeded(),
    },
    'ip_not_whitelisted',
    0.95,
  ],
  [
    'settings that are accepted while those of cron are not',
    { probe: probe(null), inCron: { lint: [], probe: probe(failure()) } },
    'cron_environment_differs',
    0.95,
  ],
  [
    'settings that are accepted while those of cron are empty',
    {
      probe: probe(null),
      inCron: { lint: [problem('whmcs_settings_incomplete', 'APISecret')], probe: null },
    },
    'cron_environment_differs',
    0.95,
  ],
  [
    'a mask in place of the secret, although another value passed the check',
    {
      probe: null,
      lint: [problem('secret_malformed', 'APISecret')],
      settingsPast: past(
        [
          ['cron', 'fingerprint-now', 10, 12],
          ['form', 'checked', 5, 5],
        ],
        [['checked', 5, null]],
      ),
    },
    'secret_malformed',
    0.8,
  ],
  [
    'other settings after the ones before were refused already',
    {
      lastSuccess: succeeded({ fingerprint: 'other' }),
      settingsPast: past([], [['other', 0, 5]]),
    },
    'ip_not_whitelisted',
    0.3,
  ],
  [
    'an address to bind to that the host does not have',
    {
      probe: probe(brokeOff('connect', 'EADDRNOTAVAIL')),
      configuredLocalAddress: '203.0.113.99',
      ownNetwork: 'down',
      egress: [],
    },
    'network_unreachable',
    0.95,
  ],
  [
    'an address of the other family that changed',
    {
      egress: [seenAt(ADDRESS), seenAt('2001:db8::8')],
      lastSuccess: succeeded({
        egress: [
          { family: 4, address: ADDRESS },
          { family: 6, address: '2001:db8::7' },
        ],
      }),
    },
    'ip_not_whitelisted',
    0.5,
  ],
  [
    'another public authority',
    {
      probe: probe(failure(), { certificateIssuer: 'New Authority', publicCertificate: true }),
      lastSuccess: succeeded({ certificateIssuer: 'Old Authority' }),
    },
    'ip_not_whitelisted',
    0.5,
  ],
  [
    'a page about the address',
    { probe: probe(failure({ kind: 'unreadable', code: null, message: 'Your IP address is blocked' })) },
    'api_outage',
    0.5,
  ],
  [
    'a header that is lost on this very machine',
    { outgoing: { authorization: false, contentType: true, withoutBody: true } },
    'auth_header_altered',
    0.95,
  ],
  [
    'a source address that is not there',
    { probe: probe(brokeOff('dns', 'EADDRNOTAVAIL')) },
    'network_unreachable',
    0.6,
  ],
  ['a broken certificate', { probe: probe(brokeOff('tls', 'CERT_HAS_EXPIRED')) }, 'tls_failure', 0.95],
  ['a connection that is cut', { probe: probe(brokeOff('http', 'ECONNRESET')) }, 'api_outage', 0.95],
  ['an answer that never ends', { probe: probe(brokeOff('body', 'TIMEOUT')) }, 'api_outage', 0.95],
  [
    'a server error',
    { probe: probe(failure({ kind: 'server_error', httpStatus: 503, code: null })) },
    'api_outage',
    0.95,
  ],
  [
    'a page instead of JSON',
    { probe: probe(failure({ kind: 'unreadable', code: null, message: 'Checking your browser' })) },
    'api_outage',
    0.7,
  ],
  ['429', { probe: probe(failure({ kind: 'rate_limited', httpStatus: 429 })) }, 'rate_limited', 0.95],
  [
    'a redirect',
    { probe: probe(failure({ kind: 'redirected', httpStatus: 301, location: '/v2/' })) },
    'wrong_endpoint',
    0.7,
  ],
  ['404', { probe: probe(failure({ kind: 'wrong_address', httpStatus: 404 })) }, 'wrong_endpoint', 0.7],
  [
    'a proxy that wants a password',
    {
      probe: probe(failure({ kind: 'proxy_refused', httpStatus: 407 }), { proxied: true }),
      proxyVariables: { HTTPS_PROXY: 'http://proxy.example:3128' },
    },
    'proxy_interference',
    0.7,
  ],
];

describe('the likeliest cause of', () => {
  test.each(GOLDEN)('%s', (_what, known, top, sure) => {
    const { causes } = rankInEnglish(evidence(known));
    expect(causes[0]?.code).toBe(top);
    expect(causes[0]?.confidence).toBeGreaterThanOrEqual(sure);
  });

  test.each(GOLDEN)('%s is told with what it rests on and what to do', (_what, known) => {
    const [top] = rankInEnglish(evidence(known)).causes;
    expect(top?.evidence.length).toBeGreaterThan(0);
    expect(top?.fix.length).toBeGreaterThan(0);
    for (const text of [...(top?.evidence ?? []), ...(top?.fix ?? [])]) {
      expect(text).toMatch(/^\S.*[\S]$/);
      expect(text).not.toMatch(/undefined|null|NaN|\{\w+\}|\[object/);
    }
  });
});

test('a proxy on the way makes a lost header possible', () => {
  const codes = (known: Partial<Evidence>): CauseCode[] =>
    rankInEnglish(evidence(known)).causes.map(({ code }) => code);
  expect(codes({})).not.toContain('auth_header_altered');
  expect(codes({ probe: probe(failure(), { proxied: true }) })).toContain('auth_header_altered');
});

describe('other settings in cron than in the web', () => {
  const codes = (settingsPast: Evidence['settingsPast']): CauseCode[] =>
    rankInEnglish(evidence({ settingsPast })).causes.map(({ code }) => code);

  test('are told when both hand them over at the same time', () => {
    const seen = past([
      ['cron', 'older', 1, 12],
      ['web', 'fingerprint-now', 2, 11],
    ]);
    expect(codes(seen)).toContain('cron_environment_differs');
  });

  test('are not told right after a save, before cron has run', () => {
    const seen = past([
      ['cron', 'older', 1, 9],
      ['web', 'fingerprint-now', 10, 11],
    ]);
    expect(codes(seen)).not.toContain('cron_environment_differs');
  });
});

test('a wrong address in the configuration is told as possible beside a refusal', () => {
  const known = { endpoint: 'https://old-api.example/v2/' };
  expect(rankInEnglish(evidence(known)).causes.map(({ code }) => code)).toContain('wrong_endpoint');
});

test('the header arrives where the answer without credentials is another one', () => {
  const proxied = probe(failure(), { proxied: true });
  const header = (withoutCredentials: Evidence['withoutCredentials']): number =>
    rankInEnglish(evidence({ probe: proxied, withoutCredentials })).causes.find(
      ({ code }) => code === 'auth_header_altered',
    )?.confidence ?? 0;
  expect(header(probe(failure({ code: 1001 })))).toBeLessThan(header(probe(failure())));
});

/** Facts of every kind, to be combined at random. */
const FAILURES = GOLDEN.flatMap(([, { probe: made }]) =>
  made === undefined || made?.accepted === true ? [] : [made],
);
function anyEvidence(random: ReturnType<typeof seededRandom>): Evidence {
  const maybe = <T>(value: T): T | null => (random.next() < 0.5 ? value : null);
  return evidence({
    probe: random.pick([null, probe(failure()), ...FAILURES, probe(failure(), { proxied: true })]),
    lint: random.pick([
      [],
      [problem('secret_malformed', 'APISecret', 'warning')],
      [problem('secret_malformed', 'APISecret'), problem('username_malformed', 'Username')],
    ]),
    withoutCredentials: maybe(probe(failure({ code: random.pick([999, 1001]) }))),
    otherApiEnvironment: maybe(probe(random.pick([null, failure()]))),
    otherFamily: maybe({ family: 6, probe: probe(random.pick([null, failure()])) }),
    egress: random.pick([[], [seenAt(ADDRESS)], [seenAt(ADDRESS), seenAt('2001:db8::7')]]),
    lastSuccess: maybe(
      succeeded({
        fingerprint: random.pick(['fingerprint-now', 'older']),
        egress: [{ family: 4, address: random.pick([ADDRESS, OTHER_ADDRESS]) }],
      }),
    ),
    environments: random.pick([[], [cronReport({ settingsFingerprint: 'older' })]]),
    ownNetwork: random.pick(['up', 'down', 'not_asked']),
    endpoint: random.pick(['https://api.nicenic.net/v2/', 'https://old.example/v2/']),
  });
}

test('confidences fall from first to last and never add up to more than 1', () => {
  const random = seededRandom(4);
  for (let round = 0; round < 3_000; round += 1) {
    const known = anyEvidence(random);
    const confidences = rankInEnglish(known).causes.map(({ confidence }) => confidence);
    const sum = confidences.reduce((total, each) => total + Math.round(each * 100), 0);
    const sorted = confidences.every((each, place) => each <= (confidences[place - 1] ?? 1));
    if (sum > 100 || !sorted || confidences.length === 0) {
      throw new Error(`${JSON.stringify(confidences)} for ${JSON.stringify(known)}`);
    }
  }
});

describe('the verdict', () => {
  test('begins each piece of evidence of a refusal with what was tried and what came back', () => {
    const { causes } = rankInEnglish(evidence());
    for (const cause of causes) {
      expect(cause.evidence[0]).toBe(
        'user/balance in production from 203.0.113.7 was refused: HTTP 200, code 999, "Request refused".',
      );
    }
  });

  test('speaks of no refusal where nobody refused', () => {
    const { causes } = rankInEnglish(evidence({ probe: probe(brokeOff('connect', 'ECONNREFUSED')) }));
    expect(causes[0]?.evidence).toEqual(['api.nicenic.net refused the connection (ECONNREFUSED).']);
  });

  test('names the address to enter', () => {
    const { causes } = rankInEnglish(evidence(healthyBefore));
    expect(causes[0]?.fix).toContain(`Add the outbound address ${ADDRESS} to the IP whitelist and save.`);
  });

  test('names the address of the family that the call used', () => {
    const both = [seenAt('2001:db8::7'), seenAt(ADDRESS)];
    expect(rankInEnglish(evidence({ egress: both })).causes[1]?.fix.join()).toContain(ADDRESS);
    const six = overSix(failure());
    expect(rankInEnglish(evidence({ egress: both, probe: six })).causes[1]?.fix.join()).toContain(
      '2001:db8::7',
    );
  });

  test('names every address of a pool', () => {
    const pool = [seenAt(ADDRESS), seenAt(OTHER_ADDRESS, { source: 'echo2.example' })];
    const { causes } = rankInEnglish(evidence({ egress: pool }));
    expect(JSON.stringify(causes)).toContain(`${ADDRESS}, ${OTHER_ADDRESS}`);
  });

  test('names no address that was told to someone asked another way than NiceNIC', () => {
    const known = { echoedThroughProxy: true, egress: [seenAt(OTHER_ADDRESS)] };
    const diagnosis = diagnoseInEnglish(evidence(known));
    expect(JSON.stringify(diagnosis.causes)).not.toContain(OTHER_ADDRESS);
    expect(diagnosis.warnings.join()).toContain('through the proxy');
  });

  test('never names the address of a WHMCS environment as the one to enter', () => {
    const { causes } = rankInEnglish(evidence({ egress: [seenAt(OTHER_ADDRESS, { context: 'cron' })] }));
    expect(JSON.stringify(causes)).not.toContain(OTHER_ADDRESS);
    expect(JSON.stringify(causes)).toContain('ask the hosting provider');
  });

  test('says from which address to which it changed', () => {
    const known = { lastSuccess: succeeded({ egress: [{ family: 4, address: OTHER_ADDRESS }] }) };
    expect(rankInEnglish(evidence(known)).causes[0]?.evidence).toContain(
      `The outbound address changed from ${OTHER_ADDRESS} to ${ADDRESS} since the last success at 2026-11-22 12:00:00 UTC.`,
    );
  });

  test('asks the administrator where it cannot tell causes apart, and only there', () => {
    const open = rankInEnglish(evidence());
    expect(open.questions).toHaveLength(3);
    expect(open.questions.join()).toContain(ADDRESS);
    const settled = rankInEnglish(evidence({ otherApiEnvironment: probe(null) }));
    expect(settled.questions).toEqual([]);
  });

  test('on settings that cannot travel leaves no room for guesses about NiceNIC', () => {
    const { causes } = rankInEnglish(
      evidence({ probe: null, lint: [problem('secret_malformed', 'APISecret')] }),
    );
    expect(causes.map(({ code }) => code)).toEqual(['secret_malformed']);
  });

  test('is healthy for an accepted call alone', () => {
    expect(diagnoseInEnglish(evidence({ probe: probe(null) }))).toMatchObject({ healthy: true, causes: [] });
    const random = seededRandom(5);
    for (let round = 0; round < 300; round += 1) {
      const { healthy, causes } = diagnoseInEnglish(anyEvidence(random));
      expect([healthy, causes.length > 0]).toEqual([false, true]);
    }
    expect(diagnoseInEnglish(evidence({ probe: null })).healthy).toBe(false);
  });

  test('counts its calls and shows each', () => {
    const diagnosis = diagnoseInEnglish(
      evidence({
        withoutCredentials: probe(failure()),
        otherApiEnvironment: probe(failure()),
        otherFamily: { family: 6, probe: probe(failure()) },
      }),
    );
    expect(diagnosis.apiCalls).toBe(4);
    expect(diagnosis.attempts).toHaveLength(4);
    expect(diagnoseInEnglish(evidence({ probe: null })).apiCalls).toBe(0);
  });
});

describe('the rules', () => {
  test('speak of causes in the catalogue only, each under a name of its own and with a reason', () => {
    for (const { factors, reason } of RULES) {
      expect(Object.keys(factors).filter((code) => !CAUSE_CODES.includes(code as CauseCode))).toEqual([]);
      expect(reason).toMatch(/\.$/);
    }
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
  });

  test('find nothing in an accepted call', () => {
    const accepted = evidence({
      probe: probe(null),
      lastSuccess: succeeded({ fingerprint: 'older' }),
      environments: [cronReport({ settingsFingerprint: 'older' })],
      endpoint: 'https://old.example/v2/',
    });
    expect(RULES.filter(({ fact }) => fact(accepted) !== null).map(({ id }) => id)).toEqual([]);
  });
});
