<?php

declare(strict_types=1);

namespace WhmcsDouble;

/** Turns what modules return into something that JSON can carry. */
final class Plain
{
    /** Deeper nesting than this only comes from object graphs, which no answer needs. */
    private const MAX_DEPTH = 8;

    public static function json($value): string
    {
        $flags = JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE
            | JSON_PRESERVE_ZERO_FRACTION | JSON_THROW_ON_ERROR;

        return json_encode($value, $flags);
    }

    public static function of($value, int $depth = 0)
    {
        if ($value instanceof \DateTimeInterface) {
            return $value->format('Y-m-d H:i:s');
        }
        if ($value instanceof \Closure || is_resource($value) || $depth > self::MAX_DEPTH) {
            return '(' . self::typeName($value) . ')';
        }
        if (is_object($value)) {
            return self::ofObject($value, $depth);
        }
        if (is_array($value)) {
            return array_map(static function ($item) use ($depth) {
                return self::of($item, $depth + 1);
            }, $value);
        }
        if (is_float($value) && !is_finite($value)) {
            return (string) $value;
        }

        return $value;
    }

    public static function typeName($value): string
    {
        return is_object($value) ? get_class($value) : gettype($value);
    }

    private static function ofObject($value, int $depth)
    {
        if (method_exists($value, 'toDouble')) {
            return self::of($value->toDouble(), $depth + 1);
        }
        if ($value instanceof \stdClass) {
            return (object) self::of((array) $value, $depth + 1);
        }
        if ($value instanceof \Traversable) {
            return self::of(iterator_to_array($value), $depth + 1);
        }

        return '(' . get_class($value) . ')';
    }
}
