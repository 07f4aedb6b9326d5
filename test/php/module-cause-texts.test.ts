import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { phpCommand, runPhp } from '../whmcs/php-process.js';
import { FakeSidecar, problem } from './module-fake-sidecar.js';
import { installModule, MODULE, MODULE_ROOT } from './module-installation.js';

/** The sources of every surface's words, read without any of the code that reads them elsewhere. */
const shared = async (name: string): Promise<unknown> =>
  JSON.parse(await readFile(join(import.meta.dirname, '../../shared', name), 'utf8'));

const { links } = z.object({ links: z.record(z.string(), z.string()) }).parse(await shared('causes.json'));
const texts = z
  .record(z.string(), z.object({ title: z.string(), fix: z.array(z.string()) }))
  .parse(await shared('locales/en/causes.json'));

/** Words before and after the place of an address, which PHP does not know. */
const NO_ADDRESS = 'of this server (ask the hosting provider for it)';

const filled = (text: string): string =>
  text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) =>
    name === 'address' ? NO_ADDRESS : (links[name] ?? whole),
  );

const expected = Object.entries(texts).map(([code, { title, fix }]) => ({
  code,
  title,
  fix: fix.map(filled),
}));

function wordsOf(code: string): { title: string; fix: string } {
  const cause = expected.find((one) => one.code === code);
  if (cause === undefined) throw new Error(`no cause ${code}`);
  return { title: cause.title, fix: cause.fix.join(' ') };
}

describe("the module's cause catalogue", () => {
  let told: { causes: unknown[]; sentence: string; foreign: string };

  beforeAll(async () => {
    const { stdout, stderr } = await runPhp({
      command: [
        ...phpCommand(),
        join(import.meta.dirname, 'module-cause-texts.php'),
        join(MODULE_ROOT, 'modules/registrars', MODULE, 'lib/autoload.php'),
      ],
      input: JSON.stringify(expected.map(({ code }) => code)),
      env: {},
      signal: AbortSignal.timeout(30_000),
    });
    expect(stderr).toBe('');
    told = z
      .object({ causes: z.array(z.unknown()), sentence: z.string(), foreign: z.string() })
      .parse(JSON.parse(stdout));
  });

  it('has every cause in the same words', () => {
    expect(told.causes).toEqual(expected);
  });

  it('says a cause with its evidence, its steps and its code', () => {
    const { title, fix } = wordsOf('sidecar_unreachable');

    expect(told.sentence).toBe(`${title}. It was 100 % silent. What to do: ${fix} [sidecar_unreachable]`);
  });

  it('calls a code that it does not know by the words of the unknown cause', () => {
    expect(told.foreign).toBe(wordsOf('unknown').title);
  });
});

describe('what the module says by itself', () => {
  it('has the words of the catalogue on the settings form, in the activity log and in the sync report', async () => {
    const sidecar = await FakeSidecar.start();
    const whmcs = await installModule(sidecar.url);
    const { title, fix } = wordsOf('sidecar_unreachable');
    const settings = wordsOf('whmcs_settings_incomplete');
    try {
      const empty = await whmcs.saveSettings({ APISecret: '' });
      sidecar.on('POST /v1/settings/validate', problem(401, 'unauthorized', 'Wrong token'));
      const token = await whmcs.saveSettings({ Username: 'other1' });
      await sidecar.close();
      await whmcs.saveSettings({ Username: 'other1' });
      const id = await whmcs.addDomain({ domain: 'example.com', status: 'Active' });
      const sync = await whmcs.call('Sync', id);

      expect(empty.result.error).toBe(
        'NiceNIC Companion: the settings were not saved. ' +
          `${settings.title}. APISecret is empty. What to do: ${settings.fix} [whmcs_settings_incomplete]`,
      );
      expect(token.result.error).toContain(`${settings.title}. The sidecar at ${sidecar.url} refuses`);
      expect((await whmcs.activityLog()).at(-1)?.message).toContain(
        `${title}. The sidecar at ${sidecar.url} cannot be reached`,
      );
      expect(sync.result.error).toMatch(new RegExp(`^${title}\\. .* \\[sidecar_unreachable\\]$`));
      expect(sync.result.error).toContain(`What to do: ${fix}`);
    } finally {
      await whmcs.remove();
    }
  });
});
