import { describe, expect, test } from '@jest/globals';
import { composeNotice } from '../../sidecar/notices/compose-notice.js';
import { alertInWords } from '../../sidecar/alerts/alert-in-words.js';
import { inEnglish } from '../support/in-english.js';
import { findNotices, type NoticeFacts } from '../../sidecar/notices/find-notices.js';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
const NOW = Date.parse('2026-11-22T12:00:00Z');

const fine: NoticeFacts = {
  now: NOW,
  account: 'production ada',
  balance: { amount: 50, currency: 'USD', threshold: 50 },
  certificateEndsAt: NOW + 14 * DAY,
  cronSeenAt: NOW - 2 * HOUR,
  cronMayBeSilentFor: 2 * HOUR,
  awakeSince: NOW - 3 * HOUR,
  settingsDiffer: false,
  moduleVersions: [{ environment: 'web', version: '0.1.0', reportedAt: NOW }],
  sidecarVersion: '0.1.0',
  domainsOnHold: [],
};

const keys = (facts: Partial<NoticeFacts>): string[] =>
  findNotices({ ...fine, ...facts }).map(({ key }) => key);

describe('what is told before it fails', () => {
  test.each<[string, Partial<NoticeFacts>, string[]]>([
    ['nothing at the very limits', {}, []],
    [
      'nothing where nothing is known',
      { balance: null, certificateEndsAt: null, cronSeenAt: null, moduleVersions: [] },
      [],
    ],
    ['a balance', { balance: { amount: 49.99, currency: 'USD', threshold: 50 } }, ['balance']],
    ['a certificate', { certificateEndsAt: NOW + 14 * DAY - 1 }, ['certificate']],
    ['a silent cron', { cronSeenAt: NOW - 2 * HOUR - 1 }, ['cron_silent']],
    ['no cron that may be silent for longer', { cronSeenAt: NOW - DAY, cronMayBeSilentFor: DAY }, []],
    ['settings', { settingsDiffer: true }, ['settings_differ']],
    [
      'a version, by environment',
      {
        moduleVersions: [
          { environment: 'web', version: '0.1.0', reportedAt: NOW },
          { environment: 'cron', version: '0.0.9', reportedAt: NOW },
        ],
      },
      ['version:cron'],
    ],
    ['each domain on hold', { domainsOnHold: ['a.com', 'b.com'] }, ['hold:a.com', 'hold:b.com']],
  ])('%s', (_what, facts, expected) => {
    expect(keys(facts)).toEqual(expected);
  });

  test.each([
    [13.9, 13],
    [1.5, 1],
    [0.5, 0],
    [-3, 0],
  ])('a certificate that ends in %s days has %i whole ones left', (left, days) => {
    expect(findNotices({ ...fine, certificateEndsAt: NOW + left * DAY })).toMatchObject([{ days }]);
  });
});

describe('the words', () => {
  const message = (facts: Partial<NoticeFacts>, hold: Parameters<typeof composeNotice>[1] = null) => {
    const [notice] = findNotices({ ...fine, ...facts });
    if (notice === undefined) throw new Error('there is no notice');
    const composed = composeNotice(notice, hold, 'reference-1');
    return { ...composed, ...alertInWords(composed, inEnglish) };
  };

  test('name the figures and what to do', () => {
    const { subject, text, kind } = message({
      balance: { amount: 9.5, currency: 'USD', threshold: 50 },
    });
    expect([kind, subject]).toEqual(['warning', 'NiceNIC: the balance is down to 9.50 USD']);
    expect(text).toMatch(/below the 50\.00 .*What to do: add funds.*Reference: reference-1$/s);
  });

  test('of a hold are those of the registrar where it says something', () => {
    const planned = message(
      { domainsOnHold: ['a.com'] },
      {
        state: 'pending',
        status: 'Pending ClientHold',
        impact: 'At risk of restriction',
        action: 'Remove the content.',
        scheduledAt: '2026-12-01 00:00:00',
        appliedAt: null,
      },
    );
    expect(planned.subject).toBe('NiceNIC: a.com is about to be put on hold');
    expect(planned.text).toContain('The hold is planned for 2026-12-01 00:00:00.');
    expect(planned.text).toContain('What to do, in the words of NiceNIC: Remove the content.');
    expect(message({ domainsOnHold: ['a.com'] }).text).toContain('look at the abuse report');
  });
});
