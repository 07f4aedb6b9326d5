import { Command, CommanderError, Option } from 'commander';
import { ConfigError } from '../config/config-error.js';
import { parseEnvironment, type Config } from '../config/environment.js';
import { CompanionError } from '../errors/companion-error.js';
import { DEFAULT_LANGUAGE, isLanguage, LANGUAGES } from '../texts/language.js';
import { translatorFor, type Translator } from '../texts/translator.js';
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
  const texts = translatorOf(argv);
  let exit: ExitCode = EXIT.healthy;
  const run = async (command: (config: Config) => Promise<ExitCode>): Promise<void> => {
    exit = await command(parseEnvironment(process.env));
  };
  try {
    await commandLine(texts, run).parseAsync([...argv], { from: 'user' });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.healthy : EXIT.couldNotRun;
    const lines = error instanceof ConfigError ? error.problems.map(texts.say) : [messageOf(error, texts)];
    for (const line of lines) process.stderr.write(`nicenic-companion: ${line}\n`);
    return EXIT.couldNotRun;
  }
}

/** Read before everything else: the help speaks it as well. A language that we do not have is refused later. */
function translatorOf(argv: readonly string[]): Translator {
  const place = argv.findIndex((argument) => argument === '--lang' || argument.startsWith('--lang='));
  const given =
    argv[place]?.startsWith('--lang=') === true ? argv[place].slice('--lang='.length) : argv[place + 1];
  return translatorFor(place !== -1 && isLanguage(given) ? given : DEFAULT_LANGUAGE);
}

type Run = (command: (config: Config) => Promise<ExitCode>) => Promise<void>;

function commandLine(texts: Translator, run: Run): Command {
  const { t } = texts;
  const titles: Readonly<Record<string, string>> = {
    'Usage:': t('cli:usage'),
    'Options:': t('cli:options'),
    'Commands:': t('cli:commands'),
  };
  const language = new Option('--lang <language>', t('cli:option_lang'))
    .choices(LANGUAGES)
    .default(texts.language);
  const program = new Command('nicenic-companion')
    .description(t('cli:description'))
    .version(VERSION, '-V, --version', t('cli:option_version'))
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      outputError: (text, write) => {
        write(text);
      },
    });
  const command = (name: string, description: string): Command =>
    program.command(name).description(description);
  command('serve', t('cli:serve')).action(() => run(runServe));
  command('check', t('cli:check'))
    .option('--json', t('cli:option_json'))
    .action(({ json = false }: { json?: boolean }) => run((config) => runCheck(config, json, texts)));
  command('doctor', t('cli:doctor'))
    .option('--json', t('cli:option_json'))
    .option('--here', t('cli:option_here'))
    .action(({ json = false, here = false }: { json?: boolean; here?: boolean }) =>
      run((config) => runDoctor(config, { json, here }, texts)),
    );
  command('support-report', t('cli:support_report'))
    .option('--json', t('cli:option_report_json'))
    .action(({ json = false }: { json?: boolean }) => run((config) => runSupportReport(config, json)));
  command('link', t('cli:link')).action(() => run((config) => runLink(config, texts)));
  for (const one of [program, ...program.commands]) {
    one
      .addOption(language)
      .helpOption('-h, --help', t('cli:option_help'))
      .configureHelp({
        styleTitle: (title) => titles[title] ?? title,
        // Commander's own words for choices and default are English, and the default is what was just chosen.
        optionDescription: ({ description, argChoices: choices }) =>
          choices === undefined ? description : t('cli:option_choices', { description, choices }),
      });
  }
  return program;
}

function messageOf(error: unknown, texts: Translator): string {
  if (error instanceof CompanionError) return error.adminMessage(texts);
  return error instanceof Error ? error.message : String(error);
}
