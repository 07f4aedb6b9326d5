import { Command, CommanderError } from 'commander';
import { ConfigError, parseEnvironment, type Config } from '../config/environment.js';
import { CompanionError } from '../errors/companion-error.js';
import { liveInUtc } from '../timing/live-in-utc.js';
import { VERSION } from '../version.js';
import { runCheck } from './run-check.js';
import { runDoctor } from './run-doctor.js';
import { runLink } from './run-link.js';
import { runServe } from './run-serve.js';
import { runSupportReport } from './run-support-report.js';
import { EXIT, type ExitCode } from './exit-code.js';

/**
 * The command `nicenic-companion`.
 * @returns the exit code: 0 all well, 1 a problem was found, 2 it could not run
 */
export async function main(argv: readonly string[]): Promise<ExitCode> {
  liveInUtc();
  let exit: ExitCode = EXIT.healthy;
  const run = (command: (config: Config) => Promise<ExitCode>) => async (): Promise<void> => {
    exit = await command(parseEnvironment(process.env));
  };
  const program = new Command('nicenic-companion')
    .description('Finds out why NiceNIC refuses this WHMCS, and tells the admin.')
    .version(VERSION)
    .exitOverride()
    .configureOutput({
      outputError: (text, write) => {
        write(text);
      },
    });
  program.command('serve').description('run the sidecar').action(run(runServe));
  program
    .command('check')
    .description('run one check now; exit 0 healthy, 1 problem, 2 could not run')
    .option('--json', 'print the diagnosis as JSON')
    .action((options: { json?: boolean }) => run((config) => runCheck(config, options.json === true))());
  program
    .command('doctor')
    .description('find the cause of a failure; exit 0 healthy, 1 problem, 2 could not run')
    .option('--json', 'print the diagnosis as JSON')
    .option('--here', 'look from this process even when a sidecar runs')
    .action((options: { json?: boolean; here?: boolean }) =>
      run((config) => runDoctor(config, { json: options.json === true, here: options.here === true }))(),
    );
  program
    .command('support-report')
    .description("print what NiceNIC's support asks for, without secrets")
    .option('--json', 'print it as JSON')
    .action((options: { json?: boolean }) =>
      run((config) => runSupportReport(config, options.json === true))(),
    );
  program
    .command('link')
    .description('print a link to the status page that works once, for a minute')
    .action(run(runLink));
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.healthy : EXIT.couldNotRun;
    const lines = error instanceof ConfigError ? error.problems : [messageOf(error)];
    for (const line of lines) process.stderr.write(`nicenic-companion: ${line}\n`);
    return EXIT.couldNotRun;
  }
}

function messageOf(error: unknown): string {
  if (error instanceof CompanionError) return error.adminMessage;
  return error instanceof Error ? error.message : String(error);
}
