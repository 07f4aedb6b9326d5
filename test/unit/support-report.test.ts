import { describe, expect, test } from '@jest/globals';
import { newMonitor } from '../../sidecar/checks/monitor.js';
import type { Status } from '../../sidecar/checks/status-service.js';
import { describeSupportReport } from '../../sidecar/support-report/describe-support-report.js';
import { composeSupportReport, type SupportFacts } from '../../sidecar/support-report/support-report.js';

const NOW = Date.parse('2026-11-22T12:00:00Z');

const NOTHING_YET: Status = {
  monitor: newMonitor(NOW),
  apiEnvironment: null,
  lastCheck: null,
  nextCheckAt: null,
  lastSuccess: null,
  balance: null,
  egress: [],
  drift: [],
  environments: [],
  egressUrls: [],
  warnings: [],
  portfolio: null,
  incident: null,
  unknownOrders: { count: 0, oldestSentAt: null },
  alerts: { pending: 0, retrying: 0, lastError: null, lastDeliveredAt: null },
};

const AFTER_A_REFUSAL: Status = {
  ...NOTHING_YET,
  apiEnvironment: 'production',
  lastCheck: {
    id: 1,
    at: NOW,
    source: 'schedule',
    apiEnvironment: 'production',
    outcome: 'bad',
    causeCode: 'ip_not_whitelisted',
    milliseconds: 31,
    stages: {},
    attempt: {
      action: 'user/balance',
      endpoint: 'https://api.nicenic.net/v2/',
      timestamp: '2026-11-22T11:59:58.000Z',
      httpStatus: 403,
      code: 1004,
      msg: 'not allowed',
      milliseconds: 31,
      localAddress: '10.0.0.5',
    },
    balance: null,
    referenceId: 'r',
  },
  egress: [
    {
      context: 'sidecar',
      family: 4,
      address: '198.51.100.7',
      source: 'echo.example',
      scope: 'public',
      firstSeen: NOW,
      since: NOW,
      lastSeen: NOW - 120_000,
    },
  ],
  environments: [
    {
      context: { environment: 'web', whmcsVersion: '8.13.0', phpVersion: '8.2.1', moduleVersion: '0.1.0' },
      proxy: null,
      settingsFingerprint: 'f',
      reportedAt: NOW,
    },
    {
      context: { environment: 'cron', whmcsVersion: '8.13.0', phpVersion: '8.1.9', moduleVersion: '0.1.0' },
      proxy: { https: 'http://proxy.example:3128' },
      settingsFingerprint: 'f',
      reportedAt: NOW,
    },
  ],
};

const facts = (status: Status): SupportFacts => ({
  username: 'demo-reseller',
  status,
  versions: { sidecar: '0.1.0' },
  timeZone: 'Asia/Tashkent',
  now: NOW,
});

describe('composeSupportReport', () => {
  test("has the ten items of NiceNIC's support in its order", () => {
    const { items } = composeSupportReport(facts(AFTER_A_REFUSAL));
    expect(Object.fromEntries(items.map(({ id, value }) => [id, value]))).toEqual({
      account: 'demo-reseller',
      api_action: 'user/balance',
      timestamp: '2026-11-22T11:59:58.000Z (UTC); time zone of the server: Asia/Tashkent',
      domain: 'none: the call takes no domain',
      outbound_ip: '198.51.100.7 (sidecar, IPv4, seen by echo.example 2 minutes ago)',
      endpoint: 'https://api.nicenic.net/v2/',
      response: 'HTTP 403, code 1004, "not allowed"',
      integration: 'WHMCS with the module niceniccompanion (0.1.0)',
      whmcs_version: '8.13.0',
      screenshots: 'please add; cover up API secret, login password, sidecar token and customer data',
    });
    expect(items.map(({ id }) => id)[0]).toBe('account');
    expect(items.map(({ id }) => id)[9]).toBe('screenshots');
  });

  test('tells versions that differ between environments, and their proxies', () => {
    const { additional } = composeSupportReport(facts(AFTER_A_REFUSAL));
    expect(additional).toContainEqual({ title: 'PHP version', value: '8.2.1 (web), 8.1.9 (cron)' });
    expect(additional).toContainEqual({
      title: 'Proxy variables in WHMCS',
      value: 'https=http://proxy.example:3128 (cron)',
    });
  });

  test('shows the request without the secret', () => {
    expect(composeSupportReport(facts(AFTER_A_REFUSAL)).request).toEqual({
      method: 'GET',
      url: 'https://api.nicenic.net/v2/?category=user&action=balance',
      headers: { Authorization: 'demo-reseller:[hidden]', 'Content-Type': 'application/json' },
    });
  });

  test('says what is not known before the first check', () => {
    const report = composeSupportReport({ ...facts(NOTHING_YET), username: null });
    expect(report.items.filter(({ value }) => value === 'not known yet').map(({ id }) => id)).toEqual([
      'account',
      'api_action',
      'timestamp',
      'outbound_ip',
      'endpoint',
      'response',
      'whmcs_version',
    ]);
    expect(report.request).toBeNull();
  });
});

test('the text numbers the items and repeats request and answer', () => {
  const text = describeSupportReport(composeSupportReport(facts(AFTER_A_REFUSAL)));
  expect(text).toContain('1. Account user name: demo-reseller');
  expect(text).toContain('10. Screenshots: please add');
  expect(text).toContain('  Authorization: demo-reseller:[hidden]');
  expect(text).toContain('  HTTP 403, code 1004, 31 ms');
});
