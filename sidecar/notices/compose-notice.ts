import type { AlertMessage } from '../alerts/alert.js';
import type { HoldReport } from '../portfolio/hold-report.js';
import { phrase, type Text } from '../texts/phrase.js';
import type { HoldNotice, Notice } from './find-notices.js';

/** The message about a notice. `hold` is what the registrar says about a domain on hold; null where it was not told. */
export function composeNotice(notice: Notice, hold: HoldReport | null, referenceId: string): AlertMessage {
  return { ...warning(referenceId), ...wordsOf(notice, hold) };
}

/** Names in one message; NiceNIC's list has them all. */
const MOST_NAMES = 50;

/** One message about many domains on hold. */
export function composeHolds(holds: readonly HoldNotice[], referenceId: string): AlertMessage {
  const names = holds.map(({ domain }) => domain);
  const left = names.length - MOST_NAMES;
  const more = left > 0 ? [phrase('alerts:holds.more', { left })] : [];
  return {
    ...warning(referenceId),
    subject: phrase('alerts:holds.subject', { domains: names.length }),
    text: [
      { heading: phrase('alerts:holds.listed'), items: [...names.slice(0, MOST_NAMES), ...more] },
      phrase('alerts:holds.next'),
    ],
  };
}

function warning(referenceId: string) {
  return { kind: 'warning', severity: 'warning', causeCode: null, incidentId: null, referenceId } as const;
}

type Words = Pick<AlertMessage, 'subject' | 'text'> & Partial<Pick<AlertMessage, 'causeCode'>>;

function wordsOf(notice: Notice, hold: HoldReport | null): Words {
  if ('domain' in notice) return wordsOfHold(notice.domain, hold);
  if ('sidecar' in notice) {
    const versions = { module: notice.version, sidecar: notice.sidecar };
    const where = phrase(`words:environments.${notice.environment}`);
    return {
      subject: phrase('alerts:version.subject', versions),
      text: [phrase('alerts:version.text', { ...versions, where }), phrase('alerts:version.next')],
    };
  }
  switch (notice.key) {
    case 'balance': {
      const { amount, currency, threshold } = notice;
      return {
        subject: phrase('alerts:balance.subject', { amount, currency }),
        text: [phrase('alerts:balance.text', { amount, currency, threshold }), phrase('alerts:balance.next')],
      };
    }
    case 'certificate':
      return {
        subject: phrase('alerts:certificate.subject', { count: notice.days }),
        text: [
          phrase('alerts:certificate.text', { endsAt: notice.endsAt }),
          phrase('alerts:certificate.next'),
        ],
      };
    case 'cron_silent': {
      const { seenAt } = notice;
      return {
        subject: phrase('alerts:cron_silent.subject', { seenAt }),
        text: [phrase('alerts:cron_silent.text', { seenAt }), phrase('alerts:cron_silent.next')],
        causeCode: 'cron_environment_differs',
      };
    }
    case 'settings_differ':
      return {
        subject: phrase('alerts:settings_differ.subject'),
        text: [phrase('alerts:settings_differ.text'), phrase('alerts:settings_differ.next')],
        causeCode: 'cron_environment_differs',
      };
  }
}

function wordsOfHold(domain: string, hold: HoldReport | null): Words {
  const planned = hold?.state === 'pending';
  return {
    subject: planned
      ? phrase('alerts:hold.planned_subject', { domain })
      : phrase('alerts:hold.subject', { domain }),
    text: [
      ...(hold === null ? [phrase('alerts:hold.listed', { domain })] : caseOf(domain, hold, planned)),
      hold?.action == null
        ? phrase('alerts:hold.next')
        : phrase('alerts:hold.next_in_their_words', { action: hold.action }),
    ],
  };
}

/** What the registrar's report says, one paragraph each. */
function caseOf(domain: string, hold: HoldReport, planned: boolean): Text[] {
  const { status, impact, scheduledAt, appliedAt } = hold;
  return [
    phrase('alerts:hold.state', { domain, status }),
    ...(impact === null ? [] : [phrase('alerts:hold.impact', { impact })]),
    ...(scheduledAt === null || !planned ? [] : [phrase('alerts:hold.planned', { scheduledAt })]),
    ...(appliedAt === null ? [] : [phrase('alerts:hold.applied', { appliedAt })]),
  ];
}
