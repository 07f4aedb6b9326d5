import { describe, expect, test } from '@jest/globals';
import type { Evidence } from '../../sidecar/diagnosis/evidence.js';
import { findWarnings } from '../../sidecar/diagnosis/find-warnings.js';
import { inEnglish } from '../support/in-english.js';
import { ADDRESS, evidence, NOON, probe, seenAt, succeeded } from '../support/evidence.js';

const OTHER = '198.51.100.9';
const HOUR = 60 * 60_000;

const warnings = (known: Partial<Evidence>): string[] =>
  findWarnings(evidence({ probe: probe(null), ...known })).map(inEnglish.say);

describe('an address that changed', () => {
  const drift = [{ context: 'sidecar', family: 4, before: OTHER, now: ADDRESS, at: NOON }] as const;

  test('is to be whitelisted before calls fail', () => {
    expect(warnings({ drift })).toEqual([
      `The outbound IPv4 address of the sidecar changed from ${OTHER} to ${ADDRESS} at 2026-11-22 12:00:00 UTC. Make sure that ${ADDRESS} stands in the whitelist of NiceNIC, before calls fail.`,
    ]);
  });

  test('is news for a day once NiceNIC takes calls from it', () => {
    const accepted = { drift, lastSuccess: succeeded() };
    expect(warnings({ ...accepted, now: NOON + 23 * HOUR })).toEqual([
      expect.stringMatching(/NiceNIC accepts calls from it\.$/),
    ]);
    expect(warnings({ ...accepted, now: NOON + 24 * HOUR })).toEqual([]);
    expect(warnings({ drift, now: NOON + 24 * HOUR })).toHaveLength(1);
  });

  test('of the family that calls do not use is no matter', () => {
    const six = [
      { context: 'sidecar', family: 6, before: '2001:db8::1', now: '2001:db8::2', at: NOON },
    ] as const;
    expect(warnings({ drift: six, lastSuccess: succeeded() })).toEqual([]);
    expect(warnings({ drift: six })).toHaveLength(1);
  });
});

test.each<[string, Partial<Evidence>, RegExp]>([
  [
    'services that disagree',
    { egress: [seenAt(ADDRESS), seenAt(OTHER, { source: 'echo2.example' })] },
    /different IPv4 addresses of the sidecar/,
  ],
  ['services asked through a proxy that NiceNIC is not', { echoedThroughProxy: true }, /through the proxy/],
  [
    'WHMCS on another address',
    { egress: [seenAt(ADDRESS), seenAt(OTHER, { context: 'cron' })] },
    /Calls of the WHMCS cron leave from 198\.51\.100\.9/,
  ],
  [
    'other settings in cron than in the web',
    {
      settingsPast: {
        seen: [
          { origin: 'cron', fingerprint: 'a', since: NOON, at: NOON + 3 * HOUR },
          { origin: 'web', fingerprint: 'b', since: NOON + HOUR, at: NOON + 2 * HOUR },
        ],
        outcomes: [],
      },
    },
    /other settings in the web/,
  ],
  [
    'a low-risk action that fails',
    { lowRisk: [{ accepted: false, attempt: { ...probe(null).attempt, action: 'domain/get_price' } }] },
    /domain\/get_price was not answered/,
  ],
])('%s', (_what, known, sentence) => {
  expect(warnings(known)).toEqual([expect.stringMatching(sentence)]);
});

test('all is well', () => {
  expect(warnings({ lastSuccess: succeeded() })).toEqual([]);
});
