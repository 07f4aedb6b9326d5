<?php

declare(strict_types=1);

namespace WHMCS\Domains;

use WhmcsDouble\Punycode;

/** A domain name, $params['domainObj'] (contract section 10.4). */
class Domain
{
    /** @var string */
    private $secondLevel;

    /** @var string without leading dot */
    private $topLevel;

    /** @var string|null */
    private $punycodeTopLevel;

    public function __construct(string $domain)
    {
        [$this->secondLevel, $this->topLevel] = array_pad(explode('.', $domain, 2), 2, '');
    }

    public function getDomain(): string
    {
        return $this->secondLevel . '.' . $this->topLevel;
    }

    public function getSecondLevel(): string
    {
        return $this->secondLevel;
    }

    public function getTopLevel(): string
    {
        return $this->topLevel;
    }

    public function setTopLevel(string $topLevel): self
    {
        $this->topLevel = ltrim($topLevel, '.');

        return $this;
    }

    public function getPunycodeTopLevel(): string
    {
        return $this->punycodeTopLevel ?? Punycode::encode($this->topLevel);
    }

    public function setPunycodeTopLevel(string $topLevel): self
    {
        $this->punycodeTopLevel = ltrim($topLevel, '.');

        return $this;
    }

    public function isIdn(): bool
    {
        return Punycode::encode($this->secondLevel) !== $this->secondLevel
            || Punycode::decode($this->secondLevel) !== $this->secondLevel;
    }

    public function toPunycode(): string
    {
        return Punycode::encode($this->getDomain());
    }

    public function toUnicode(): string
    {
        return Punycode::decode($this->getDomain());
    }

    public function getUnicodeSecondLevel(): string
    {
        return Punycode::decode($this->secondLevel);
    }

    public function getPunycodeSecondLevel(): string
    {
        return Punycode::encode($this->secondLevel);
    }
}
