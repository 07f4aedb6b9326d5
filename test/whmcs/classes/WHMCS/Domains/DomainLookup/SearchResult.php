<?php

declare(strict_types=1);

namespace WHMCS\Domains\DomainLookup;

use WHMCS\Domains\Domain;
use WhmcsDouble\Constants;
use WhmcsDouble\Installation;

/** One name of an availability search (contract section 10.2). The values of the constants are opaque. */
class SearchResult extends Domain
{
    public const STATUS_REGISTERED = \WHMCS_DOUBLE_LOOKUP_REGISTERED;
    public const STATUS_NOT_REGISTERED = \WHMCS_DOUBLE_LOOKUP_NOT_REGISTERED;
    public const STATUS_RESERVED = \WHMCS_DOUBLE_LOOKUP_RESERVED;
    public const STATUS_UNKNOWN = \WHMCS_DOUBLE_LOOKUP_UNKNOWN;
    public const STATUS_TLD_NOT_SUPPORTED = \WHMCS_DOUBLE_LOOKUP_TLD_NOT_SUPPORTED;

    /** @var string|null */
    private $status;

    /** @var float|null */
    private $score;

    /** @var bool */
    private $premium = false;

    /** @var array */
    private $premiumPricing = [];

    public function __construct(string $sld, string $tld)
    {
        if ($sld === '' || ltrim($tld, '.') === '') {
            Installation::current()->violations->record('type', 'SearchResult needs a label and a TLD');
        }
        parent::__construct($sld . '.' . ltrim($tld, '.'));
    }

    public static function factoryFromDomain(Domain $domain): self
    {
        return new static($domain->getSecondLevel(), $domain->getTopLevel());
    }

    public function setStatus($status): self
    {
        if (Constants::name('LOOKUP', $status) === null) {
            Installation::current()->violations->record('type', 'setStatus takes a STATUS_ constant of SearchResult');
        }
        $this->status = $status;

        return $this;
    }

    public function getStatus()
    {
        return $this->status;
    }

    public function setScore(float $score): self
    {
        $this->score = $score;

        return $this;
    }

    public function getScore(): ?float
    {
        return $this->score;
    }

    public function setPremiumDomain(bool $premium): self
    {
        $this->premium = $premium;

        return $this;
    }

    public function isPremiumDomain(): bool
    {
        return $this->premium;
    }

    public function setPremiumCostPricing(array $pricing = []): self
    {
        $this->premiumPricing = $pricing;

        return $this;
    }

    public function getPremiumCostPricing(): array
    {
        return $this->premiumPricing;
    }

    public function toArray(): array
    {
        return [
            'domainName' => $this->getDomain(),
            'sld' => $this->getSecondLevel(),
            'tld' => $this->getTopLevel(),
            'status' => $this->status,
            'score' => $this->score,
        ];
    }

    /** For the double's answer: the name of the status constant instead of its opaque value. */
    public function toDouble(): array
    {
        return [
            'sld' => $this->getSecondLevel(),
            'tld' => $this->getTopLevel(),
            'status' => Constants::name('LOOKUP', $this->status),
            'score' => $this->score,
            'premium' => $this->premium,
            'premiumPricing' => (object) $this->premiumPricing,
        ];
    }
}
