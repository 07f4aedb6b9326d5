import { CAUSE_CODES, isRefusedFor } from '../../sidecar/causes/cause-catalogue.js';

/** `lib/Refusals.php` of the registrar module: the causes in which NiceNIC itself says no. */
export function refusalsInPhp(): string {
  const codes = CAUSE_CODES.filter(isRefusedFor).map((code) => `        '${code}',`);
  return `<?php

/**
 * Made from shared/causes.json by \`npm run generate\`. Change that file instead of this one.
 */

declare(strict_types=1);

namespace NiceNicCompanion\\Whmcs;

/** The causes in which NiceNIC itself says no, so that every surface calls them a refusal. */
final class Refusals
{
    private const CAUSES = [
${codes.join('\n')}
    ];

    public static function includes(string $code): bool
    {
        return in_array($code, self::CAUSES, true);
    }
}
`;
}
