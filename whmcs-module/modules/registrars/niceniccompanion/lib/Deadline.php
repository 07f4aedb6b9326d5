<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs;

/** One time limit shared by several calls. Seconds everywhere; the clock cannot be set back. */
final class Deadline
{
    /** @var float */
    private $end;

    public function __construct(float $seconds)
    {
        $this->end = self::now() + $seconds;
    }

    /** Seconds left, never negative. */
    public function remaining(): float
    {
        return max(0.0, $this->end - self::now());
    }

    /** What a call with a limit of its own may use of the rest. */
    public function share(float $ownLimit): float
    {
        return min($ownLimit, $this->remaining());
    }

    private static function now(): float
    {
        return hrtime(true) / 1e9;
    }
}
