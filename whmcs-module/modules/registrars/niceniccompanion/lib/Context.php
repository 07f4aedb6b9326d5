<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs;

/** Where a call is made from. The sidecar compares environments by it. */
final class Context
{
    /**
     * @return array<string, string> context of a call that WHMCS makes by itself
     */
    public static function current(Params $params): array
    {
        return self::describe(self::environment(), $params->text('whmcsVersion'));
    }

    /**
     * @return array<string, string> context inside WHMCS's cron hook, which gets no parameters
     */
    public static function cron(): array
    {
        return self::describe('cron', self::installedVersion());
    }

    /**
     * @return array<string, string> context of a page that gets no parameters of a registrar module
     */
    public static function page(): array
    {
        return self::describe(self::environment(), self::installedVersion());
    }

    /** Whether somebody waits for a page. Only a web request has a method. */
    public static function isWeb(): bool
    {
        return isset($_SERVER['REQUEST_METHOD']);
    }

    /**
     * @return array<string, string>
     */
    private static function describe(string $environment, string $whmcsVersion): array
    {
        return [
            'environment' => $environment,
            'whmcsVersion' => $whmcsVersion === '' ? 'unknown' : $whmcsVersion,
            'phpVersion' => PHP_VERSION,
            'hostname' => (string) gethostname(),
            'moduleVersion' => Module::VERSION,
        ];
    }

    private static function installedVersion(): string
    {
        return (string) ($GLOBALS['CONFIG']['Version'] ?? '');
    }

    /**
     * WHMCS documents no mark of a cron run except the script's name. The interface of PHP says nothing: some hosts
     * start cron with php-cgi.
     */
    private static function environment(): string
    {
        if (self::isWeb()) {
            return 'web';
        }

        return basename((string) ($_SERVER['SCRIPT_FILENAME'] ?? '')) === 'cron.php' ? 'cron' : 'cli';
    }
}
