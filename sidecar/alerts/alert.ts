import type { CauseCode } from '../causes/cause-catalogue.js';
import type { Phrase, Text } from '../texts/phrase.js';
import type { AlertChannel } from './alert-channel.js';

/**
 * - `opened`, `cause_changed`, `recovered`: of an outage;
 * - `reminder`: it still goes on;
 * - `flapping`, `settled`: it comes and goes, and no longer does;
 * - `warning`: nothing fails yet;
 * - `test`: asked for by an administrator.
 */
export type AlertKind =
  'opened' | 'cause_changed' | 'recovered' | 'reminder' | 'flapping' | 'settled' | 'warning' | 'test';

/**
 * Those that tell how an outage goes on. A recovery that is read before the outage it ended says the opposite of what
 * is, so on each channel they go out in the order in which they were written.
 */
export const ORDERED_KINDS: readonly AlertKind[] = [
  'opened',
  'cause_changed',
  'recovered',
  'reminder',
  'flapping',
  'settled',
];

export type AlertState = 'pending' | 'claimed' | 'delivered';

/** What has come of an alert on its channel: not tried yet, failed and tried again, delivered. */
export type AlertOutcome = 'waiting' | 'retrying' | 'delivered';

/** A message to the admin before it is stored. */
export interface AlertMessage {
  readonly kind: AlertKind;
  readonly severity: 'info' | 'warning' | 'critical';
  readonly causeCode: CauseCode | null;
  readonly incidentId: number | null;
  readonly subject: Text;
  readonly text: readonly AlertPart[];
  readonly referenceId: string;
}

/** A paragraph, or a list below a heading. */
export type AlertPart = Text | { readonly heading: Phrase; readonly items: readonly Text[] };

/** A message in the outbox. Times are milliseconds since 1970-01-01 UTC. */
export interface Alert extends AlertMessage {
  readonly id: number;
  readonly channel: AlertChannel;
  readonly state: AlertState;
  readonly attempts: number;
  readonly lastError: Text | null;
  readonly createdAt: number;
  readonly deliveredAt: number | null;
  readonly nextAttemptAt: number;
}
