import { describe, expect, test } from '@jest/globals';
import { composeOpened } from '../../sidecar/alerts/compose-alert.js';
import type { StoredCheck } from '../../sidecar/checks/check-result.js';
import type { Incident } from '../../sidecar/checks/incident-store.js';
import { newMonitor, type Monitor } from '../../sidecar/checks/monitor.js';
import type { Status } from '../../sidecar/checks/status-service.js';
import { CAUSE_CODES, causeText, type CauseCode } from '../../sidecar/causes/cause-catalogue.js';
import type { Diagnosis } from '../../sidecar/diagnosis/diagnosis.js';
import type { CallContext } from '../../sidecar/egress/call-context.js';
import type { SeenAddress } from '../../sidecar/egress/egress-store.js';
import type { EnvironmentReport } from '../../sidecar/egress/environment-store.js';
import { startOf, type Bucket } from '../../sidecar/history/history-store.js';
import { incidentView } from '../../sidecar/status-page/incident-view.js';
import { statusView, type StatusView } from '../../sidecar/status-page/status-view.js';
import { LANGUAGES } from '../../sidecar/texts/language.js';
import { translatorFor, type Translator } from '../../sidecar/texts/translator.js';
import { causeInEnglish, inEnglish } from '../support/in-english.js';
import { textParts } from '../../sidecar/status-page/text-parts.js';

const NOW = Date.parse('2026-11-22T10:35:38Z');
const MINUTE = 60_000;
const ADDRESS = '203.0.113.7';

function monitor(changes: Partial<Monitor>): Monitor {
  return { ...newMonitor(NOW - 10 * MINUTE), ...changes };
}

function check(changes: Partial<StoredCheck> = {}): StoredCheck {
  return {
    id: 1,
    at: NOW - 2 * MINUTE,
    source: 'schedule',
    apiEnvironment: 'production',
    outcome: 'good',
    causeCode: null,
    milliseconds: 41.6,
    stages: { connect: 3, body: 41 },
    attempt: {
      action: 'user/balance',
      endpoint: 'https://api.nicenic.net/v2/',
      timestamp: '2026-11-22T10:33:38.000Z',
      httpStatus: 200,
      code: 0,
      msg: 'success',
      milliseconds: 41.6,
      localAddress: '10.0.0.5',
    },
    balance: { amount: 1234.5, currency: 'USD' },
    referenceId: 'reference',
    ...changes,
  };
}

function refusedCheck(changes: Partial<StoredCheck> = {}): StoredCheck {
  const { attempt } = check();
  return check({
    outcome: 'bad',
    causeCode: 'ip_not_whitelisted',
    attempt: attempt && { ...attempt, code: 1004, msg: 'IP address is not allowed' },
    ...changes,
  });
}

function diagnosis(code: CauseCode): Diagnosis {
  const { title, fix, guideCause } = causeText(code, ADDRESS);
  return {
    healthy: false,
    environment: 'production',
    causes: [
      { code, confidence: 0.876, title, evidence: ['It was refused.'], against: [], fix, guideCause },
      {
        code: 'wrong_secret',
        confidence: 0.06,
        title: 'Wrong',
        evidence: [],
        against: [],
        fix: ['Look again.'],
        guideCause: 1,
      },
    ],
    questions: ['Is it on the list?'],
    warnings: [],
    checklist: [
      { id: 'endpoint', status: 'pass', detail: 'As documented.' },
      { id: 'outbound_ip_whitelisted', status: 'fail', detail: 'Not there.' },
      { id: 'reseller_access', status: 'unknown', detail: 'Look yourself.' },
    ],
    egress: [{ context: 'sidecar', family: 4, address: ADDRESS, source: 'echo.example' }],
    attempts: [],
    apiCalls: 3,
  };
}

function incident(code: CauseCode, changes: Partial<Incident> = {}): Incident {
  return {
    id: 1,
    openedAt: NOW - 25 * MINUTE,
    failingSince: NOW - 26 * MINUTE,
    closedAt: null,
    causeCode: code,
    diagnosis: diagnosis(code),
    notes: [],
    ...changes,
  };
}

