import type { Clock } from '../store/clock.js';

/** Refused calls that may come in a row: a person who tries and mends, tries and mends. */
const CAPACITY = 24;

/** Milliseconds after which one more refused call is granted. */
const REFILL_MILLISECONDS = 60_000;

/**
 * How many more refused calls with credentials the registrar should see from us. Whether NiceNIC locks accounts or
 * addresses after failures is not known (auth-guide.md section 4.2), so pressing the button again and again must not
 * send more and more of them. An accepted call fills it up.
 */
export class RefusalBudget {
  #left = CAPACITY;
  #at: number;

  constructor(private readonly clock: Clock) {
    this.#at = clock();
  }

  /** Refused calls that may be made now. */
  left(): number {
    const now = this.clock();
    const elapsed = now - this.#at;
    // A clock that was set back grants nothing and starts anew.
    if (elapsed < 0) this.#at = now;
    const granted = Math.floor(Math.max(elapsed, 0) / REFILL_MILLISECONDS);
    if (granted > 0) {
      this.#left = Math.min(CAPACITY, this.#left + granted);
      this.#at += granted * REFILL_MILLISECONDS;
    }
    return this.#left;
  }

  /** Milliseconds until one more call is granted. */
  untilNext(): number {
    this.left();
    return Math.max(REFILL_MILLISECONDS - (this.clock() - this.#at), 0);
  }

  spend(refused: number): void {
    this.#left = Math.max(this.left() - refused, 0);
  }

  fill(): void {
    this.#left = CAPACITY;
    this.#at = this.clock();
  }
}
