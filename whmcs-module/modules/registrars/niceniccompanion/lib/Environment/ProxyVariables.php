<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Environment;

/** The proxy variables that curl honours in this process, without user names and passwords. */
final class ProxyVariables
{
    /**
     * @return array<string, string> `http`, `https` and `no` as far as set
     */
    public static function read(): array
    {
        $all = self::first(['all_proxy', 'ALL_PROXY']);
        // curl does not read HTTP_PROXY in capitals: a web server would fill it from a request header.
        $http = self::first(['http_proxy']);
        $https = self::first(['https_proxy', 'HTTPS_PROXY']);

        return array_filter([
            'http' => self::withoutCredentials($http === '' ? $all : $http),
            'https' => self::withoutCredentials($https === '' ? $all : $https),
            'no' => self::first(['no_proxy', 'NO_PROXY']),
        ], 'strlen');
    }

    /**
     * @param list<string> $names
     */
    private static function first(array $names): string
    {
        foreach ($names as $name) {
            $value = getenv($name);
            if (is_string($value) && $value !== '') {
                return $value;
            }
        }

        return '';
    }

    private static function withoutCredentials(string $proxy): string
    {
        // Up to the last @, for passwords that hold one.
        return preg_replace('~^([a-z][a-z0-9+.-]*://)?.*@~is', '$1', $proxy) ?? '';
    }
}
