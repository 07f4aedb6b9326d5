<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Addon\Move;

/** What is handed over from one module to the other, or was. */
final class Moved
{
    /** @var int number of the move; 0 for one that is not made yet */
    public $number;

    /** @var string when, in UTC; '' for one that is not made yet */
    public $at;

    /** @var array<int, string> names by id in WHMCS */
    public $domains;

    /** @var array<int, string> endings with automatic registration, by id in WHMCS */
    public $tlds;

    /**
     * @param array<int, string> $domains
     * @param array<int, string> $tlds
     */
    public function __construct(int $number, string $at, array $domains, array $tlds)
    {
        $this->number = $number;
        $this->at = $at;
        $this->domains = $domains;
        $this->tlds = $tlds;
    }

    public function isNothing(): bool
    {
        return $this->domains === [] && $this->tlds === [];
    }
}
