<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Hooks;

/**
 * Keeps two cron runs that overlap from doing the same twice. Held until the object is gone.
 *
 * The lock is on this very file: it is there in every installation, every user who runs cron can read it, and nothing
 * is left in a folder for temporary files, where other users of the host could put something in the way.
 */
final class CronLock
{
    /** @var resource|false */
    private $file;

    /** @var bool */
    private $free;

    public function __construct()
    {
        $this->file = fopen(__FILE__, 'r');
        $locked = $this->file !== false && flock($this->file, LOCK_EX | LOCK_NB, $held);
        // Some network file systems cannot lock a file that is open for reading. Then the run goes on without: the
        // sidecar's claims still keep an alert from going out twice.
        $this->free = $locked || empty($held);
    }

    public function isFree(): bool
    {
        return $this->free;
    }
}
