<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Addon;

use NiceNicCompanion\Whmcs\Catalogue;
use NiceNicCompanion\Whmcs\Language;

/** What the addon says by itself, to administrators. The texts are those of shared/locales, under the same keys. */
final class Texts
{
    private const FOLDER = __DIR__ . '/Texts';

    /** @var Catalogue|null */
    private static $catalogue;

    /**
     * @param string                    $key    without the name of the file, which is `addon`
     * @param array<string, string|int> $values by the name of their place
     */
    public static function say(string $key, array $values = []): string
    {
        // The registrar module has all that is needed for languages. Without it there is little to say, and in English.
        if (!class_exists(Catalogue::class)) {
            return (require self::FOLDER . '/en.php')["addon:$key"];
        }
        self::$catalogue = self::$catalogue ?? new Catalogue(self::FOLDER);

        return self::$catalogue->say(Language::ofAdministrators(), "addon:$key", $values);
    }
}
