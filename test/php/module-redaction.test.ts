import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { phpCommand, runPhp } from '../whmcs/php-process.js';
import { MODULE, MODULE_ROOT } from './module-installation.js';

const fixtures = z
  .object({
    mask: z.string(),
    cases: z.array(
      z.object({ name: z.string(), secrets: z.array(z.string()), input: z.string(), expected: z.string() }),
    ),
  })
  .parse(
    JSON.parse(await readFile(join(import.meta.dirname, '../../shared/redaction-fixtures.json'), 'utf8')),
  );

const redactedSchema = z.array(
  z.object({ name: z.string(), masked: z.string(), replaceVars: z.array(z.string()) }),
);

type Redacted = z.infer<typeof redactedSchema>[number];

/** Runs the module's own redactor over all inputs in one PHP process. */
async function redactInPhp(task: {
  cases: typeof fixtures.cases;
  backtrackLimit?: number;
}): Promise<Redacted[]> {
  // Not on standard input: PHP in WebAssembly reads no long ones.
  const folder = await mkdtemp(join(tmpdir(), 'redaction-'));
  const cases = join(folder, 'cases.json');
  await writeFile(cases, JSON.stringify(task));
  const { stdout, stderr } = await runPhp({
    command: [
      ...phpCommand(),
      join(import.meta.dirname, 'module-redactor.php'),
      join(MODULE_ROOT, 'modules/registrars', MODULE, 'lib/autoload.php'),
      cases,
    ],
    input: '',
    env: {},
    signal: AbortSignal.timeout(30_000),
  });
  await rm(folder, { recursive: true });
  expect(stderr).toBe('');
  return redactedSchema.parse(JSON.parse(stdout));
}

describe("the module's redactor", () => {
  it('masks every case of the shared fixtures as agreed', async () => {
    const masked = await redactInPhp({ cases: fixtures.cases });

    expect(masked.map(({ name, masked: text }) => [name, text])).toEqual(
      fixtures.cases.map(({ name, expected }) => [name, expected]),
    );
    expect(fixtures.cases.length).toBeGreaterThan(30);
  });

  it('hides a text that it cannot search instead of showing it', async () => {
    const input = `${'text '.repeat(1000)} api-s3cret-value`;

    const masked = await redactInPhp({
      cases: [{ name: 'long', secrets: ['api-s3cret-value'], input, expected: '' }],
      backtrackLimit: 1,
    });

    expect(masked).toMatchObject([{ name: 'long', masked: fixtures.mask }]);
  });

  it('hides a value of any length, and what stands behind one that is too long to search for', async () => {
    const cases = ['x', '&', 'é'].map((letter) => {
      const long = letter.repeat(300_000);
      const input = `before ${JSON.stringify({ city: long })} after`;
      return { name: letter, secrets: [long], input, expected: `before {"city":"${fixtures.mask}` };
    });
    const masked = await redactInPhp({ cases });

    expect(masked.map(({ masked: text }) => text)).toEqual(cases.map(({ expected }) => expected));
  });

  it('hands WHMCS the literal forms to mask, but nothing that would blank harmless text', async () => {
    const [redacted] = await redactInPhp({
      cases: [{ name: 'forms', secrets: ['p&q r/é', '', 'abc', '   '], input: '', expected: '' }],
    });

    expect(redacted?.replaceVars.sort()).toEqual(
      [
        'p&q r/é',
        'p%26q%20r%2F%C3%A9',
        'p%26q+r%2F%C3%A9',
        'p&amp;q r/é',
        'p&q r\\/\\u00e9',
        Buffer.from('p&q r/é').toString('base64'),
        Buffer.from('reseller1:p&q r/é').toString('base64'),
      ].sort(),
    );
  });
});