function address(changes: Partial<SeenAddress> = {}): SeenAddress {
  return {
    context: 'sidecar',
    family: 4,
    address: ADDRESS,
    source: 'echo.example',
    scope: 'public',
    firstSeen: 0,
    since: 0,
    lastSeen: NOW - MINUTE,
    ...changes,
  };
}

const LAST_SUCCESS = {
  at: NOW - 2 * MINUTE,
  fingerprint: 'f',
  egress: [],
  endpoint: 'https://api.nicenic.net/v2/',
  localAddress: null,
  certificateIssuer: null,
  certificateEndsAt: null,
  proxyVariables: {},
  version: null,
};

function status(changes: Partial<Status> = {}): Status {
  return {
    monitor: monitor({ state: 'healthy' }),
    apiEnvironment: 'production',
    lastCheck: check(),
    nextCheckAt: NOW + 3 * MINUTE,
    lastSuccess: LAST_SUCCESS,
    balance: { amount: 1234.5, currency: 'USD', at: NOW - 2 * MINUTE },
    egress: [],
    drift: [],
    environments: [],
    egressUrls: [],
    warnings: [],
    portfolio: null,
    incident: null,
    unknownOrders: { count: 0, oldestSentAt: null },
    alerts: { pending: 0, retrying: 0, lastError: null, lastDeliveredAt: null },
    ...changes,
  };
}

function view(
  changes: Partial<Status> = {},
  rest: Partial<Parameters<typeof statusView>[0]> = {},
): StatusView {
  return statusView(
    {
      status: status(changes),
      checks: [],
      days: [],
      hours: [],
      incidents: [],
      alerts: new Map(),
      versions: { sidecar: '0.1.0', node: '24.1.0' },
      now: NOW,
      ...rest,
    },
    inEnglish,
  );
}

function fact(of: StatusView, term: string): { text: string; note: string | null } | undefined {
  const found = of.facts.find((one) => one.term === term);
  return found && { text: found.text, note: found.note };
}

