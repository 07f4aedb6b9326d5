import { createTask, schedule, type ScheduledTask } from 'node-cron';
import { CompanionError } from '../errors/companion-error.js';
import type { Logger } from '../log/logger.js';
import type { Clock } from '../store/clock.js';
import type { CheckService, FinishedCheck } from './check-service.js';
import { backOffAfter, confirmationDelay, LONGEST_BACK_OFF_MILLISECONDS, type Monitor } from './monitor.js';

/**
 * Runs checks by the cron expression, confirms a first failure or success earlier, and holds back while access is
 * refused. Its timers do not keep the process alive.
 */
export class CheckSchedule {
  #task: ScheduledTask | null = null;
  #confirmation: { timer: NodeJS.Timeout; at: number } | null = null;
  #heldBackUntil = 0;
  /** How soon the last result wants to be confirmed, in milliseconds; null when it does not. */
  #confirmIn: number | null = null;

  constructor(
    private readonly expression: string,
    private readonly clock: Clock,
    private readonly logger: Logger,
    private readonly checks: () => CheckService,
    /** Called at each tick that is held back. */
    private readonly onHeldBack: () => void = () => undefined,
  ) {}

  start(): void {
    const task = schedule(this.expression, () => this.tick(), {
      name: 'check',
      noOverlap: true,
      maxRandomDelay: jitterOf(this.expression),
      missedExecutionTolerance: LATE_MILLISECONDS,
    });
    // Of several that were missed one is made up for.
    task.on('execution:missed', ({ date }) => {
      this.logger.warn({ missed: date.toISOString() }, 'a scheduled check was missed; it comes now');
      void this.tick();
    });
    this.#task = task;
    this.planConfirmation();
  }

  /** The clock was set, or the machine slept: counts anew from the present time and looks at once. */
  async restart(): Promise<void> {
    if (this.#task === null) return;
    await this.#task.destroy();
    this.start();
    await this.tick();
  }

  /** Ends the schedule; a check under way finishes by itself. */
  async stop(): Promise<void> {
    this.cancelConfirmation();
    await this.#task?.destroy();
    this.#task = null;
  }

  /** Plans what follows a check, whoever asked for it. */
  finished({ check, monitor, refused }: FinishedCheck): void {
    this.remember(monitor, refused, check.at);
    this.planConfirmation();
  }

  /**
   * What the last check asks for: to leave the registrar alone for a while, or to look again soon. Also after a restart,
   * which is no reason to do otherwise. `checkedAt`: milliseconds since 1970-01-01 UTC.
   */
  remember(monitor: Monitor, refused: boolean, checkedAt: number): void {
    this.#confirmIn = confirmationDelay(monitor);
    const pause = backOffAfter(monitor, refused);
    // No pause leaves no time behind that a clock set back would have to reach again.
    this.#heldBackUntil =
      pause === 0
        ? 0
        : // Nobody knows after a maintenance how things stand.
          Math.min(checkedAt + pause - EARLY_MILLISECONDS, monitor.pause?.until ?? Number.POSITIVE_INFINITY);
  }

  /** Lifts the back-off: the settings changed, so the next refusal would be a new one; or maintenance was ended. */
  release(): void {
    this.#heldBackUntil = 0;
  }

  /** When the next check comes by itself, in milliseconds since 1970-01-01 UTC; null when stopped. */
  nextCheckAt(): number | null {
    if (this.#task === null) return null;
    const runs = this.#task.getNextRuns(RUNS_LOOKED_AHEAD).map((run) => run.getTime());
    const earliest = this.isHeldBack() ? this.#heldBackUntil : 0;
    const scheduled = runs.find((at) => at >= earliest) ?? earliest;
    return Math.min(scheduled, this.#confirmation?.at ?? scheduled);
  }

  /** Whether three runs should have come since this check and none did: a full disk, a sleeping machine. */
  isOverdue(lastCheckAt: number): boolean {
    const [first, second] = this.#task?.getNextRuns(2) ?? [];
    if (first === undefined || second === undefined || this.isHeldBack()) return false;
    return this.clock() - lastCheckAt > RUNS_MISSED * (second.getTime() - first.getTime());
  }

  /** Whether the registrar is to be left alone for now. A pause longer than the longest comes from a clock that was set back. */
  isHeldBack(): boolean {
    const left = this.#heldBackUntil - this.clock();
    return left > 0 && left <= LONGEST_BACK_OFF_MILLISECONDS;
  }

  private async tick(): Promise<void> {
    if (this.isHeldBack()) {
      this.logger.debug({ until: new Date(this.#heldBackUntil).toISOString() }, 'check held back');
      this.onHeldBack();
      return;
    }
    await this.run('schedule');
  }

  private async run(source: 'schedule' | 'confirmation'): Promise<void> {
    try {
      await this.checks().run(source);
    } catch (error) {
      if (error instanceof CompanionError && error.code === 'no_settings')
        this.logger.debug('no settings to check yet');
      else this.logger.error({ err: error }, 'check failed to run');
    }
  }

  private planConfirmation(): void {
    this.cancelConfirmation();
    const delay = this.#confirmIn;
    const nextRun = this.#task?.getNextRun()?.getTime() ?? Number.POSITIVE_INFINITY;
    if (delay === null || this.#task === null || nextRun <= this.clock() + delay) return;
    const timer = setTimeout(() => void this.run('confirmation'), delay);
    timer.unref();
    this.#confirmation = { timer, at: this.clock() + delay };
  }

  private cancelConfirmation(): void {
    clearTimeout(this.#confirmation?.timer);
    this.#confirmation = null;
  }
}

/**
 * A pause ends this much earlier than told: it is counted from the end of a check, while ticks fall on whole minutes,
 * so that the tick at its very end would always come a moment too soon and be lost.
 */
const EARLY_MILLISECONDS = 30_000;

/** A busy machine may be late; the check is still worth making. */
const LATE_MILLISECONDS = 30_000;

/** Thousands of shops check on the same minute; each comes a little later than the minute, so that they spread. */
const LONGEST_JITTER_MILLISECONDS = 10_000;
const JITTER_SHARE = 0.05;

/** Of the time between two runs a small part, in milliseconds. */
function jitterOf(expression: string): number {
  const task = createTask(expression, () => undefined);
  const [first, second] = task.getNextRuns(2);
  void task.destroy();
  if (first === undefined || second === undefined) return 0;
  return Math.min(LONGEST_JITTER_MILLISECONDS, (second.getTime() - first.getTime()) * JITTER_SHARE);
}

/** One run may be late, two may be bad luck. */
const RUNS_MISSED = 3;

/** Enough to look past the longest back-off (an hour) with a check every five minutes. */
const RUNS_LOOKED_AHEAD = 16;
