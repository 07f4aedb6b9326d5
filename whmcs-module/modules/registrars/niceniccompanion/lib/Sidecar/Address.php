<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Sidecar;

use NiceNicCompanion\Whmcs\Texts;

/** Where the sidecar listens, taken apart strictly, so that curl cannot read another host out of it than we did. */
final class Address
{
    /** Bytes; longer paths do not fit into the system's socket address. */
    private const LONGEST_SOCKET_PATH = 107;

    /** @var string as shown to administrators */
    public $label;

    /** @var string without a slash at the end */
    public $baseUrl;

    /** @var string '' for TCP */
    public $socketPath;

    /** @var bool */
    public $isOnThisHost;

    private function __construct(string $label, string $baseUrl, string $socketPath, bool $isOnThisHost)
    {
        $this->isOnThisHost = $isOnThisHost;
        $this->label = $label;
        $this->baseUrl = $baseUrl;
        $this->socketPath = $socketPath;
    }

    /**
     * @throws \InvalidArgumentException with a text that names the field
     */
    public static function parse(string $url): self
    {
        if ($url === '') {
            throw new \InvalidArgumentException(Texts::say('module:settings.field_empty', ['field' => 'SidecarUrl']));
        }
        if (preg_match('~^unix:(/[\x21-\x7e]+)$~D', $url, $parts) === 1) {
            if (strlen($parts[1]) > self::LONGEST_SOCKET_PATH) {
                throw new \InvalidArgumentException(Texts::say('module:settings.url_malformed'));
            }

            return new self($url, 'http://localhost', $parts[1], true);
        }
        $pattern = '~^(https?)://([a-z0-9.-]+|\[[0-9a-f:.]+\])(:[0-9]{1,5})?((?:/[a-z0-9._-]+)*)/?$~Di';
        if (preg_match($pattern, $url, $parts) !== 1) {
            throw new \InvalidArgumentException(Texts::say('module:settings.url_malformed'));
        }
        if (strtolower($parts[1]) === 'http' && !self::isLoopback($parts[2])) {
            throw new \InvalidArgumentException(Texts::say('module:settings.url_not_loopback'));
        }
        // Neither scheme nor host knows capital letters.
        $baseUrl = strtolower($parts[1] . '://' . $parts[2]) . $parts[3] . $parts[4];

        return new self($baseUrl, $baseUrl, '', self::isLoopback($parts[2]));
    }

    /**
     * @param string $host with or without the brackets of IPv6
     */
    public static function isLoopback(string $host): bool
    {
        $bare = strtolower(trim($host, '[]'));
        if ($bare === 'localhost') {
            return true;
        }
        if (filter_var($bare, FILTER_VALIDATE_IP, FILTER_FLAG_IPV4) !== false) {
            return strncmp($bare, '127.', 4) === 0;
        }

        return filter_var($bare, FILTER_VALIDATE_IP, FILTER_FLAG_IPV6) !== false
            && inet_pton($bare) === inet_pton('::1');
    }
}
