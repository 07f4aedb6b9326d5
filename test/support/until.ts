/** Far longer than anything here takes on a busy machine. */
const PATIENCE_MILLISECONDS = 15_000;
const LOOK_EVERY_MILLISECONDS = 10;

/** Waits until something holds; throws, naming it, when it does not come about. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MILLISECONDS;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`This did not happen in time: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MILLISECONDS));
  }
}
