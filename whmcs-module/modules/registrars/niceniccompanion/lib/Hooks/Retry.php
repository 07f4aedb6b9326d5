<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Hooks;

/** When cron tries again what it could not tell. Pure. */
final class Retry
{
    /** Cron runs; an hour where cron comes every five minutes. */
    private const LONGEST = 12;

    /**
     * @param int $runs that there were so far
     * @return int the number of runs at which it is tried again: after as many as there were, up to an hour
     */
    public static function after(int $runs): int
    {
        return $runs + min($runs, self::LONGEST);
    }
}
