import { describe, expect, test } from '@jest/globals';
import type { AlertMessage } from '../../sidecar/alerts/alert.js';
import { alertInWords } from '../../sidecar/alerts/alert-in-words.js';
import { composeCauseChanged, composeOpened, composeRecovered } from '../../sidecar/alerts/compose-alert.js';
import { diagnosisOf } from '../../sidecar/diagnosis/diagnosis-service.js';
import { inEnglish } from '../support/in-english.js';
import { ADDRESS, brokeOff, evidence, NOON, probe, succeeded } from '../support/evidence.js';

const inWords = (message: AlertMessage) => ({ ...message, ...alertInWords(message, inEnglish) });

const AT = NOON + 5 * 60_000;
const about = { incidentId: 3, referenceId: '6f1c0d6e-0000-4000-8000-000000000000', at: AT };

const afterHealthyTime = diagnosisOf(evidence({ lastSuccess: succeeded() }));
const neverAccepted = diagnosisOf(evidence());
const settled = diagnosisOf(evidence({ otherApiEnvironment: probe(null) }));
const unreachable = diagnosisOf(evidence({ probe: probe(brokeOff('connect', 'EHOSTUNREACH')) }));

describe('the first message of an outage', () => {
  const message = inWords(composeOpened(afterHealthyTime, NOON, about));

  test('says in its subject what is the matter', () => {
    expect(message).toMatchObject({
      kind: 'opened',
      severity: 'critical',
      causeCode: 'ip_not_whitelisted',
      incidentId: 3,
      referenceId: about.referenceId,
      subject:
        'NiceNIC refuses this shop: The outbound address of this server is not on the whitelist at NiceNIC',
    });
  });

  test('tells since when, what it means, the cause with evidence, the steps and the reference', () => {
    const paragraphs = message.text.split('\n\n');
    expect(paragraphs[0]).toBe(
      'The check of NiceNIC (production) has failed since 2026-11-22 12:00:00 UTC. Domain orders and renewals do not go through.',
    );
    expect(paragraphs[1]).toMatch(/^Likely cause \(\d+ %\): The outbound address/);
    expect(paragraphs[2]).toMatch(/^Why we think so:\n- user\/balance in production from .* was refused/);
    expect(paragraphs[3]).toContain(`\n- Add the outbound address ${ADDRESS} to the IP whitelist and save.`);
    expect(paragraphs.at(-1)).toBe(`Reference: ${about.referenceId}`);
  });

  test('names the rivals and asks where it is too close to call', () => {
    const { text } = inWords(composeOpened(neverAccepted, NOON, about));
    expect(text).toMatch(/\n\nAlso possible:\n- The outbound address .* \(\d+ %\)/);
    expect(text).toMatch(/\n\nThis would settle it:\n- Was the API password/);
  });

  test('asks nothing and names no rival where the matter is settled', () => {
    const { text } = inWords(composeOpened(settled, NOON, about));
    expect(text).not.toMatch(/This would settle it/);
    expect(text).not.toMatch(/Also possible/);
  });
});

test('an outage that is no refusal is not called one', () => {
  expect(inWords(composeOpened(unreachable, NOON, about)).subject).toBe(
    'NiceNIC does not work for this shop: No connection from this server to NiceNIC',
  );
  expect(inWords(composeCauseChanged('wrong_secret', unreachable, about)).subject).toBe(
    'NiceNIC still does not work for this shop, now for another reason: No connection from this server to NiceNIC',
  );
});

test('a changed cause names the one before and the one now', () => {
  const message = inWords(composeCauseChanged('ip_not_whitelisted', neverAccepted, about));
  expect(message).toMatchObject({ kind: 'cause_changed', severity: 'critical', causeCode: 'wrong_secret' });
  expect(message.subject).toBe(
    'NiceNIC still refuses this shop, now for another reason: User name or API secret is not the one NiceNIC has',
  );
  expect(message.text).toContain(
    'Told before: The outbound address of this server is not on the whitelist at NiceNIC.',
  );
});

test('the end of an outage tells how long it lasted and what to do about it', () => {
  const message = inWords(composeRecovered(NOON, 'production', about));
  expect(message).toMatchObject({
    kind: 'recovered',
    severity: 'info',
    causeCode: null,
    subject: 'NiceNIC works again after 5 minutes',
  });
  expect(message.text).toContain('since 2026-11-22 12:05:00 UTC');
  expect(message.text).toContain('The outage lasted 5 minutes, from 2026-11-22 12:00:00 UTC.');
  expect(message.text).toContain('repeat those that failed');
});

test.each([
  ['opened', composeOpened(neverAccepted, NOON, about)],
  ['cause_changed', composeCauseChanged('api_outage', afterHealthyTime, about)],
  ['recovered', composeRecovered(NOON, 'sandbox', about)],
])('%s is plain text without gaps in it', (_kind, message) => {
  const { subject, text } = inWords(message);
  expect(subject).toMatch(/^[^\n\r]{10,200}$/);
  expect(`${subject}\n${text}`).not.toMatch(/undefined|null|NaN|\{\w+\}|\[object|\r/);
});
