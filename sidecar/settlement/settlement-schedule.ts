import { schedule, type ScheduledTask } from 'node-cron';
import type { Logger } from '../log/logger.js';

/** Settles open orders in the rhythm of the checks. */
export class SettlementSchedule {
  #task: ScheduledTask | null = null;

  constructor(
    private readonly expression: string,
    private readonly logger: Logger,
    private readonly settle: () => Promise<void>,
  ) {}

  start(): void {
    this.#task = schedule(this.expression, () => this.tick(), { name: 'settlement', noOverlap: true });
  }

  /** Ends the schedule; a pass under way finishes by itself. */
  async stop(): Promise<void> {
    await this.#task?.destroy();
    this.#task = null;
  }

  private async tick(): Promise<void> {
    try {
      await this.settle();
    } catch (error) {
      this.logger.error({ err: error }, 'settling orders failed');
    }
  }
}
