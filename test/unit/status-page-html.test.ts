import { describe, expect, test } from '@jest/globals';
import { CAUSE_CODES, causeText } from '../../sidecar/causes/cause-catalogue.js';
import type { StoredCheck } from '../../sidecar/checks/check-result.js';
import type { Incident } from '../../sidecar/checks/incident-store.js';
import { newMonitor } from '../../sidecar/checks/monitor.js';
import type { Diagnosis } from '../../sidecar/diagnosis/diagnosis.js';
import type { SeenAddress } from '../../sidecar/egress/egress-store.js';
import { incidentView } from '../../sidecar/status-page/incident-view.js';
import { SCRIPT, STYLESHEET } from '../../sidecar/status-page/page-assets.js';
import {
  renderIncidentPage,
  renderReportPage,
  renderStatusFragment,
  renderStatusPage,
} from '../../sidecar/status-page/render-page.js';
import { statusView, type StatusViewInput } from '../../sidecar/status-page/status-view.js';
import { LANGUAGES } from '../../sidecar/texts/language.js';
import { translatorFor } from '../../sidecar/texts/translator.js';
import { inEnglish } from '../support/in-english.js';

const NOW = Date.parse('2026-11-22T10:35:38Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** As much as fits on a page, with one text wherever one can come from outside, and one name. */
function fullPage(words: string, name = words): StatusViewInput {
  const diagnosis: Diagnosis = {
    healthy: false,
    environment: 'production',
    causes: CAUSE_CODES.slice(0, 6).map((code) => {
      const { title, fix, guideCause } = causeText(code, name);
      return { code, confidence: 0.3, title, evidence: [words, words], against: [words], fix, guideCause };
    }),
    questions: [words, words],
    warnings: [],
    checklist: Array.from({ length: 12 }, () => ({ id: 'endpoint', status: 'fail', detail: words })),
    egress: [{ context: 'sidecar', family: 4, address: name, source: name }],
    attempts: [],
    apiCalls: 3,
  };
  const checks = Array.from({ length: 100 }, (_, place): StoredCheck => ({
    id: place,
    at: NOW - place * 5 * MINUTE,
    source: 'action',
    apiEnvironment: 'production',
    outcome: 'bad',
    causeCode: 'ip_not_whitelisted',
    milliseconds: 12_345,
    stages: {},
    attempt: {
      action: name,
      endpoint: name,
      timestamp: name,
      httpStatus: 403,
      code: 1_004,
      msg: words,
      milliseconds: 12_345,
      localAddress: name,
    },
    balance: null,
    referenceId: name,
  }));
  const incidents = Array.from({ length: 10 }, (_, place): Incident => ({
    id: 1_000_000 + place,
    openedAt: NOW - place * DAY,
    failingSince: NOW - place * DAY - HOUR,
    closedAt: place === 0 ? null : NOW - place * DAY + HOUR,
    causeCode: 'ip_not_whitelisted',
    diagnosis,
    notes: Array.from({ length: 5 }, () => ({ at: NOW, note: words })),
  }));
  const egress = (['sidecar', 'web', 'cron', 'cli'] as const).flatMap((context) =>
    ([4, 6] as const).map((family): SeenAddress => ({
      context,
      family,
      address: name,
      source: name,
      scope: 'public',
      firstSeen: NOW,
      since: NOW,
      lastSeen: NOW,
    })),
  );
  const count = { good: 100, bad: 100, indeterminate: 88 };
  const times = { count: 288, sum: 288 * 1_234, max: 12_345 };
  return {
    status: {
      monitor: { ...newMonitor(NOW), state: 'failing' },
      apiEnvironment: 'production',
      lastCheck: checks[0] ?? null,
      nextCheckAt: NOW,
      lastSuccess: {
        at: NOW - DAY,
        fingerprint: name,
        egress: [{ family: 4, address: `${name} before` }],
        endpoint: name,
        localAddress: name,
        certificateIssuer: name,
        certificateEndsAt: NOW + DAY,
        proxyVariables: { [name]: name },
        version: name,
      },
      balance: { amount: 1_234_567.89, currency: name, at: NOW },
      egress,
      drift: [{ context: 'web', family: 4, before: `${name} before`, now: name, at: NOW }],
      environments: (['web', 'cron', 'cli'] as const).map((environment) => ({
        context: {
          environment,
          whmcsVersion: name,
          phpVersion: name,
          moduleVersion: name,
          user: name,
          hostname: name,
        },
        proxy: { [name]: name },
        settingsFingerprint: name,
        reportedAt: NOW,
      })),
      egressUrls: [],
      warnings: [words, words, words],
      portfolio: { domains: 12_345, cleanAt: NOW, triedAt: NOW, flaw: words, reading: false },
      incident: incidents[0] ?? null,
      unknownOrders: { count: 12, oldestSentAt: NOW },
      alerts: { pending: 12, retrying: 3, lastError: words, lastDeliveredAt: NOW },
    },
    checks,
    days: Array.from({ length: 90 }, (_, place) => ({ startsAt: NOW - (89 - place) * DAY, ...count })),
    hours: Array.from({ length: 24 }, (_, place) => ({
      startsAt: NOW - (23 - place) * HOUR,
      ...count,
      times: { dns: times, connect: times, proxy: times, tls: times, http: times, body: times, total: times },
    })),
    incidents,
    alerts: new Map(incidents.map(({ id }) => [id, { count: 12, lastAt: NOW }])),
    versions: { sidecar: '0.1.0', node: '24.1.0' },
    now: NOW,
  };
}

const PAUSES = [{ hours: 1, milliseconds: HOUR }];

describe('a page of markup', () => {
  const markup = `"'><img src=x onerror=alert(1)><script>alert(2)</script>`;
  const escaped = '&quot;&#39;&gt;&lt;img src=x onerror=alert(1)&gt;&lt;script&gt;alert(2)&lt;/script&gt;';
  const full = fullPage(markup);
  const view = statusView(full, inEnglish);
  const [incident] = full.incidents;
  if (incident === undefined) throw new Error('no incident');

  test.each([
    ['status page', renderStatusPage(view, { refreshSeconds: 30, pauses: PAUSES }, inEnglish), 80],
    ['fragment', renderStatusFragment(view, inEnglish), 80],
    ['incident page', renderIncidentPage(incidentView(incident, undefined, NOW, inEnglish), inEnglish), 7],
    ['support report', renderReportPage(markup, inEnglish), 1],
  ])('%s: shows it as text, wherever it stands', (_name, html, least) => {
    expect(html).not.toContain('<img');
    expect(html).not.toContain('alert(2)</script>');
    expect(html).not.toContain(`"'>`);
    expect(html.split(escaped).length - 1).toBeGreaterThanOrEqual(least);
  });

  test('addresses from outside become no links', () => {
    const html = renderStatusPage(
      statusView(fullPage('javascript:alert(1) https://evil.example/'), inEnglish),
      { refreshSeconds: 30, pauses: PAUSES },
      inEnglish,
    );
    const addresses = [...html.matchAll(/href="([^"]*)"/g)].map(([, address]) => address ?? '');
    expect(addresses.filter((address) => /evil|javascript/.test(address))).toEqual([]);
  });
});

test('what to do comes right after the verdict, what can become a failure next, figures below', () => {
  const html = renderStatusPage(
    statusView(fullPage('words'), inEnglish),
    { refreshSeconds: 30, pauses: PAUSES },
    inEnglish,
  );
  const main = html.slice(html.indexOf('<main'));
  expect([...main.matchAll(/<section[^>]*aria-label(?:ledby)?="([^"]+)"/g)].map(([, name]) => name)).toEqual([
    'verdict',
    'todo',
    'warnings',
    'Key facts',
    'checks',
    'days',
    'stages',
    'addresses',
    'incidents',
    'versions',
  ]);
});

test.each(LANGUAGES)('a full page with all its files weighs less than 100 kB (%s)', (language) => {
  const texts = translatorFor(language);
  const words = 'Your IP address is not allowed to access this API, please contact support.';
  const full = fullPage(words, '2001:db8:85a3::8a2e:370:7334');
  // As long as they are kept, of characters that become long ones.
  const message = '<&">'.repeat(75);
  const checks = full.checks.map((check) => ({
    ...check,
    attempt: check.attempt && { ...check.attempt, msg: message },
  }));
  const alerts = { ...full.status.alerts, lastError: '<&">'.repeat(500) };
  const html = renderStatusPage(
    statusView({ ...full, checks, status: { ...full.status, alerts } }, texts),
    { refreshSeconds: 30, pauses: PAUSES },
    texts,
  );
  const icon = 1_000;
  const bytes = [html, STYLESHEET.body, SCRIPT.body].reduce(
    (sum, text) => sum + Buffer.byteLength(text),
    icon,
  );
  expect(bytes).toBeLessThan(100_000);
});
