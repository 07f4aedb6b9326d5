import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { generatedFiles } from '../../scripts/generate/generated-files.js';

const ROOT = join(import.meta.dirname, '..', '..');

test('every generated file is what its source makes of it: npm run generate', async () => {
  const files = await generatedFiles();
  expect(Object.keys(files)).toContain('shared/openapi.json');
  for (const [path, content] of Object.entries(files)) {
    expect({ path, content: await readFile(join(ROOT, path), 'utf8') }).toEqual({ path, content });
  }
});
