import { setTimeout as pause } from 'node:timers/promises';
import PQueue from 'p-queue';

/** What a call is made for. Who waits at a page goes before a reading of the whole list, an order before both. */
export type Turn = 'order' | 'page' | 'background';

const PRIORITY: Readonly<Record<Turn, number>> = { order: 2, page: 1, background: 0 };

/** A call that was not sent. `pauseLeft`: milliseconds of the registrar's pause; null when there was no turn in time. */
export interface HeldBack {
  readonly pauseLeft: number | null;
}

/** What came of a call at the gate. */
export type Passed<T> = { readonly made: T } | { readonly heldBack: HeldBack };

/** Calls under way at the same time, from all parts of the sidecar together. */
export const MOST_CALLS = 4;

/** Of these, orders: they may take minutes, and reads have to go on meanwhile. */
export const MOST_ORDERS = 3;

const SECOND = 1_000;

/** When asked for a pause without being told how long: no document names one. Milliseconds. */
const USUAL_PAUSE = 5 * SECOND;

/** A longer pause is a mistake, or made to stop the shop. Milliseconds. */
const LONGEST_PAUSE = 60 * 60 * SECOND;

/**
 * Lets calls to the registrar through: a few at once, so many a second, and none while the registrar asks for a pause
 * (429, Retry-After). Its own limits are not known (nicenic-api-v2.md section 9).
 */
export class CallGate {
  readonly #calls = new PQueue({ concurrency: MOST_CALLS });
  readonly #orders = new PQueue({ concurrency: MOST_ORDERS });
  readonly #pauses = new Map<string, { readonly from: number; readonly milliseconds: number }>();
  /** Milliseconds between two calls in the long run. */
  readonly #spacing: number;
  /** How far calls may run ahead of that: a second's worth may go at once. */
  readonly #burst: number;
  /** When the calls so far would have gone at an even pace, by `performance.now()`. */
  #evenPace = Number.NEGATIVE_INFINITY;

  constructor(
    callsPerSecond: number,
    private readonly clock: () => number,
  ) {
    this.#spacing = SECOND / callsPerSecond;
    this.#burst = Math.max(0, SECOND - this.#spacing);
  }

  /**
   * Makes the call when its turn comes; not at all when that would take longer than `patience` (milliseconds).
   * `address` is whom it goes to: pauses are kept by address.
   */
  pass<T>(turn: Turn, address: string, patience: number, call: () => Promise<T>): Promise<Passed<T>> {
    const end = performance.now() + patience;
    const next = (): Promise<Passed<T>> => this.next(turn, address, end, call);
    return turn === 'order' ? inTurn(this.#orders, turn, end, next) : next();
  }

  /** The registrar asks to be left alone; `seconds` is null when it does not say for how long. */
  pause(address: string, seconds: number | null): void {
    const milliseconds = seconds === null ? USUAL_PAUSE : Math.min(seconds * SECOND, LONGEST_PAUSE);
    if (milliseconds > this.pauseLeft(address))
      this.#pauses.set(address, { from: this.clock(), milliseconds });
  }

  private async next<T>(
    turn: Turn,
    address: string,
    end: number,
    call: () => Promise<T>,
  ): Promise<Passed<T>> {
    for (;;) {
      const pauseLeft = this.pauseLeft(address);
      if (pauseLeft > 0 && pauseLeft > end - performance.now()) return { heldBack: { pauseLeft } };
      if (pauseLeft > 0) await pause(pauseLeft);
      const passed = await inTurn(this.#calls, turn, end, async () => {
        const wait = this.untilEvenPace();
        if (wait > end - performance.now()) return { heldBack: { pauseLeft: null } };
        this.#evenPace = Math.max(this.#evenPace, performance.now()) + this.#spacing;
        if (wait > 0) await pause(wait);
        // One may have begun while this call waited.
        return this.pauseLeft(address) > 0 ? 'paused' : { made: await call() };
      });
      if (passed !== 'paused') return passed;
    }
  }

  private pauseLeft(address: string): number {
    const { from, milliseconds } = this.#pauses.get(address) ?? { from: 0, milliseconds: 0 };
    const age = this.clock() - from;
    // A time before it began comes from a clock that was set back.
    return age < 0 ? 0 : Math.max(0, milliseconds - age);
  }

  private untilEvenPace(): number {
    return Math.max(0, this.#evenPace - this.#burst - performance.now());
  }
}

/** Begins in the queue's order; not at all after `end`. What has begun goes on to its end. */
async function inTurn<T>(
  queue: PQueue,
  turn: Turn,
  end: number,
  begin: () => Promise<T>,
): Promise<T | { readonly heldBack: HeldBack }> {
  const late = new AbortController();
  const timer = setTimeout(
    () => {
      late.abort();
    },
    Math.max(0, end - performance.now()),
  );
  const begun = (): Promise<T> => {
    clearTimeout(timer);
    return begin();
  };
  try {
    return await queue.add(begun, { priority: PRIORITY[turn], signal: late.signal });
  } catch (error) {
    if (late.signal.aborted) return { heldBack: { pauseLeft: null } };
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
