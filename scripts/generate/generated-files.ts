import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCompanion } from '../../sidecar/companion.js';
import { parseEnvironment } from '../../sidecar/config/environment.js';
import { describeCauses } from './describe-causes.js';
import { describeDiagnosis } from './describe-diagnosis.js';
import { describeErrors } from './describe-errors.js';
import { describeOperations } from './describe-operations.js';
import { describeRoutes } from './describe-routes.js';
import { textsInPhp } from './texts-in-php.js';
import { refusalsInPhp } from './refusals-in-php.js';
import { textValues } from './text-values.js';

/** Content of every file that is made from another one, by its path from the root of the checkout. */
export async function generatedFiles(): Promise<Record<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'companion-generate-'));
  const companion = await createCompanion(
    parseEnvironment({ COMPANION_DATA_DIR: folder, COMPANION_PUBLIC_STATUS: 'on', LOG_LEVEL: 'silent' }),
  );
  try {
    return {
      'shared/openapi.json': `${JSON.stringify(describeRoutes(companion.routes), null, 2)}\n`,
      'shared/operations.schema.json': `${JSON.stringify(describeOperations(), null, 2)}\n`,
      'sidecar/texts/text-values.ts': textValues(),
      'docs/causes.md': describeCauses(),
      'docs/diagnosis.md': describeDiagnosis(),
      'docs/errors.md': describeErrors(),
      'whmcs-module/modules/registrars/niceniccompanion/lib/Refusals.php': refusalsInPhp(),
      ...textsInPhp(),
    };
  } finally {
    await companion.close();
    await rm(folder, { recursive: true });
  }
}
