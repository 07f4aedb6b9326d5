import type { Secret } from '../config/secret.js';
import type { Logger } from '../log/logger.js';
import type { SendOnce } from '../outbound/send-once.js';

/** Whoever waits for the call waits minutes; the sidecar must not wait for it. */
const HEARTBEAT_MILLISECONDS = 10_000;

/**
 * Tells a service outside that the sidecar has finished a check, whatever it came to: that service notices when the
 * calls stop, which a dead sidecar cannot tell anybody. A call that fails is logged and not repeated; the next check
 * brings the next one.
 */
export class Heartbeat {
  readonly #beating = new Set<Promise<void>>();

  constructor(
    private readonly url: Secret | null,
    private readonly send: SendOnce,
    private readonly logger: Logger,
  ) {}

  beat(): void {
    const { url } = this;
    if (url === null) return;
    const beat = this.call(url).finally(() => this.#beating.delete(beat));
    this.#beating.add(beat);
  }

  /** Resolves when no call is under way. */
  async idle(): Promise<void> {
    await Promise.allSettled(this.#beating);
  }

  private async call(url: Secret): Promise<void> {
    const { response, brokenOff } = await this.send({
      url: url.reveal(),
      authorization: null,
      totalMilliseconds: HEARTBEAT_MILLISECONDS,
    });
    if (response === null) this.logger.warn({ code: brokenOff?.code }, 'the heartbeat got no answer');
    else if (response.status >= 300)
      this.logger.warn({ httpStatus: response.status }, 'the heartbeat was refused');
  }
}
