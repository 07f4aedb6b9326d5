<?php

declare(strict_types=1);

namespace WhmcsDouble;

/** Names between Unicode and their ASCII form, RFC 3492. Written out because intl and mbstring may be absent. */
final class Punycode
{
    private const BASE = 36;
    private const T_MIN = 1;
    private const T_MAX = 26;
    private const SKEW = 38;
    private const DAMP = 700;
    private const DIGITS = 'abcdefghijklmnopqrstuvwxyz0123456789';

    public static function encode(string $domain): string
    {
        return implode('.', array_map([self::class, 'encodeLabel'], explode('.', $domain)));
    }

    public static function decode(string $domain): string
    {
        return implode('.', array_map([self::class, 'decodeLabel'], explode('.', $domain)));
    }

    private static function encodeLabel(string $label): string
    {
        if (preg_match('/[^\x00-\x7f]/', $label) !== 1) {
            return $label;
        }
        $points = self::points($label);
        $output = '';
        foreach ($points as $point) {
            $output .= $point < 128 ? chr($point) : '';
        }
        $basic = strlen($output);
        $handled = $basic;
        $output .= $basic > 0 ? '-' : '';
        [$n, $delta, $bias] = [128, 0, 72];
        while ($handled < count($points)) {
            $next = min(array_filter($points, static function (int $point) use ($n): bool {
                return $point >= $n;
            }));
            $delta += ($next - $n) * ($handled + 1);
            $n = $next;
            foreach ($points as $point) {
                $delta += $point < $n ? 1 : 0;
                if ($point === $n) {
                    $output .= self::digits($delta, $bias);
                    $bias = self::adapt($delta, $handled + 1, $handled === $basic);
                    $delta = 0;
                    $handled++;
                }
            }
            $delta++;
            $n++;
        }

        return 'xn--' . $output;
    }

    private static function decodeLabel(string $label): string
    {
        if (stripos($label, 'xn--') !== 0) {
            return $label;
        }
        $code = strtolower(substr($label, 4));
        $split = strrpos($code, '-');
        $points = $split === false || $split === 0 ? [] : array_map('ord', str_split(substr($code, 0, $split)));
        $position = $split === false ? 0 : $split + 1;
        [$n, $i, $bias] = [128, 0, 72];
        while ($position < strlen($code)) {
            $start = $i;
            $weight = 1;
            for ($k = self::BASE; $position < strlen($code); $k += self::BASE) {
                $digit = (int) strpos(self::DIGITS, $code[$position++]);
                $i += $digit * $weight;
                $threshold = self::threshold($k, $bias);
                if ($digit < $threshold) {
                    break;
                }
                $weight *= self::BASE - $threshold;
            }
            $length = count($points) + 1;
            $bias = self::adapt($i - $start, $length, $start === 0);
            $n += intdiv($i, $length);
            $i %= $length;
            array_splice($points, $i++, 0, [$n]);
        }

        return implode('', array_map([self::class, 'character'], $points));
    }

    private static function digits(int $delta, int $bias): string
    {
        $output = '';
        for ($k = self::BASE;; $k += self::BASE) {
            $threshold = self::threshold($k, $bias);
            if ($delta < $threshold) {
                return $output . self::DIGITS[$delta];
            }
            $output .= self::DIGITS[$threshold + ($delta - $threshold) % (self::BASE - $threshold)];
            $delta = intdiv($delta - $threshold, self::BASE - $threshold);
        }
    }

    private static function threshold(int $k, int $bias): int
    {
        return max(self::T_MIN, min(self::T_MAX, $k - $bias));
    }

    private static function adapt(int $delta, int $length, bool $first): int
    {
        $delta = $first ? intdiv($delta, self::DAMP) : intdiv($delta, 2);
        $delta += intdiv($delta, $length);
        $k = 0;
        while ($delta > intdiv((self::BASE - self::T_MIN) * self::T_MAX, 2)) {
            $delta = intdiv($delta, self::BASE - self::T_MIN);
            $k += self::BASE;
        }

        return $k + intdiv((self::BASE - self::T_MIN + 1) * $delta, $delta + self::SKEW);
    }

    /** @return int[] code points of a UTF-8 text */
    private static function points(string $text): array
    {
        $points = [];
        foreach (preg_split('//u', $text, -1, PREG_SPLIT_NO_EMPTY) ?: [] as $character) {
            $bytes = array_map('ord', str_split($character));
            $point = $bytes[0] < 0x80 ? $bytes[0] : $bytes[0] & (0xff >> (count($bytes) + 1));
            foreach (array_slice($bytes, 1) as $byte) {
                $point = ($point << 6) | ($byte & 0x3f);
            }
            $points[] = $point;
        }

        return $points;
    }

    private static function character(int $point): string
    {
        return html_entity_decode("&#$point;", ENT_QUOTES, 'UTF-8');
    }
}
