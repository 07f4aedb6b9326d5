import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { WhmcsViolationError } from '../whmcs/violation.js';
import { WhmcsInstallation } from '../whmcs/whmcs-installation.js';

const FIXTURES = join(import.meta.dirname, '../whmcs/fixtures');

const seenSchema = z.object({
  vars: z.record(z.string(), z.unknown()),
  get: z.unknown(),
  post: z.unknown(),
  admin: z.number(),
  ran: z.boolean(),
});

/** What the polite page says that it was given. */
function seenIn(html: string): z.infer<typeof seenSchema> {
  return seenSchema.parse(JSON.parse(/<pre>(.*)<\/pre>/s.exec(html)?.[1] ?? ''));
}

const tokenIn = (html: string): string => /name="token" value="([^"]+)"/.exec(html)?.[1] ?? '';

describe('an addon module that keeps to the contract', () => {
  const ADDON = 'polite_page';
  let whmcs: WhmcsInstallation;

  beforeAll(async () => {
    whmcs = await WhmcsInstallation.create({ modules: [join(FIXTURES, 'well-behaved')] });
    await whmcs.configure({
      admins: [
        { id: 1, name: 'Ada', email: 'ada@whmcs.example' },
        { id: 2, name: 'Bob', email: 'bob@whmcs.example', role: 3 },
      ],
    });
  });

  afterAll(async () => {
    await whmcs.remove();
  });

  beforeEach(async () => {
    await whmcs.activateAddon(ADDON);
  });

  const page = async (options: Parameters<WhmcsInstallation['addonPage']>[1] = {}) =>
    (await whmcs.addonPage(ADDON, options)).result;

  it('tells what it says at activation and deactivation', async () => {
    expect((await whmcs.activateAddon(ADDON)).result).toEqual({
      status: 'success',
      description: 'At your service',
    });
    expect((await whmcs.deactivateAddon(ADDON)).result).toEqual({
      status: 'info',
      description: 'Nothing was kept',
    });
    await expect(page()).rejects.toThrow('is not active');
  });

  it('can be opened by nobody until a role is allowed to, and then by that role only', async () => {
    await expect(page()).rejects.toThrow('may not open');

    await whmcs.allowAddon(ADDON);

    expect(seenIn((await page()).html).admin).toBe(1);
    await expect(page({ adminId: 2 })).rejects.toThrow('may not open');
    await whmcs.allowAddon(ADDON, 3);
    expect(seenIn((await page({ adminId: 2 })).html).admin).toBe(2);
  });

  it('gets its link, version, fields and the request, encoded as WHMCS does', async () => {
    await whmcs.allowAddon(ADDON);

    const { html } = await page({ query: { tab: 'a&b' } });

    expect(seenIn(html)).toMatchObject({
      vars: {
        modulelink: 'addonmodules.php?module=polite_page',
        version: '1.2',
        Greeting: 'Good morning',
        _lang: [],
      },
      get: { module: ADDON, tab: 'a&amp;b' },
      post: [],
      ran: false,
    });
  });

  it.each(['ends', 'answers'] as const)(
    'takes the token of its own session and no other (a wrong one: WHMCS %s)',
    async (tokenCheck) => {
      await whmcs.allowAddon(ADDON);
      await whmcs.allowAddon(ADDON, 3);
      const own = tokenIn((await page()).html);
      const foreign = tokenIn((await page({ adminId: 2 })).html);

      const right = await page({ tokenCheck, post: { token: own, note: '"quoted"' } });
      const wrong = await page({ tokenCheck, post: { token: foreign } });
      const none = await page({ tokenCheck, post: {} });

      expect(seenIn(right.html)).toMatchObject({ ran: true, post: { note: '&quot;quoted&quot;' } });
      for (const refused of [wrong, none]) {
        if (tokenCheck === 'ends') {
          expect(refused).toEqual({ html: '', endedBecause: 'the token is wrong' });
        } else {
          expect(seenIn(refused.html).ran).toBe(false);
        }
      }
    },
  );

  it('can be shown without the functions for the token', async () => {
    await whmcs.allowAddon(ADDON);

    const { html } = await page({ tokenCheck: 'missing', post: {} });

    expect(seenIn(html).ran).toBe(false);
  });
});

describe('an addon module that breaks the contract', () => {
  const ADDON = 'rude_page';
  let whmcs: WhmcsInstallation;

  beforeAll(async () => {
    whmcs = await WhmcsInstallation.create({ modules: [join(FIXTURES, 'misbehaving')] });
    await whmcs.saveSettings({ Secret: 'se<ret&word' });
  });

  afterAll(async () => {
    await whmcs.remove();
  });

  /** The kinds and texts of what a command rejected with. */
  const violationsOf = async (command: Promise<unknown>): Promise<string[]> => {
    const error: unknown = await command.catch((reason: unknown) => reason);
    return error instanceof WhmcsViolationError
      ? error.violations.map(({ kind, message }) => `${kind}: ${message}`)
      : [`no violation but ${String(error)}`];
  };

  it.each([
    ['config-key-missing', 'shape: _config needs exactly the keys'],
    ['config-key-more', 'shape: _config needs exactly the keys'],
    ['config-version', 'shape: version is not a text'],
    ['config-field', 'shape: setting Colour has the unknown type'],
    ['config-no-array', 'shape: _config returned string'],
    ['activate-nothing', 'shape: needs status'],
    ['activate-status', 'shape: needs status'],
    ['activate-prints', 'output: printed "Done"'],
  ])('is caught at activation: %s', async (mode, violation) => {
    await writeFile(join(whmcs.root, 'rude-mode.txt'), mode);

    const found = await violationsOf(whmcs.activateAddon(ADDON));

    expect(found).toEqual(expect.arrayContaining([expect.stringContaining(violation)]));
  });

  it('stays inactive when it refuses its activation', async () => {
    const other = await WhmcsInstallation.create({ modules: [join(FIXTURES, 'misbehaving')] });
    try {
      await writeFile(join(other.root, 'rude-mode.txt'), 'activate-refuses');

      expect((await other.activateAddon(ADDON)).result.status).toBe('error');
      await expect(other.allowAddon(ADDON)).rejects.toThrow('is not active');
    } finally {
      await other.remove();
    }
  });

  describe('on its page', () => {
    beforeAll(async () => {
      await writeFile(join(whmcs.root, 'rude-mode.txt'), '');
      await whmcs.activateAddon(ADDON);
      await whmcs.allowAddon(ADDON);
    });

    it.each([
      ['returns', /shape: _output returned a value/],
      ['empty', /output: printed no page/],
      ['warning', /(warning|notice): .*no-such-key/],
      ['exception', /exception: RuntimeException: Unexpected/],
      ['exit', /exit: ended the process/],
      ['bytes', /output: printed bytes that are not UTF-8/],
      ['form', /token: a form that is posted lacks the field token/],
      ['foreign-token', /token: a form that is posted lacks the field token/],
      ['namespace', /token: check_token needs WHMCS.admin.default/],
      ['leaks', /secret: a password setting appears/],
      ['slow', /time: took/],
    ])('is caught: %s', async (mode, violation) => {
      const found = await violationsOf(
        whmcs.addonPage(ADDON, { query: { mode }, ...(mode === 'slow' ? { limitSeconds: 0.1 } : {}) }),
      );

      expect(found).toEqual(expect.arrayContaining([expect.stringMatching(violation)]));
    });
  });
});
