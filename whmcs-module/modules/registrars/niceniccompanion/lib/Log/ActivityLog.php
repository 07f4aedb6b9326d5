<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Log;

use NiceNicCompanion\Whmcs\Texts;

/** WHMCS's activity log, which administrators see at any time. */
final class ActivityLog
{
    public static function note(string $text): void
    {
        try {
            logActivity(Texts::line($text));
        } catch (\Throwable $fault) {
            // Neither a save nor a cron run may fail because a note could not be written.
        }
    }
}
