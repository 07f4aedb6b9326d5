<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs;

/**
 * Reads single values out of WHMCS's parameter array, which also holds all settings in clear and the client's record
 * (whmcs-contract.md section 3). Nothing else in this module touches that array, and this is the one place where
 * HTML entities are decoded: WHMCS encodes what people type, values written by API or database may be raw.
 */
final class Params
{
    /** @var array<string, mixed> */
    private $values;

    /** @var array<string, mixed> what was typed, before WHMCS transliterated it */
    private $original;

    /**
     * @param array<string, mixed> $values
     */
    public function __construct(array $values)
    {
        $this->values = $values;
        $this->original = isset($values['original']) && is_array($values['original']) ? $values['original'] : [];
    }

    /** Identifiers and settings: from the top level; '' when missing. */
    public function text(string $key): string
    {
        return self::asText($this->values[$key] ?? null);
    }

    /** Names and addresses: as somebody typed them, where WHMCS hands that over beside its ASCII form. */
    public function typed(string $key): string
    {
        return self::asText($this->original[$key] ?? $this->values[$key] ?? null);
    }

    public function has(string $key): bool
    {
        return $this->text($key) !== '';
    }

    public function integer(string $key): int
    {
        return (int) $this->text($key);
    }

    /** Tick boxes arrive as "on" or "", switches as bool or "1". */
    public function flag(string $key): bool
    {
        return filter_var($this->text($key), FILTER_VALIDATE_BOOLEAN);
    }

    /**
     * @return list<string>
     */
    public function texts(string $key): array
    {
        $values = $this->values[$key] ?? [];

        return is_array($values) ? array_map([self::class, 'asText'], array_values($values)) : [];
    }

    /** What WHMCS hands over as an array of its own; empty when it is none. */
    public function section(string $key): self
    {
        $values = $this->values[$key] ?? [];

        return new self(is_array($values) ? $values : []);
    }

    /**
     * Rows of a form.
     *
     * @param list<string> $fields that each row shall have; '' where it has none
     * @return list<array<string, string>>
     */
    public function rows(string $key, array $fields): array
    {
        $rows = [];
        foreach (is_array($this->values[$key] ?? null) ? $this->values[$key] : [] as $row) {
            $texts = [];
            foreach ($fields as $field) {
                $texts[$field] = self::asText(is_array($row) ? $row[$field] ?? null : null);
            }
            $rows[] = $texts;
        }

        return $rows;
    }

    /** The same for what somebody typed, see {@see self::typed()}. */
    public function typedSection(string $key): self
    {
        return isset($this->original[$key]) ? (new self($this->original))->section($key) : $this->section($key);
    }

    public function isEmpty(): bool
    {
        return $this->values === [];
    }

    /**
     * @param mixed $value
     */
    private static function asText($value): string
    {
        if ($value instanceof \DateTimeInterface) {
            return $value->format('Y-m-d');
        }
        if (is_float($value)) {
            // Before PHP 8 a cast would use the decimal comma of some locales.
            return (string) json_encode($value);
        }
        if (is_bool($value)) {
            return $value ? '1' : '';
        }

        return is_scalar($value) ? self::decoded((string) $value) : '';
    }

    /** A value without entities stays as it is, and a decoded one is not decoded again. */
    private static function decoded(string $value): string
    {
        return html_entity_decode($value, ENT_QUOTES | ENT_HTML5, 'UTF-8');
    }
}
