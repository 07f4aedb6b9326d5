<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Hooks;

/** The end of an outage, for as long as the administrators have not heard of it. Pure. */
final class Recovery
{
    /** @var int when the outage began, in seconds since 1970 */
    public $since;

    /** @var int when it was over, in seconds since 1970 */
    public $until;

    /** @var int cron runs since, that which found it over included */
    private $runs;

    /** @var int the number of runs at which it is to be told */
    private $tellAt;

    private function __construct(int $since, int $until, int $runs, int $tellAt)
    {
        $this->since = $since;
        $this->until = $until;
        $this->runs = $runs;
        $this->tellAt = $tellAt;
    }

    public static function of(Outage $outage, int $now): self
    {
        return new self($outage->since, max($outage->lastFailedAt, $now), 0, 1);
    }

    /**
     * @param array<mixed> $note what {@see self::note()} made
     * @return self|null null for anything else
     */
    public static function fromNote(array $note): ?self
    {
        $values = [$note['since'] ?? null, $note['until'] ?? null, $note['runs'] ?? null, $note['tellAt'] ?? null];

        return array_filter($values, 'is_int') === $values && min($values) >= 0 ? new self(...$values) : null;
    }

    /**
     * @return array<string, int>
     */
    public function note(): array
    {
        return [
            'since' => $this->since,
            'until' => $this->until,
            'runs' => $this->runs,
            'tellAt' => $this->tellAt,
        ];
    }

    public function afterRun(): self
    {
        return new self($this->since, $this->until, $this->runs + 1, $this->tellAt);
    }

    public function isToBeTold(): bool
    {
        return $this->runs >= $this->tellAt;
    }

    /** It is not told yet, or could not be: tried again later, ever more rarely. */
    public function notTold(): self
    {
        return new self($this->since, $this->until, $this->runs, Retry::after($this->runs));
    }
}
