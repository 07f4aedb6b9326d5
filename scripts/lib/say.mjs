/** Set-up and build speak on standard error: standard output belongs to the program that is started. */
export const say = (line) => process.stderr.write(`${line}\n`);