describe('the verdict', () => {
  test('healthy', () => {
    expect(view().verdict).toMatchObject({
      tone: 'good',
      headline: 'NiceNIC works',
      environment: 'Production',
      since: { text: '2026-11-22 10:25:38 UTC' },
      duration: '(10 minutes)',
    });
  });

  test('pending: waits for confirmation, names the likely cause, and counts from the first bad check', () => {
    const { verdict } = view({
      monitor: monitor({ state: 'pending', since: NOW - MINUTE, bad: 2, badSince: NOW - 2 * MINUTE }),
      lastCheck: refusedCheck(),
    });
    expect(verdict).toMatchObject({
      tone: 'waiting',
      headline: 'A first check failed; confirming',
      duration: '(2 minutes)',
    });
    expect(verdict.explanation).toContain(causeInEnglish('ip_not_whitelisted', null).title);
  });

  test('failing: refused, with the cause, since the first bad check', () => {
    const { verdict } = view({
      monitor: monitor({ state: 'failing', badSince: NOW - 26 * MINUTE, cause: 'ip_not_whitelisted' }),
      incident: incident('ip_not_whitelisted'),
    });
    expect(verdict).toMatchObject({
      tone: 'bad',
      headline: 'NiceNIC refuses this shop',
      duration: '(26 minutes)',
    });
    expect(verdict.explanation).toContain(causeInEnglish('ip_not_whitelisted', null).title);
  });

  test.each(['network_unreachable', 'api_outage', 'whmcs_settings_incomplete'] as const)(
    'failing by %s: nobody refused anything, so the page does not say so',
    (code) => {
      const { verdict } = view({
        monitor: monitor({ state: 'failing', cause: code }),
        incident: incident(code),
      });
      expect(verdict).toMatchObject({ tone: 'bad', headline: 'NiceNIC does not work for this shop' });
    },
  );

  test.each(CAUSE_CODES)('failing by %s: the page and the mail use the same words', (code) => {
    const { verdict } = view({ monitor: monitor({ state: 'failing' }), incident: incident(code) });
    const mail = composeOpened(diagnosis(code), NOW, { incidentId: 1, referenceId: 'reference', at: NOW });
    expect(inEnglish.say(mail.subject)).toBe(`${verdict.headline}: ${causeInEnglish(code, null).title}`);
  });

  test('failing with a first good check: says that it waits for another', () => {
    const { verdict } = view({
      monitor: monitor({ state: 'failing', good: 1 }),
      incident: incident('ip_not_whitelisted'),
    });
    expect(verdict.tone).toBe('bad');
    expect(verdict.explanation).toContain('The last check was accepted');
  });

  test('failing without an incident at hand: the monitor knows the cause', () => {
    const { verdict } = view({ monitor: monitor({ state: 'failing', cause: 'rate_limited', badSince: 0 }) });
    expect(verdict).toMatchObject({ headline: 'NiceNIC refuses this shop', since: { date: '1970-01-01' } });
  });

  test('paused', () => {
    expect(view({ monitor: monitor({ state: 'paused' }) }).verdict).toMatchObject({
      tone: 'unknown',
      headline: 'Maintenance',
    });
  });

  test.each([
    ['no settings', { apiEnvironment: null, lastCheck: null }, 'has not handed over'],
    ['no check yet', { lastCheck: null }, 'No check has run yet'],
    ['after maintenance, or with no check for long', { lastCheck: check() }, 'too old to count'],
    ['own network down', { lastCheck: check({ outcome: 'indeterminate' }) }, 'network of this server'],
    [
      'own network down, with what to do',
      { lastCheck: check({ outcome: 'indeterminate', causeCode: 'dns_failure' }) },
      'seems to be down. Check the DNS servers of this machine',
    ],
  ] satisfies [string, Partial<Status>, string][])('unknown, %s: says why', (_name, changes, words) => {
    const { verdict } = view({ monitor: monitor({ state: 'unknown' }), ...changes });
    expect(verdict).toMatchObject({ tone: 'unknown', headline: 'Not known yet' });
    expect(verdict.explanation).toContain(words);
  });

  test('names the sandbox', () => {
    expect(view({ apiEnvironment: 'sandbox' }).verdict.environment).toBe('Sandbox (test mode)');
  });
});

test('before the first settings everything is told as not known and there is nothing to test', () => {
  const empty = view({
    monitor: monitor({ state: 'unknown', since: NOW }),
    apiEnvironment: null,
    lastCheck: null,
    nextCheckAt: null,
    lastSuccess: null,
    balance: null,
  });
  expect(empty.canTest).toBe(false);
  expect(empty.verdict.duration).toBe('(less than a minute)');
  expect(empty.verdict.environment).toBe('Environment not known');
  expect(empty.todo).toBeNull();
  expect(empty.history).toMatchObject({ summary: 'No checks yet.', rows: [] });
  expect(empty.facts.map(({ term, text }) => [term, text])).toEqual([
    ['Last check', 'None yet'],
    ['Next check', 'Not planned'],
    ['Last accepted call', 'None yet'],
    ['Balance', 'Not known'],
    ['Alerts to the admin', 'None waiting'],
    ['Orders with unknown outcome', 'None'],
    ['List of domains', 'Not read yet'],
    ['Certificate of the API', 'Not known'],
  ]);
});

describe('facts', () => {
  test('last check, next check, last accepted call and balance', () => {
    const usual = view();
    expect(fact(usual, 'Last check')).toEqual({ text: 'Accepted, 42 ms', note: '2 minutes ago, scheduled' });
    expect(fact(usual, 'Next check')).toEqual({ text: 'in 3 minutes', note: '2026-11-22 10:38:38 UTC' });
    expect(fact(usual, 'Last accepted call')).toEqual({
      text: '2 minutes ago',
      note: '2026-11-22 10:33:38 UTC',
    });
    expect(fact(usual, 'Balance')).toEqual({ text: '1,234.50 USD', note: '2 minutes ago' });
    expect(usual.canTest).toBe(true);
  });

  test('a check that is overdue is due, not in the past', () => {
    expect(fact(view({ nextCheckAt: NOW - MINUTE }), 'Next check')?.text).toBe('due now');
  });

  test('alerts: waiting, failed so far, last error, last delivery', () => {
    const alerts = { pending: 3, retrying: 2, lastError: 'SMTP said no', lastDeliveredAt: NOW - 60 * MINUTE };
    expect(fact(view({ alerts }), 'Alerts to the admin')).toEqual({
      text: '3 waiting, 2 of them failed so far',
      note: 'last delivered 1 hour ago; last error: SMTP said no',
    });
  });
});

