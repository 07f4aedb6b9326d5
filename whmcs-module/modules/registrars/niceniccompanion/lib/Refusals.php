<?php

/**
 * Made from shared/causes.json by `npm run generate`. Change that file instead of this one.
 */

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs;

/** The causes in which NiceNIC itself says no, so that every surface calls them a refusal. */
final class Refusals
{
    private const CAUSES = [
        'wrong_secret',
        'wrong_environment',
        'auth_header_altered',
        'ip_not_whitelisted',
        'egress_ip_changed',
        'account_not_eligible',
        'bad_request_format',
        'whmcs_settings_not_saved',
        'cron_environment_differs',
        'rate_limited',
    ];

    public static function includes(string $code): bool
    {
        return in_array($code, self::CAUSES, true);
    }
}
