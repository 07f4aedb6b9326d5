<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Addon\Hooks;

use NiceNicCompanion\Whmcs\Module;

/** What the addon adds to other pages of the admin area. Nothing here may break or hold up a page. */
final class AdminHooks
{
    /** WHMCS's name of the page with the settings of registrar modules. */
    private const SETTINGS_PAGE = 'configregistrars';

    /** Address of the addon's page, from any page of the admin area. */
    public const LINK = 'addonmodules.php?module=' . Module::NAME;

    /**
     * @param array<string, mixed> $vars of WHMCS
     * @return string HTML
     */
    public static function header(array $vars): string
    {
        return self::html(static function (): string {
            return (new Banner())->html();
        });
    }

    /**
     * @param array<string, mixed> $vars of WHMCS
     * @return string HTML
     */
    public static function footer(array $vars): string
    {
        if (($vars['filename'] ?? '') !== self::SETTINGS_PAGE) {
            return '';
        }

        return self::html(static function (): string {
            return (new SettingsPanel())->html();
        });
    }

    /** Null without the registrar module, which knows the sidecar. */
    public static function widget(): ?StatusWidget
    {
        return class_exists(Module::class) ? new StatusWidget() : null;
    }

    /**
     * @param callable(): string $make
     */
    private static function html(callable $make): string
    {
        if (!class_exists(Module::class)) {
            return '';
        }
        try {
            return $make();
        } catch (\Throwable $fault) {
            return '';
        }
    }
}