test('facts about orders, domains and certificate', () => {
  const portfolio = {
    domains: 1_234,
    cleanAt: NOW - 5 * MINUTE,
    triedAt: NOW - MINUTE,
    flaw: 'the list changed while it was read',
    reading: false,
  };
  const busy = view({
    unknownOrders: { count: 2, oldestSentAt: NOW - 90 * MINUTE },
    portfolio,
    lastSuccess: { ...LAST_SUCCESS, certificateEndsAt: NOW + 3 * 24 * 60 * MINUTE },
  });
  expect(fact(busy, 'Orders with unknown outcome')).toEqual({
    text: '2',
    note: 'the oldest was sent 2 hours ago',
  });
  expect(fact(busy, 'List of domains')).toEqual({
    text: '1,234 domains',
    note: 'read 5 minutes ago; the list changed while it was read',
  });
  expect(fact(busy, 'Certificate of the API')?.text).toBe('ends in 3 days');
  expect(fact(view({ portfolio: { ...portfolio, reading: true } }), 'List of domains')?.note).toBe(
    'read 5 minutes ago; being read now',
  );
});

test('facts that somebody has to see to stand out', () => {
  const standingOut = (changes: Partial<Status>): unknown[] =>
    view(changes).facts.flatMap(({ term, tone }) => (tone === undefined ? [] : [[term, tone]]));
  expect(standingOut({})).toEqual([]);
  const { alerts } = status();
  expect(standingOut({ alerts: { ...alerts, pending: 3 } })).toEqual([]);
  expect(standingOut({ alerts: { ...alerts, pending: 3, retrying: 1 } })).toEqual([
    ['Alerts to the admin', 'waiting'],
  ]);
  expect(standingOut({ unknownOrders: { count: 1, oldestSentAt: NOW } })).toEqual([
    ['Orders with unknown outcome', 'waiting'],
  ]);
  expect(standingOut({ lastSuccess: { ...LAST_SUCCESS, certificateEndsAt: NOW - MINUTE } })).toEqual([
    ['Certificate of the API', 'bad'],
  ]);
});

test('a pause says until when', () => {
  const paused = view({
    monitor: monitor({ state: 'paused', pause: { until: NOW + 60 * MINUTE, wasFailing: false } }),
  });
  expect(paused.verdict.explanation).toBe(
    'Checks are still recorded, but nobody is told about failures until 2026-11-22 11:35:38 UTC.',
  );
  expect([paused.paused, view().paused]).toEqual([true, false]);
});

describe('what to do', () => {
  const { todo } = view({
    monitor: monitor({ state: 'failing' }),
    incident: incident('ip_not_whitelisted'),
  });

  test('the likeliest cause with confidence, evidence and steps; the others after it', () => {
    expect(todo?.likeliest).toMatchObject({
      title: causeInEnglish('ip_not_whitelisted', null).title,
      percent: 88,
      evidence: ['It was refused.'],
    });
    expect(todo?.others.map(({ title, percent }) => [title, percent])).toEqual([['Wrong', 6]]);
    expect(todo?.questions).toEqual(['Is it on the list?']);
  });

  test('the steps hold the link of the catalogue and the address to copy', () => {
    const parts = todo?.likeliest?.steps.flat() ?? [];
    expect(parts).toContainEqual({ kind: 'link', text: 'https://nicenic.com/user/api_setting.php' });
    expect(parts).toContainEqual({ kind: 'value', text: ADDRESS });
  });

  test('the checklist in words and counted', () => {
    expect(todo?.checklist.map(({ step, tone, word }) => [step, tone, word])).toEqual([
      ['Calls go to the documented address', 'good', 'Right'],
      ['The outbound address is on the whitelist', 'bad', 'Wrong'],
      ['The account has reseller access', 'unknown', 'Not known'],
    ]);
    expect(todo?.checklistSummary).toBe('1 wrong, 1 not known, 1 right');
  });

  test('a diagnosis without causes leaves no step out of thin air', () => {
    const none = incident('unknown', { diagnosis: { ...diagnosis('unknown'), causes: [] } });
    expect(view({ incident: none }).todo).toMatchObject({ likeliest: null, others: [] });
  });
});

