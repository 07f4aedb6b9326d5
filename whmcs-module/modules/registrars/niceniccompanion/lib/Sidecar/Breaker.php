<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Sidecar;

/**
 * Remembers, for the rest of this PHP process, which sidecar failed to answer. A cron run syncs 50 domains or more in
 * one process: without this each of them would wait for its own time limit. {@see Client} opens it.
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

    /** Forgets what earlier calls of this process met: for work that must make a try of its own. */
    public static function reset(): void
    {
        self::$open = [];
    }
}
