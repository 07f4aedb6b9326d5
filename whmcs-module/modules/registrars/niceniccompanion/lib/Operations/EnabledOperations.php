<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Operations;

/**
 * Which functions the sidecar's operations file enables. WHMCS shows a button for each function that is defined, and
 * loads the module on pages that must not wait: so what the sidecar said last is read from a file, without network.
 */
final class EnabledOperations
{
    /** Beside the module's main file; {@see OperationsRefresh} writes it. */
    public const FILE = __DIR__ . '/../../operations-enabled.json';

    /** Bytes; all names together have about 200. */
    private const LARGEST = 4096;

    /** @var list<string>|null */
    private static $names;

    /** The same for the whole process, whatever becomes of the file meanwhile. */
    public static function has(string $function): bool
    {
        if (self::$names === null) {
            self::$names = self::read();
        }

        return in_array($function, self::$names, true);
    }

    /**
     * @return list<string> what the file says now; nothing when it is missing, unreadable or says something else
     */
    public static function read(): array
    {
        if (!is_file(self::FILE) || !is_readable(self::FILE)) {
            return [];
        }
        // Between the two a file can go: that is no reason for a warning on a page.
        $content = @file_get_contents(self::FILE, false, null, 0, self::LARGEST);
        $data = is_string($content) ? json_decode($content, true) : null;

        return is_array($data) ? self::names($data['enabled'] ?? null) : [];
    }

    /**
     * @param mixed $enabled
     * @return list<string> in one order, so that equal lists are equal
     */
    public static function names($enabled): array
    {
        $names = array_filter(is_array($enabled) ? $enabled : [], static function ($name): bool {
            return is_string($name) && preg_match('/^[A-Za-z]{1,40}$/D', $name) === 1;
        });
        sort($names);

        return array_values(array_unique($names));
    }
}