describe('text parts', () => {
  test('add up to the text', () => {
    for (const code of CAUSE_CODES) {
      for (const step of causeInEnglish(code, ADDRESS).fix) {
        const parts = textParts(step, new Set([ADDRESS]));
        expect(parts.map(({ text }) => text).join('')).toBe(step);
      }
    }
  });

  test.each(LANGUAGES)('are found whatever %s writes around them', (language) => {
    const steps = CAUSE_CODES.flatMap((code) => causeText(code, ADDRESS).fix);
    const found = ({ say }: Translator): string[][] =>
      steps.map((step) =>
        textParts(say(step), new Set([ADDRESS]))
          .filter(({ kind }) => kind !== 'text')
          .map(({ kind, text }) => `${kind} ${text}`),
      );
    expect(found(inEnglish).flat().length).toBeGreaterThan(10);
    expect(found(translatorFor(language))).toEqual(found(inEnglish));
  });

  test('only addresses of the catalogue become links, and punctuation stays outside', () => {
    const known = 'https://nicenic.com/user/api_setting.php';
    const step = `See ${known}. Not https://evil.example/ or javascript:alert(1), ${known}?x=1`;
    expect(textParts(step, new Set()).filter(({ kind }) => kind === 'link')).toEqual([
      { kind: 'link', text: known },
    ]);
  });

  test('an IPv6 address is a value as a whole', () => {
    const value = '2001:db8::7';
    expect(textParts(`Add ${value}, then save.`, new Set([value]))).toEqual([
      { kind: 'text', text: 'Add ' },
      { kind: 'value', text: value },
      { kind: 'text', text: ', then save.' },
    ]);
  });
});

