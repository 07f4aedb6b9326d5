<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs;

/** Times as the sidecar sends them, made easier to read. */
final class Moment
{
    private const ISO_TIME = '/^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.\d+)?(Z|[+-]\d{2}:\d{2})$/D';

    /** `2026-05-31 10:00:00 UTC`; another text stays as it is. */
    public static function text(string $time): string
    {
        if (preg_match(self::ISO_TIME, $time, $parts) !== 1) {
            return $time;
        }
        $isUtc = in_array($parts[3], ['Z', '+00:00'], true);

        return $parts[1] . ' ' . $parts[2] . ' ' . ($isUtc ? 'UTC' : $parts[3]);
    }
}
