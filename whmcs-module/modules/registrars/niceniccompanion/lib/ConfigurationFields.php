<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs;

/** The form that WHMCS shows under Domain Registrars. */
final class ConfigurationFields
{
    /** The addon's page; next to this form in the admin area. */
    public const TEST_PAGE = 'addonmodules.php?module=' . Module::NAME;

    public const DEFAULT_SIDECAR_URL = 'http://127.0.0.1:8787';

    /**
     * @return array<string, array<string, string>> definitions by setting name
     */
    public static function all(): array
    {
        return [
            'FriendlyName' => ['Type' => 'System', 'Value' => Module::DISPLAY_NAME],
            'Description' => [
                'Type' => 'System',
                'Value' => self::html('description'),
            ],
            'Username' => [
                'FriendlyName' => self::html('username'),
                'Type' => 'text',
                'Size' => '40',
                'Description' => self::html('username_hint'),
            ],
            'APISecret' => [
                'FriendlyName' => self::html('secret'),
                'Type' => 'password',
                'Size' => '40',
                'Description' => self::html('secret_hint'),
            ],
            'TestMode' => [
                'FriendlyName' => self::html('test_mode'),
                'Type' => 'yesno',
                'Description' => self::html('test_mode_hint'),
            ],
            'SidecarUrl' => [
                'FriendlyName' => self::html('url'),
                'Type' => 'text',
                'Size' => '40',
                'Default' => self::DEFAULT_SIDECAR_URL,
                'Description' => self::html('url_hint'),
            ],
            'SidecarToken' => [
                'FriendlyName' => self::html('token'),
                'Type' => 'password',
                'Size' => '40',
                'Description' => strtr(self::html('token_hint'), [
                    '{{button}}' => '<a class="btn btn-default btn-sm" href="' . self::TEST_PAGE . '">'
                        . self::html('test_button') . '</a>',
                ]),
            ],
        ];
    }

    /** WHMCS shows names and descriptions as HTML. */
    private static function html(string $key): string
    {
        return htmlspecialchars(Texts::say("module:form.$key"), ENT_NOQUOTES, 'UTF-8');
    }
}
