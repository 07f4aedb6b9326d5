import type { Webhook } from '../config/webhook.js';
import type { Logger } from '../log/logger.js';
import type { PostJson, PostProblem } from '../outbound/post-json.js';
import type { Clock } from '../store/clock.js';
import { phrase, type Phrase } from '../texts/phrase.js';
import type { Translator } from '../texts/translator.js';
import { alertInWords } from './alert-in-words.js';
import type { AlertStore } from './alert-store.js';
import { signatureHeaders, webhookBody } from './webhook-message.js';

/** Enough for a backlog of days; what is left comes with the next run. */
const MOST_AT_ONCE = 50;

/** Takes alerts out of the outbox and posts them: claim, send, record. One run at a time. */
export class WebhookDelivery {
  #running: Promise<void> | null = null;
  #closing = false;

  constructor(
    private readonly webhook: Webhook,
    private readonly parts: {
      readonly alerts: AlertStore;
      readonly post: PostJson;
      readonly clock: Clock;
      readonly logger: Logger;
      readonly texts: Translator;
    },
  ) {}

  /** Sends what is due. Rejects only when the database cannot be used. */
  run(): Promise<void> {
    this.#running ??= this.deliver().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  /** Breaks off after the alert that is being sent: a silent receiver would hold up the end for minutes. */
  async close(): Promise<void> {
    this.#closing = true;
    await Promise.allSettled([this.#running]);
  }

  private async deliver(): Promise<void> {
    const { alerts, clock, logger, post, texts } = this.parts;
    const { url, secret, format } = this.webhook;
    for (const alert of await alerts.due('webhook', MOST_AT_ONCE)) {
      if (this.#closing) return;
      const token = await alerts.claim(alert.id, 'webhook');
      if (token === null) continue;
      const body = webhookBody(alert, alertInWords(alert, texts), format);
      const headers = secret === null ? {} : signatureHeaders(body, secret, clock());
      const { problem } = await post(url.reveal(), body, headers);
      const told = { referenceId: alert.referenceId, alert: alert.id, kind: alert.kind };
      if (problem === null) {
        await alerts.delivered(alert.id, token);
        logger.info(told, 'alert posted to the webhook');
      } else {
        await alerts.failed(alert.id, token, problemText(problem));
        logger.warn({ ...told, problem }, 'alert could not be posted to the webhook');
      }
    }
  }
}

function problemText(problem: PostProblem): Phrase {
  switch (problem.kind) {
    case 'refused':
      return phrase('alerts:webhook.refused', { status: problem.status });
    case 'no_answer':
      return phrase('alerts:webhook.no_answer', { seconds: problem.seconds });
    case 'no_connection':
      return phrase('alerts:webhook.no_connection', { code: problem.code });
  }
}
