<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Sidecar;

use NiceNicCompanion\Whmcs\Context;
use NiceNicCompanion\Whmcs\State\StateFile;

/**
 * Remembers which sidecar failed to answer; {@see Client} opens and closes it.
 *
 * For the rest of this PHP process it is not asked again: a cron run syncs 50 domains or more in one process, and
 * without this each of them would wait for its own time limit. Pages are processes of their own, so a note lets the next
 * ones ask for a sign of life first, which costs milliseconds. Orders and cron do not look at the note: neither may
 * fail only because a page did.
 */
final class Breaker
{
    /** Seconds. Twice as long as until cron, which tries in earnest, comes again. */
    private const NOTE_HOLDS = 600;

    /** @var array<string, true> by address */
    private static $open = [];

    /** @var array<mixed>|null the note as this process found or left it */
    private static $note;

    /** @var bool whether this process tries in earnest, whatever others met */
    private static $isFresh = false;

    public static function isOpen(Address $address): bool
    {
        return isset(self::$open[$address->label]);
    }

    /** Whether another process got no answer lately: then a sign of life is asked for first. */
    public static function isDoubtful(Address $address): bool
    {
        if (self::$isFresh || !Context::isWeb()) {
            return false;
        }
        $note = self::note();
        $age = is_int($note['at'] ?? null) ? time() - $note['at'] : -1;

        return ($note['address'] ?? null) === $address->label && $age >= 0 && $age <= self::NOTE_HOLDS;
    }

    /** There was a sign of life. */
    public static function trust(): void
    {
        self::$isFresh = true;
    }

    /** A call got no answer. */
    public static function open(Address $address): void
    {
        self::$open[$address->label] = true;
        self::$note = ['address' => $address->label, 'at' => time()];
        // Without the note each process finds out for itself.
        self::file()->write(self::$note);
    }

    /** There was no sign of life: the note stays as old as it is, so that somebody tries in earnest one day. */
    public static function openHere(Address $address): void
    {
        self::$open[$address->label] = true;
    }

    /** A call was answered. */
    public static function close(Address $address): void
    {
        if ((self::note()['address'] ?? null) === $address->label) {
            self::$note = [];
            self::file()->remove();
        }
    }

    /** Forgets what earlier calls met, of this process and of others: for work that must make a try of its own. */
    public static function reset(): void
    {
        self::$open = [];
        self::$isFresh = true;
    }

    /**
     * @return array<mixed>
     */
    private static function note(): array
    {
        if (self::$note === null) {
            self::$note = self::file()->read();
        }

        return self::$note;
    }

    private static function file(): StateFile
    {
        return new StateFile('sidecar-breaker');
    }
}
