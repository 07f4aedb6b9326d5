<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs;

/**
 * What this module says by itself, in the language of whoever reads it; the rest comes from the sidecar. The texts are
 * those of shared/locales, under the same keys.
 */
final class Texts
{
    /** Characters. Longer texts are cut: they end up in table cells, mail subjects and log lines. */
    private const LONGEST = 1500;

    /** Units of a length of time that are told; more say nothing to a reader. */
    private const UNITS_TOLD = 2;

    /** Seconds in each unit, the largest first, by the name of its texts. */
    private const UNITS = ['days' => 86400, 'hours' => 3600, 'minutes' => 60];

    /** @var Catalogue|null */
    private static $catalogue;

    /**
     * For administrators.
     *
     * @param array<string, string|int> $values by the name of their place
     */
    public static function say(string $key, array $values = []): string
    {
        return self::catalogue()->say(Language::ofAdministrators(), $key, $values);
    }

    public static function knows(string $key): bool
    {
        return self::catalogue()->knows(Language::ofAdministrators(), $key);
    }

    /** What a code is called; the code itself when a newer sidecar made it. */
    public static function word(string $group, string $code): string
    {
        return self::knows("$group.$code") ? self::say("$group.$code") : $code;
    }

    /**
     * For pages that customers see.
     *
     * @param array<string, string|int> $values by the name of their place
     */
    public static function toCustomer(string $key, array $values = []): string
    {
        return self::catalogue()->say(Language::ofReader(), $key, $values);
    }

    /**
     * Several sentences as one text.
     *
     * @param list<string> $sentences those that are empty are left out
     */
    public static function sentences(array $sentences): string
    {
        return implode(self::say('words:between_sentences'), array_filter($sentences, 'strlen'));
    }

    /**
     * @param list<string> $items
     */
    public static function items(array $items): string
    {
        return implode(self::say('words:between_items'), $items);
    }

    /**
     * A cause in the words of the catalogue, as every other surface says it.
     *
     * @param string $evidence what was seen here and now: whole sentences
     */
    public static function cause(string $code, string $evidence): string
    {
        return self::say('module:cause', [
            'title' => CauseTexts::title($code),
            'evidence' => $evidence,
            'steps' => self::sentences(CauseTexts::fix($code)),
            'code' => $code,
        ]);
    }

    /** That something in this module itself went wrong. */
    public static function internal(\Throwable $fault): string
    {
        // The message of a foreign exception may hold anything; its class does not.
        return self::say('module:internal', ['kind' => get_class($fault)]);
    }

    /**
     * One line for places of which it is not known whether they escape HTML: without control characters and angle
     * brackets nothing in it can act as a tag, and nothing looks escaped twice.
     */
    public static function line(string $text): string
    {
        $line = preg_replace('/[\x00-\x20\x7f]+/', ' ', $text) ?? '';
        $line = strtr(trim($line), ['<' => '‹', '>' => '›']);

        return self::cut($line, self::LONGEST);
    }

    /** `2026-05-31 10:00 UTC`; no language of ours reads the order of ISO 8601 in another way. */
    public static function time(int $seconds): string
    {
        return gmdate('Y-m-d H:i', $seconds) . ' UTC';
    }

    /** A length of time in its two largest units, such as `2 days 3 hours`. */
    public static function duration(int $seconds): string
    {
        $rest = (int) round(max(0, $seconds) / 60) * 60;
        $parts = [];
        foreach (self::UNITS as $unit => $length) {
            $count = intdiv($rest, $length);
            $rest -= $count * $length;
            if ($count > 0 && count($parts) < self::UNITS_TOLD) {
                $parts[] = self::say("module:time.$unit", ['count' => $count]);
            }
        }
        if (count($parts) === self::UNITS_TOLD) {
            return self::say('module:time.two_units', ['larger' => $parts[0], 'smaller' => $parts[1]]);
        }

        return $parts[0] ?? self::say('module:time.less_than_a_minute');
    }

    /** How long ago, in whole numbers of the largest unit, such as `3 hours ago`. */
    public static function ago(float $seconds): string
    {
        foreach (self::UNITS as $unit => $length) {
            $count = (int) floor($seconds / $length);
            if ($count > 0) {
                return self::say("module:time.{$unit}_ago", ['count' => $count]);
            }
        }

        return self::say('module:time.just_now');
    }

    /** At most so many bytes, never through the middle of a character. */
    public static function cut(string $text, int $bytes): string
    {
        if (strlen($text) <= $bytes) {
            return $text;
        }

        return preg_replace('/[\xc0-\xff][\x80-\xbf]*$/', '', substr($text, 0, $bytes)) . '…';
    }

    private static function catalogue(): Catalogue
    {
        self::$catalogue = self::$catalogue ?? new Catalogue(__DIR__ . '/Texts');

        return self::$catalogue;
    }
}
