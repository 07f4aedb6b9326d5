/** A set-up step that cannot go on. `message` is one line for the person; `log` an excerpt of what the failed command said. */
export class SetupError extends Error {
  constructor(message, log = '') {
    super(message);
    this.log = log;
  }
}

/** Prints a SetupError the way a person should see it and returns the exit code; any other error is thrown on. */
export function reportSetupError(error) {
  if (!(error instanceof SetupError)) throw error;
  if (error.log !== '') process.stderr.write(`${error.log}\n`);
  process.stderr.write(`${error.message}\n`);
  return 1;
}
