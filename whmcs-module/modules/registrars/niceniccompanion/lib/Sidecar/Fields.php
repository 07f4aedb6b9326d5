<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Sidecar;

/** Reads an object of the sidecar's answer without trusting its shape: what has another type counts as missing. */
final class Fields
{
    /** Up to here each whole number has a float of its own: 2 to the power of 53. */
    private const LARGEST = 9007199254740992;

    /** @var array<mixed> */
    private $values;

    /**
     * @param mixed $values
     */
    public function __construct($values)
    {
        $this->values = is_array($values) ? $values : [];
    }

    public function has(string $key): bool
    {
        return isset($this->values[$key]);
    }

    /** '' when missing. */
    public function text(string $key): string
    {
        $value = $this->values[$key] ?? null;
        if (is_int($value) || is_float($value)) {
            // Before PHP 8 a cast would use the decimal comma of some locales.
            return (string) json_encode($value);
        }

        return is_string($value) ? $value : '';
    }

    /** 0 when missing, or so large that it is no whole number any more: PHP warns of one that it cannot make whole. */
    public function number(string $key): float
    {
        $value = $this->values[$key] ?? null;

        return (is_int($value) || is_float($value)) && abs($value) <= self::LARGEST ? (float) $value : 0.0;
    }

    public function isTrue(string $key): bool
    {
        return ($this->values[$key] ?? null) === true;
    }

    public function isBoolean(string $key): bool
    {
        return is_bool($this->values[$key] ?? null);
    }

    public function isList(string $key): bool
    {
        return is_array($this->values[$key] ?? null);
    }

    public function object(string $key): self
    {
        return new self($this->values[$key] ?? null);
    }

    /**
     * @return list<self>
     */
    public function objects(string $key): array
    {
        $values = $this->values[$key] ?? null;

        return array_map(static function ($value): self {
            return new self($value);
        }, is_array($values) ? array_values($values) : []);
    }

    /**
     * @return list<string>
     */
    public function texts(string $key): array
    {
        $values = $this->values[$key] ?? null;

        return is_array($values) ? array_values(array_filter($values, 'is_string')) : [];
    }
}
