import { schedule, type ScheduledTask } from 'node-cron';
import type { Logger } from '../log/logger.js';

/** Does one job in the rhythm of a cron expression, never two at a time. A job that fails is logged and comes again. */
export class BackgroundSchedule {
  #task: ScheduledTask | null = null;

  constructor(
    private readonly name: string,
    private readonly expression: string,
    private readonly logger: Logger,
    private readonly job: () => Promise<void>,
  ) {}

  start(): void {
    this.#task = schedule(this.expression, () => this.tick(), { name: this.name, noOverlap: true });
  }

  /** Ends the schedule; a job under way finishes by itself. */
  async stop(): Promise<void> {
    await this.#task?.destroy();
    this.#task = null;
  }

  /** Counts anew from the present time: the clock was set, or the machine slept. Nothing where it was not started. */
  async restart(): Promise<void> {
    if (this.#task === null) return;
    await this.stop();
    this.start();
  }

  private async tick(): Promise<void> {
    try {
      await this.job();
    } catch (error) {
      this.logger.error({ err: error, job: this.name }, 'a scheduled job failed');
    }
  }
}