describe('history', () => {
  test('the bar: a hundred blocks, oldest first, gaps where there was no check', () => {
    const checks = [refusedCheck({ id: 3 }), check({ id: 2, at: NOW - 7 * MINUTE }), check({ id: 1, at: 0 })];
    const { history } = view({}, { checks });
    expect(history.bar).toHaveLength(100);
    expect(history.bar.slice(0, 97).every((block) => block === null)).toBe(true);
    expect(history.bar.slice(97).map((block) => block?.tone)).toEqual(['good', 'good', 'bad']);
    expect(history.bar.at(-1)?.title).toBe('2026-11-22 10:33:38 UTC: failed, 42 ms');
    expect(history.summary).toBe('3 checks since 1970-01-01 00:00:00 UTC: 2 accepted, 1 failed');
  });

  test('more than a hundred checks: the newest hundred, twenty of them in words, all but five folded', () => {
    const checks = Array.from({ length: 150 }, (_, place) => check({ at: NOW - place * MINUTE }));
    const { history } = view({}, { checks });
    expect(history.bar).toHaveLength(100);
    expect(history.bar.every((block) => block !== null)).toBe(true);
    expect(history.summary).toBe('100 checks since 2026-11-22 08:56:38 UTC: 100 accepted');
    expect(history.rows.map(({ at }) => at.relative)).toEqual([
      'just now',
      ...[1, 2, 3, 4].map((minutes) => inEnglish.relative(-minutes * MINUTE)),
    ]);
    expect(history.older).toHaveLength(15);
    expect(history.older[0]?.at.relative).toBe('5 minutes ago');
  });

  test('what came back, word for word, only where it failed', () => {
    const silent = check().attempt;
    const checks = [
      refusedCheck({ source: 'manual' }),
      check(),
      check({ outcome: 'bad', causeCode: 'whmcs_settings_incomplete', attempt: null, source: 'action' }),
      check({
        outcome: 'indeterminate',
        causeCode: 'network_unreachable',
        attempt: silent && { ...silent, httpStatus: null, code: null, msg: null },
        source: 'confirmation',
      }),
    ];
    const { rows } = view({}, { checks }).history;
    expect(
      rows.map(({ outcome, tone, answer, took, source }) => [outcome, tone, answer, took, source]),
    ).toEqual([
      ['Failed', 'bad', 'HTTP 200, code 1004, “IP address is not allowed”', '42 ms', 'by hand'],
      ['Accepted', 'good', null, '42 ms', 'scheduled'],
      ['Failed', 'bad', null, 'no call made', 'after a domain action'],
      ['No verdict', 'unknown', 'No answer', '42 ms', 'to confirm'],
    ]);
    expect(rows.map(({ cause }) => cause === null)).toEqual([false, true, false, false]);
  });

  test('what is the same in one row after the other is told once', () => {
    const [other, refused] = [check({ outcome: 'bad', causeCode: 'unknown' }), refusedCheck()];
    const { rows, older } = view(
      {},
      { checks: [refused, refused, other, refused, check(), refused] },
    ).history;
    const { cause, answer } = rows[0] ?? {};
    expect(rows.map((row) => [row.cause === null, row.answer])).toEqual([
      [false, answer],
      [true, 'as above'],
      [false, 'HTTP 200, code 0, “success”'],
      [false, answer],
      [true, null],
    ]);
    // Behind a fold there is nothing above.
    expect(older).toMatchObject([{ cause, answer }]);
  });

  test('what came back in more than a line of text is one line, cut short', () => {
    const { attempt } = refusedCheck();
    const answerOf = (msg: string): string | null | undefined =>
      view({}, { checks: [refusedCheck({ attempt: attempt && { ...attempt, msg } })] }).history.rows[0]
        ?.answer;
    expect(answerOf('not\n\u202edewolla\u0007')).toContain('“not dewolla”');
    expect(answerOf('x'.repeat(300))).toContain(`“${'x'.repeat(160)}…”`);
  });
});

describe('addresses', () => {
  test('one row an address, the sidecar first, the odd ones flagged', () => {
    const { addresses } = view({
      egress: [
        address({ context: 'cron', address: '10.0.0.5', scope: 'private', source: '-' }),
        address({ source: 'one.example', lastSeen: NOW - 3 * MINUTE }),
        address({ source: 'two.example', lastSeen: NOW - MINUTE }),
        address({ family: 6, address: '::1', scope: 'loopback' }),
      ],
    });
    expect(
      addresses.map((row) => [row.where, row.family, row.address, row.sources, row.lastSeen.relative]),
    ).toEqual([
      ['Sidecar (calls NiceNIC)', 'IPv4', ADDRESS, 'seen by one.example, two.example', '1 minute ago'],
      ['Sidecar (calls NiceNIC)', 'IPv6', '::1', 'seen by echo.example', '1 minute ago'],
      ['WHMCS cron', 'IPv4', '10.0.0.5', null, '1 minute ago'],
    ]);
    expect(addresses.map(({ note }) => note)).toEqual([
      null,
      'Loopback address: it is never seen outside this machine.',
      'Not a public address: NiceNIC sees another one.',
    ]);
  });

  test('what WHMCS told of itself', () => {
    const { environments } = view({
      environments: [
        {
          context: { environment: 'cron', whmcsVersion: '8.13.1', phpVersion: '8.2.29', user: 'www' },
          proxy: { HTTPS_PROXY: 'http://proxy.example:3128', NO_PROXY: 'localhost' },
          settingsFingerprint: 'f',
          reportedAt: NOW - 5 * MINUTE,
        },
        { context: { environment: 'web' }, proxy: null, settingsFingerprint: 'f', reportedAt: NOW },
      ],
    });
    expect(environments.map(({ where, user, proxy }) => [where, user, proxy])).toEqual([
      [
        'WHMCS cron',
        'User www',
        'Proxy variables: HTTPS_PROXY=http://proxy.example:3128, NO_PROXY=localhost',
      ],
      ['WHMCS web', null, 'Proxy variables: None'],
    ]);
  });
});

