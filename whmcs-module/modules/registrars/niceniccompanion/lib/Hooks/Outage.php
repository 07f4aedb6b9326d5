<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Hooks;

/** Cron runs in a row that got no usable answer from the sidecar, and whether the administrators know. Pure. */
final class Outage
{
    /** One run may meet a restart, two a slow one (monitors.md section 2). */
    private const RUNS_BEFORE_TELLING = 3;

    /** One that was answered may be luck, where the sidecar dies again and again. */
    private const RUNS_BEFORE_OVER = 2;

    /** Already told. */
    private const NEVER = 0;

    /** @var int */
    public $failedRuns = 0;

    /** @var int time of the first of them, in seconds since 1970 */
    public $since = 0;

    /** @var int time of the last of them */
    public $lastFailedAt = 0;

    /** @var string code of the catalogue */
    public $cause = 'sidecar_unreachable';

    /** @var int the number of failed runs at which it is to be told */
    private $tellAt = self::RUNS_BEFORE_TELLING;

    /** @var int runs in a row since then that were answered */
    private $goodRuns = 0;

    private function __construct()
    {
    }

    /**
     * @param array<mixed> $note what {@see self::note()} made; anything else counts as no outage
     */
    public static function fromNote(array $note): self
    {
        $outage = new self();
        $cause = $note['cause'] ?? $outage->cause;
        $numbers = [
            $note['failedRuns'] ?? null,
            $note['since'] ?? null,
            $note['lastFailedAt'] ?? $note['since'] ?? null,
            $note['tellAt'] ?? null,
            $note['goodRuns'] ?? 0,
        ];
        $isOne = is_string($cause) && array_filter($numbers, 'is_int') === $numbers && min($numbers) >= 0;
        if ($isOne && $numbers[0] > 0) {
            [$outage->failedRuns, $outage->since, $outage->lastFailedAt, $outage->tellAt, $outage->goodRuns] = $numbers;
            $outage->cause = $cause;
        }

        return $outage;
    }

    /**
     * @return array<string, int|string>
     */
    public function note(): array
    {
        return get_object_vars($this);
    }

    /** A run got no usable answer. */
    public function afterFailure(int $now, string $cause): self
    {
        $next = clone $this;
        $next->failedRuns++;
        // A start after now comes from a clock that was set back.
        $next->since = $this->failedRuns === 0 ? $now : min($this->since, $now);
        $next->lastFailedAt = $now;
        $next->cause = $cause;
        $next->goodRuns = 0;

        return $next;
    }

    /** A run was answered. */
    public function afterAnswer(): self
    {
        $next = clone $this;
        $next->goodRuns++;

        return $next;
    }

    /** Whether it lasts too long to be chance; also where nobody could be told. */
    public function isCertain(): bool
    {
        return $this->failedRuns >= self::RUNS_BEFORE_TELLING;
    }

    /** Whether nothing is left of it: what was chance is over with the first answer. */
    public function isOver(): bool
    {
        return $this->goodRuns >= self::RUNS_BEFORE_OVER || !$this->isCertain();
    }

    public function isToBeTold(): bool
    {
        return $this->tellAt !== self::NEVER && $this->failedRuns >= $this->tellAt;
    }

    public function wasTold(): bool
    {
        return $this->tellAt === self::NEVER;
    }

    public function told(): self
    {
        $next = clone $this;
        $next->tellAt = self::NEVER;

        return $next;
    }

    /** It is not told yet, or could not be: tried again later, ever more rarely. */
    public function notTold(): self
    {
        $next = clone $this;
        $next->tellAt = Retry::after($this->failedRuns);

        return $next;
    }
}
