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
                'Value' => 'Registers domains with NiceNIC and says why a call to its API is refused.',
            ],
            'Username' => [
                'FriendlyName' => 'User name',
                'Type' => 'text',
                'Size' => '40',
                'Description' => 'User name of your NiceNIC account, not its e-mail address.',
            ],
            'APISecret' => [
                'FriendlyName' => 'API secret',
                'Type' => 'password',
                'Size' => '40',
                'Description' => 'The API password from Reseller &gt; API Setting at NiceNIC,'
                    . ' not the password you log in with.',
            ],
            'TestMode' => [
                'FriendlyName' => 'Test mode',
                'Type' => 'yesno',
                'Description' => 'Use the NiceNIC sandbox. It has an API secret of its own.',
            ],
            'SidecarUrl' => [
                'FriendlyName' => 'Sidecar address',
                'Type' => 'text',
                'Size' => '40',
                'Default' => self::DEFAULT_SIDECAR_URL,
                'Description' => 'Where the sidecar listens: http on this server only, https elsewhere,'
                    . ' or unix:/path/to.sock.',
            ],
            'SidecarToken' => [
                'FriendlyName' => 'Sidecar token',
                'Type' => 'password',
                'Size' => '40',
                'Description' => 'The token that the sidecar keeps in its data folder, or COMPANION_TOKEN.'
                    . ' Once saved: <a class="btn btn-default btn-sm" href="' . self::TEST_PAGE . '">'
                    . 'Test the connection</a>'
                    . ' (with the addon module NiceNIC Companion).',
            ],
        ];
    }
}