test('incidents: start, end, duration, cause; an open one lasts until now', () => {
  const closed = incident('wrong_secret', { failingSince: NOW - 120 * MINUTE, closedAt: NOW - 30 * MINUTE });
  const { incidents } = view({}, { incidents: [incident('ip_not_whitelisted'), closed] });
  expect(
    incidents.map(({ start, end, duration, cause }) => [start.clock, end?.clock, duration, cause]),
  ).toEqual([
    ['10:09:38 UTC', undefined, '26 minutes', causeInEnglish('ip_not_whitelisted', null).title],
    ['08:35:38 UTC', '10:05:38 UTC', '1 hour, 30 minutes', causeInEnglish('wrong_secret', null).title],
  ]);
});

test('incidents: how often the admin was told, and the newest note, cut short', () => {
  const notes = [1, 2, 3].map((place) => ({
    at: NOW - (4 - place) * MINUTE,
    note: `${place} ${'😀'.repeat(200)}`,
  }));
  const noted = incident('wrong_secret', { id: 7, notes });
  const alerts = new Map([[7, { count: 3, lastAt: NOW - 5 * MINUTE }]]);
  const [told, untold] = view({}, { incidents: [noted, incident('wrong_secret')], alerts }).incidents;
  expect(told).toMatchObject({
    id: 7,
    alerts: '3 alerts sent, the last 5 minutes ago',
    moreNotes: '2 older notes',
  });
  expect(told?.notes.map(({ at, note }) => [at.relative, note])).toEqual([
    ['1 minute ago', `3 ${'😀'.repeat(158)}…`],
  ]);
  expect(untold).toMatchObject({ alerts: 'No alert sent', notes: [], moreNotes: null });
  const whole = incidentView(noted, undefined, NOW, inEnglish);
  expect(whole).toMatchObject({
    evidence: ['It was refused.'],
    otherCauses: [{ percent: 6, title: 'Wrong' }],
  });
  expect(whole).toMatchObject({ title: 'Incident of 2026-11-22 10:09:38 UTC', alerts: 'No alert sent' });
  expect(whole.notes.map(({ note }) => note)).toEqual(notes.map(({ note }) => note));
});

describe('addresses at the last accepted call', () => {
  const then = (changes: Partial<Status>): unknown[] => view(changes).addresses.map((row) => row.then);
  const success = { ...LAST_SUCCESS, egress: [{ family: 4 as const, address: ADDRESS }] };

  test('of the sidecar: kept with the call', () => {
    const egress = [
      address(),
      address({ address: '203.0.113.8' }),
      address({ family: 6, address: '2001:db8::1' }),
    ];
    expect(then({ egress, lastSuccess: success })).toEqual([
      { differs: false, text: 'The same as at the last accepted call.' },
      { differs: true, text: `At the last accepted call: ${ADDRESS}` },
      { differs: true, text: 'At the last accepted call there was none of this kind.' },
    ]);
  });

  test('of WHMCS: one that took the place of another since', () => {
    const at = NOW - MINUTE;
    const drift = [
      { context: 'cron' as const, family: 4 as const, before: '203.0.113.1', now: '203.0.113.2', at },
    ];
    const egress = [
      address({ context: 'web' }),
      address({ context: 'cron', address: '203.0.113.2', since: at }),
      address({ context: 'cli', since: at }),
    ];
    expect(then({ egress, drift, lastSuccess: success })).toEqual([
      { differs: false, text: 'The same as at the last accepted call.' },
      { differs: true, text: 'At the last accepted call: 203.0.113.1' },
      null,
    ]);
  });

  test('not known without such a call, or where no echo service was asked then', () => {
    expect(then({ egress: [address()], lastSuccess: null })).toEqual([null]);
    expect(then({ egress: [address()], lastSuccess: LAST_SUCCESS })).toEqual([null]);
  });

  test('only a public one of the sidecar is to be copied to the whitelist', () => {
    const egress = [
      address(),
      address({ context: 'web' }),
      address({ address: '10.0.0.5', scope: 'private' }),
    ];
    expect(view({ egress }).addresses.map((row) => row.toWhitelist)).toEqual([true, false, false]);
  });
});

