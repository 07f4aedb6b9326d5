<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Hooks;

/** Cron runs in a row that got no usable answer from the sidecar, and whether the administrators know. Pure. */
final class Outage
{
    /** One run may meet a restart, two a slow one (monitors.md section 2). */
    private const RUNS_BEFORE_TELLING = 3;

    /** Already told. */
    private const NEVER = 0;

    /** @var int */
    public $failedRuns;

    /** @var int time of the first of them, in seconds since 1970 */
    public $since;

    /** @var int the number of failed runs at which it is to be told */
    private $tellAt;

    private function __construct(int $failedRuns, int $since, int $tellAt)
    {
        $this->failedRuns = $failedRuns;
        $this->since = $since;
        $this->tellAt = $tellAt;
    }

    /**
     * @param array<mixed> $note what {@see self::note()} made; anything else counts as no outage
     */
    public static function fromNote(array $note): self
    {
        $values = [$note['failedRuns'] ?? null, $note['since'] ?? null, $note['tellAt'] ?? null];
        if (array_filter($values, 'is_int') !== $values || min($values) < 0 || $values[0] === 0) {
            return new self(0, 0, self::RUNS_BEFORE_TELLING);
        }

        return new self(...$values);
    }

    /**
     * @return array<string, int>
     */
    public function note(): array
    {
        return ['failedRuns' => $this->failedRuns, 'since' => $this->since, 'tellAt' => $this->tellAt];
    }

    public function afterFailure(int $now): self
    {
        return new self($this->failedRuns + 1, $this->failedRuns === 0 ? $now : $this->since, $this->tellAt);
    }

    /** Whether it lasts too long to be chance; also where nobody could be told. */
    public function isCertain(): bool
    {
        return $this->failedRuns >= self::RUNS_BEFORE_TELLING;
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
        return new self($this->failedRuns, $this->since, self::NEVER);
    }

    /** It is not told yet, or could not be: tried again after as many runs as there were so far. */
    public function notTold(): self
    {
        return new self($this->failedRuns, $this->since, 2 * $this->failedRuns);
    }
}
