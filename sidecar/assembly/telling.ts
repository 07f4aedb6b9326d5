import { randomUUID } from 'node:crypto';
import type { AlertChannel } from '../alerts/alert-channel.js';
import { composeTest } from '../alerts/compose-alert.js';
import { WebhookDelivery } from '../alerts/webhook-delivery.js';
import { postJson } from '../outbound/post-json.js';
import { translatorFor } from '../texts/translator.js';
import { BackgroundSchedule } from '../timing/background-schedule.js';
import type { Schedule } from '../timing/background-work.js';
import type { Foundation } from './foundation.js';
import type { Stores } from './stores.js';

/** How often alerts are tried that could not be posted at once. */
const EVERY_MINUTE = '* * * * *';

/** The part that brings alerts out of the house without WHMCS. */
export interface Telling {
  /** Posts what is due to the webhook; nothing where there is none. */
  readonly postAlerts: () => Promise<void>;
  /** The same without waiting: what cannot be posted now comes with the next run, and the page shows it. */
  readonly postAlertsSoon: () => void;
  /** Adds an alert that says it is a test; answers the channels that it goes to. */
  readonly testAlert: () => Promise<readonly AlertChannel[]>;
  readonly schedule: Schedule;
  readonly close: () => Promise<void>;
}

export function assembleTelling(foundation: Foundation, { alerts }: Stores): Telling {
  const { clock, config, database, logger, onStorageError } = foundation;
  const webhook =
    config.webhook === null
      ? null
      : new WebhookDelivery(config.webhook, {
          alerts,
          post: postJson,
          clock,
          logger,
          texts: translatorFor(config.language),
        });
  const postAlerts = async (): Promise<void> => webhook?.run();
  const postAlertsSoon = (): void => {
    postAlerts().catch(onStorageError);
  };
  return {
    postAlerts,
    postAlertsSoon,
    testAlert: async () => {
      await alerts.add(database, composeTest(randomUUID(), clock()));
      // Not waited for: a silent webhook takes longer than the page that asks.
      postAlertsSoon();
      return alerts.channels;
    },
    schedule: new BackgroundSchedule('webhook', EVERY_MINUTE, logger, postAlerts),
    close: async () => webhook?.close(),
  };
}