test('versions: the sidecar, each environment of WHMCS, and a module that does not fit', () => {
  const report = (context: CallContext): EnvironmentReport => ({
    context,
    proxy: null,
    settingsFingerprint: null,
    reportedAt: NOW,
  });
  const environments = [
    report({ environment: 'cron', whmcsVersion: '8.13.1', phpVersion: '8.2.29', moduleVersion: '0.0.9' }),
    report({ environment: 'web', phpVersion: '7.4.33', moduleVersion: '0.1.0' }),
    report({ environment: 'cli' }),
  ];
  expect(view({ environments }).versions).toEqual([
    { name: 'Sidecar', version: '0.1.0', flag: null },
    { name: 'Node', version: '24.1.0', flag: null },
    {
      name: 'WHMCS cron',
      version: 'WHMCS 8.13.1, PHP 8.2.29, module 0.0.9',
      flag: 'The module is not of the version of the sidecar. Install the same version of both.',
    },
    { name: 'WHMCS web', version: 'PHP 7.4.33, module 0.1.0', flag: null },
    { name: 'WHMCS command line', version: 'Not told', flag: null },
  ]);
});

describe('response times by stage', () => {
  const HOUR = 60 * MINUTE;
  const times = (sum: number, count = 1): { count: number; sum: number; max: number } => ({
    count,
    sum,
    max: sum,
  });
  const hours = (known: Readonly<Record<number, Bucket['times']>>): Bucket[] =>
    Array.from({ length: 24 }, (_, place) => ({
      startsAt: startOf('hour', NOW) - (23 - place) * HOUR,
      good: 0,
      bad: 0,
      indeterminate: 0,
      times: known[23 - place] ?? {},
    }));

  test('none without a call', () => {
    expect(view({}, { hours: hours({}) }).stages).toBeNull();
  });

  test('a bar an hour with a call, its stages on top of each other, the highest as high as the drawing', () => {
    const { stages } = view(
      {},
      {
        hours: hours({
          0: {
            dns: times(20, 2),
            connect: times(10),
            proxy: times(5),
            tls: times(25),
            http: times(40),
            body: times(10),
            total: times(100),
          },
          2: { connect: times(50), total: times(50) },
        }),
      },
    );
    expect(stages).toMatchObject({ width: 240, height: 100, top: '100 ms' });
    expect(stages?.summary).toBe(
      'Mean time of the calls to NiceNIC by hour: 75 ms in all, 100 ms at the slowest.',
    );
    expect(stages?.shapes).toEqual([
      { kind: 'dns', path: 'M230 100V90h8V100z' },
      { kind: 'connect', path: 'M210 100V50h8V100zM230 90V75h8V90z' },
      { kind: 'tls', path: 'M230 75V50h8V75z' },
      { kind: 'answer', path: 'M230 50V0h8V50z' },
    ]);
    expect(stages?.rows.map(({ at, parts, total }) => [at.clock, parts, total])).toEqual([
      ['10:00:00 UTC', 'name lookup 10, connection 15, encryption 25, answer 50', '100'],
      ['08:00:00 UTC', 'connection 50', '50'],
    ]);
  });

  test('calls that took no time at all do not divide by nothing', () => {
    const { stages } = view({}, { hours: hours({ 0: { connect: times(0), total: times(0) } }) });
    expect(stages?.shapes).toEqual([]);
    expect(stages?.rows).toHaveLength(1);
  });
});
