<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Addon;

use NiceNicCompanion\Whmcs\Module;

/** What WHMCS asks of an addon module. Works without the registrar module, too, and then says that it is missing. */
final class Addon
{
    /** The same as the registrar module's: both are copied together. */
    public const VERSION = '0.1.0';

    /**
     * @return array<string, mixed>
     */
    public static function description(): array
    {
        return [
            'name' => Texts::NAME,
            'description' => Texts::DESCRIPTION,
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
            ? ['status' => 'success', 'description' => Texts::ACTIVATED]
            : ['status' => 'info', 'description' => Texts::REGISTRAR_MODULE_MISSING];
    }

    /**
     * @return array{status: string, description: string}
     */
    public static function deactivated(): array
    {
        return ['status' => 'success', 'description' => Texts::DEACTIVATED];
    }

    /**
     * @param array<string, mixed> $vars from WHMCS
     * @return string HTML
     */
    public static function page(array $vars): string
    {
        if (!self::hasRegistrarModule()) {
            return self::warning(Texts::REGISTRAR_MODULE_MISSING);
        }
        try {
            return (new Page((string) ($vars['modulelink'] ?? '')))->html();
        } catch (\Throwable $fault) {
            // The message of a foreign exception may hold anything; its class does not.
            return self::warning(sprintf(Texts::INTERNAL, get_class($fault)));
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
