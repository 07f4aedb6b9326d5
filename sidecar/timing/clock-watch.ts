import type { Clock } from '../store/clock.js';

/** Adjustments of a running clock stay far below this; a sleep or a set clock does not. Milliseconds. */
const JUMP = 60_000;

/** How often it is looked. Milliseconds. */
const LOOK_EVERY = 15_000;

/**
 * Notices that the wall clock and the time that has passed disagree: the machine slept, or someone set the clock.
 * Timers count the time that passed, so that a schedule would come hours late, or not at all, without being told.
 */
export class ClockWatch {
  #timer: NodeJS.Timeout | null = null;
  #ahead: number;

  constructor(
    private readonly clock: Clock,
    private readonly passed: () => number,
    /** `milliseconds`: by how much the clock is ahead of what it was to be; negative when it was set back. */
    private readonly onJump: (milliseconds: number) => void,
  ) {
    this.#ahead = clock() - passed();
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.look();
    }, LOOK_EVERY);
    this.#timer.unref();
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  look(): void {
    const ahead = this.clock() - this.passed();
    const jumped = ahead - this.#ahead;
    // Also after small steps, so that they never add up to a jump.
    this.#ahead = ahead;
    if (Math.abs(jumped) >= JUMP) this.onJump(jumped);
  }
}
