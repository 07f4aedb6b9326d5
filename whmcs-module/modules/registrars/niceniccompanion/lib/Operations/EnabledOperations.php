<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Operations;

use NiceNicCompanion\Whmcs\State\StateFile;

/**
 * Which functions the sidecar's operations file enables. WHMCS shows a button for each function that is defined, and
 * loads the module on pages that must not wait: so what the sidecar said last is read from a note, without network.
 */
final class EnabledOperations
{
    /** @var list<string>|null */
    private static $names;

    /** The same for the whole process, whatever becomes of the note meanwhile. */
    public static function has(string $function): bool
    {
        if (self::$names === null) {
            self::$names = self::read();
        }

        return in_array($function, self::$names, true);
    }

    /**
     * @return list<string> what the note says now; nothing when it is missing, unreadable or says something else
     */
    public static function read(): array
    {
        return self::names(self::note()->read()['enabled'] ?? null);
    }

    /** {@see OperationsRefresh} writes it. */
    public static function note(): StateFile
    {
        return new StateFile('operations-enabled');
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
