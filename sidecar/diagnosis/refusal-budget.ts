import type { Clock } from '../store/clock.js';
import type { Database } from '../store/database.js';

/** Refused calls that may come in a row: a person who tries and mends, tries and mends. */
const CAPACITY = 24;

/** Milliseconds after which one more refused call is granted. */
const REFILL_MILLISECONDS = 60_000;

const BUDGET = 'budget';

interface Kept {
  readonly left: number;
  readonly at: number;
}

/**
 * How many more refused calls with credentials the registrar should see from us. Whether NiceNIC locks accounts or
 * addresses after failures is not known (auth-guide.md section 4.2), so pressing the button again and again must not
 * send more and more of them. An accepted call fills it up. Kept in the database, because the command line draws on it
 * as well and a restart must not grant anything.
 */
export class RefusalBudget {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Refused calls that may be made now, and milliseconds until one more is granted. */
  async look(): Promise<{ readonly left: number; readonly untilNext: number }> {
    const { left, at } = await this.read();
    return { left, untilNext: Math.max(REFILL_MILLISECONDS - (this.clock() - at), 0) };
  }

  async spend(refused: number): Promise<void> {
    if (refused === 0) return;
    const { left, at } = await this.read();
    await this.write({ left: Math.max(left - refused, 0), at });
  }

  async fill(): Promise<void> {
    const { left } = await this.read();
    if (left < CAPACITY) await this.write({ left: CAPACITY, at: this.clock() });
  }

  private async read(): Promise<Kept> {
    const row = await this.database
      .selectFrom('refusal_budget')
      .selectAll()
      .where('id', '=', BUDGET)
      .executeTakeFirst();
    const now = this.clock();
    if (row === undefined) return { left: CAPACITY, at: now };
    // A clock that was set back grants nothing and starts anew.
    if (row.at > now) return { left: row.left, at: now };
    const granted = Math.floor((now - row.at) / REFILL_MILLISECONDS);
    return {
      left: Math.min(CAPACITY, row.left + granted),
      at: row.at + granted * REFILL_MILLISECONDS,
    };
  }

  private async write(kept: Kept): Promise<void> {
    await this.database
      .insertInto('refusal_budget')
      .values({ id: BUDGET, ...kept })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ ...kept }))
      .execute();
  }
}
