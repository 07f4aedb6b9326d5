import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { generatedFiles } from './generated-files.js';

/** `npm run generate`: writes the files that are made from others; a test fails while they are out of date. */
for (const [path, content] of Object.entries(await generatedFiles())) {
  await writeFile(fileURLToPath(new URL(`../../${path}`, import.meta.url)), content);
}
