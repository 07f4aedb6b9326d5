<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Hooks;

use NiceNicCompanion\Whmcs\Module;

/** Keeps two cron runs that overlap from doing the same twice. Held until the object is gone. */
final class CronLock
{
    /** @var resource|null */
    private $file;

    /** @var bool */
    private $free = true;

    public function __construct()
    {
        // One lock for each installation on this host.
        $path = sys_get_temp_dir() . '/' . Module::NAME . '-cron-' . md5(__DIR__) . '.lock';
        // The file may belong to another user of this host; a lock needs no right to write.
        $file = @fopen($path, 'c');
        $file = $file === false ? @fopen($path, 'r') : $file;
        if ($file === false) {
            // No usable folder for temporary files: the sidecar's claims still keep an alert from going out twice.
            return;
        }
        $this->file = $file;
        $this->free = flock($file, LOCK_EX | LOCK_NB);
    }

    public function isFree(): bool
    {
        return $this->free;
    }
}
