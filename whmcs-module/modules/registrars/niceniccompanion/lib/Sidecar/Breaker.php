<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Sidecar;

/**
 * Remembers, for the rest of this PHP process, which sidecar did not answer. A cron run syncs 50 domains or more in
 * one process: without this each of them would wait for its own time limit.
 */
final class Breaker
{
    /** @var array<string, true> by address */
    private static $open = [];

    public static function isOpen(Address $address): bool
    {
        return isset(self::$open[$address->label]);
    }

    public static function open(Address $address): void
    {
        self::$open[$address->label] = true;
    }
}
