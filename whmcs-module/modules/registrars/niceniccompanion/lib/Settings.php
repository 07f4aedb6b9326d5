<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs;

use NiceNicCompanion\Whmcs\Log\Redactor;
use NiceNicCompanion\Whmcs\Sidecar\Address;

/** The module's settings, decoded. User name and secret stay untrimmed: the sidecar finds and names stray spaces. */
final class Settings
{
    /** @var string */
    public $username;

    /** @var string */
    public $apiSecret;

    /** @var bool */
    public $testMode;

    /** @var string */
    public $sidecarUrl;

    /** @var string */
    public $sidecarToken;

    public function __construct(Params $params)
    {
        $this->username = $params->text('Username');
        $this->apiSecret = $params->text('APISecret');
        $this->testMode = $params->flag('TestMode');
        $this->sidecarUrl = trim($params->text('SidecarUrl'));
        $this->sidecarToken = trim($params->text('SidecarToken'));
    }

    /**
     * What WHMCS has stored, decrypted; null when the module has no settings.
     */
    public static function stored(): ?self
    {
        $stored = self::storedValues();

        return $stored === [] ? null : new self(new Params($stored));
    }

    /**
     * @return array<string, mixed> as WHMCS stores them, still entity-encoded
     */
    public static function storedValues(): array
    {
        if (!function_exists('getRegistrarConfigOptions')) {
            $file = defined('ROOTDIR') ? ROOTDIR . '/includes/registrarfunctions.php' : '';
            if ($file === '' || !is_file($file)) {
                return [];
            }
            require_once $file;
        }
        $stored = function_exists('getRegistrarConfigOptions') ? getRegistrarConfigOptions(Module::NAME) : [];

        return is_array($stored) ? $stored : [];
    }

    /** Nothing was filled in yet, as when WHMCS activates the module. */
    public function isUntouched(): bool
    {
        return $this->username === '' && $this->apiSecret === '' && $this->sidecarToken === ''
            && in_array($this->sidecarUrl, ['', ConfigurationFields::DEFAULT_SIDECAR_URL], true);
    }

    /** Whether secrets would go to the same sidecar; to an address that cannot be read they go nowhere. */
    public function hasSameSidecar(self $others): bool
    {
        try {
            $address = Address::parse($this->sidecarUrl);
        } catch (\InvalidArgumentException $malformed) {
            return true;
        }
        try {
            return $address->label === Address::parse($others->sidecarUrl)->label;
        } catch (\InvalidArgumentException $malformed) {
            return false;
        }
    }

    /**
     * @return array{username: string, apiSecret: string, testMode: bool} the part that the sidecar needs
     */
    public function forSidecar(): array
    {
        return [
            'username' => $this->username,
            'apiSecret' => $this->apiSecret,
            'testMode' => $this->testMode,
        ];
    }

    /** @param self|null $others whose secrets are masked as well */
    public function redactor(?self $others = null): Redactor
    {
        $secrets = [$this->apiSecret, $this->sidecarToken];
        if ($others !== null) {
            array_push($secrets, $others->apiSecret, $others->sidecarToken);
        }

        return new Redactor($secrets, $this->username);
    }
}
