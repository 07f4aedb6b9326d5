<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Addon;

use NiceNicCompanion\Whmcs\Language;
use NiceNicCompanion\Whmcs\Module;

/** What WHMCS asks of an addon module. Works without the registrar module, too, and then says that it is missing. */
final class Addon
{
    public const NAME = 'NiceNIC Companion';

    /** The same as the registrar module's: both are copied together. */
    public const VERSION = '0.1.0';

    /**
     * @return array<string, mixed>
     */
    public static function description(): array
    {
        return [
            'name' => self::NAME,
            'description' => Texts::say('description'),
            'version' => self::VERSION,
            'author' => 'NiceNIC Companion contributors',
            'language' => 'english',
            // The registrar module has the settings.
            'fields' => [],
        ];
    }

    /**
     * @return array{status: string, description: string}
     */
    public static function activated(): array
    {
        return self::hasRegistrarModule()
            ? ['status' => 'success', 'description' => Texts::say('activated')]
            : ['status' => 'info', 'description' => Texts::say('registrar_module_missing')];
    }

    /**
     * @return array{status: string, description: string}
     */
    public static function deactivated(): array
    {
        return ['status' => 'success', 'description' => Texts::say('deactivated')];
    }

    /**
     * @param array<string, mixed> $vars from WHMCS
     * @return string HTML
     */
    public static function page(array $vars): string
    {
        if (!self::hasRegistrarModule()) {
            return self::warning(Texts::say('registrar_module_missing'));
        }
        Language::tell(is_array($vars['_lang'] ?? null) ? $vars['_lang']['language_code'] ?? '' : '');
        try {
            return (new Page((string) ($vars['modulelink'] ?? '')))->html();
        } catch (\Throwable $fault) {
            // The message of a foreign exception may hold anything; its class does not.
            return self::warning(Texts::say('internal', ['kind' => get_class($fault)]));
        }
    }

    private static function hasRegistrarModule(): bool
    {
        return class_exists(Module::class);
    }

    private static function warning(string $text): string
    {
        return '<div class="alert alert-danger">' . htmlspecialchars($text, ENT_QUOTES, 'UTF-8') . '</div>';
    }
}
