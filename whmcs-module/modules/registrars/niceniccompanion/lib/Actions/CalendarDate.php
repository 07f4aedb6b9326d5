<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Actions;

/** Dates travel as `YYYY-MM-DD`; WHMCS stores what it gets, so that nothing else may reach it. */
final class CalendarDate
{
    /**
     * @param mixed $value
     */
    public static function isOne($value): bool
    {
        return is_string($value)
            && preg_match('/^([0-9]{4})-([0-9]{2})-([0-9]{2})$/D', $value, $parts) === 1
            && checkdate((int) $parts[2], (int) $parts[3], (int) $parts[1]);
    }
}
