<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs;

/**
 * What each cause is called and how it is mended: the words of the status page, the mails and the command line. A code
 * that a newer sidecar made is said in the words of the unknown cause.
 */
final class CauseTexts
{
    private const UNKNOWN = 'unknown';

    public static function title(string $code): string
    {
        return Texts::say('causes:' . self::known($code) . '.title');
    }

    /**
     * @return list<string> one step each
     */
    public static function fix(string $code): array
    {
        $key = 'causes:' . self::known($code) . '.fix.';
        $steps = [];
        while (Texts::knows($key . count($steps))) {
            $steps[] = Texts::say($key . count($steps));
        }

        return $steps;
    }

    private static function known(string $code): string
    {
        return Texts::knows("causes:$code.title") ? $code : self::UNKNOWN;
    }
}
