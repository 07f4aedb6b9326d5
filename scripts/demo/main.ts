import { createInterface } from 'node:readline';
import { Command, Option } from 'commander';
import { DIALECTS, type Dialect } from '../../test/simulator/dialects.js';
import { SidecarClient } from './sidecar-client.js';
import { setStage } from './stage.js';
import { StoryError, tellStory } from './tell-story.js';

/** `npm run demo`: the main job on this machine, with the project's own stand-in for NiceNIC. */
async function main(): Promise<number> {
  const { once, dialect } = new Command('demo')
    .description('Tells the main job from end to end: real sidecar, real PHP module, simulated registrar.')
    .option('--once', 'end after the story instead of keeping the status page up')
    .addOption(
      new Option('--dialect <name>', 'how the simulated registrar words a refusal')
        .choices(DIALECTS)
        .default('generic'),
    )
    .parse()
    .opts<{ once?: boolean; dialect: Dialect }>();
  const began = Date.now();
  const tell = (line: string): void => {
    process.stdout.write(`${line}\n`);
  };
  tell(`Simulated NiceNIC (dialect ${dialect}), real sidecar, real PHP module in a stand-in for WHMCS.`);
  const stage = await setStage(dialect);
  try {
    await tellStory(stage, tell);
    const client = new SidecarClient(stage);
    tell(`Told in ${((Date.now() - began) / 1000).toFixed(1)} s. Status page: ${stage.url}`);
    tell(`Sign in within a minute, once: ${await client.signInLink()}`);
    if (once !== true) {
      tell('Running until Ctrl-C. Enter prints a new link.');
      const lines = createInterface({ input: process.stdin }).on('line', () => {
        void client.signInLink().then(tell);
      });
      await interrupted();
      lines.close();
    }
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof StoryError ? error.message : String(error)}\n`);
    return 1;
  } finally {
    await stage.clear();
  }
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        resolve();
      });
  });
}

process.exitCode = await main();
