<?php

declare(strict_types=1);

namespace WhmcsDouble;

/**
 * Opaque values for WHMCS's STATUS_ constants, other ones in each installation: code that compares with
 * literals instead of the constants fails here (contract section 10).
 */
final class Constants
{
    private const NAMES = [
        'LOOKUP' => ['REGISTERED', 'NOT_REGISTERED', 'RESERVED', 'UNKNOWN', 'TLD_NOT_SUPPORTED'],
        'DOMAIN' => ['ACTIVE', 'ARCHIVED', 'DELETED', 'EXPIRED', 'INACTIVE', 'SUSPENDED', 'PENDING_DELETE'],
    ];

    public static function define(string $seed): void
    {
        foreach (self::NAMES as $group => $names) {
            foreach ($names as $name) {
                $value = 'opaque-' . substr(hash('sha256', $seed . $group . $name), 0, 12);
                define("WHMCS_DOUBLE_{$group}_$name", $value);
            }
        }
    }

    /** The constant's name, such as STATUS_ACTIVE, or null when no constant has this value. */
    public static function name(string $group, $value): ?string
    {
        foreach (self::NAMES[$group] as $name) {
            if (constant("WHMCS_DOUBLE_{$group}_$name") === $value) {
                return "STATUS_$name";
            }
        }

        return null;
    }
}
