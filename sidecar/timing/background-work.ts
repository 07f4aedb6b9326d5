/** Work that comes again and again. */
export interface Schedule {
  start(): void;
  /** Counts anew from the present time. */
  restart(): Promise<void>;
  /** Ends the schedule; work under way finishes by itself. */
  stop(): Promise<void>;
}

/** All schedules, as one. */
export class BackgroundWork implements Schedule {
  constructor(private readonly schedules: readonly Schedule[]) {}

  start(): void {
    for (const one of this.schedules) one.start();
  }

  async restart(): Promise<void> {
    await Promise.all(this.schedules.map((one) => one.restart()));
  }

  async stop(): Promise<void> {
    for (const one of this.schedules) await one.stop();
  }
}
