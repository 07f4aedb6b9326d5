<?php

declare(strict_types=1);

namespace WhmcsDouble;

/**
 * What a process of WHMCS finds: constants, globals, and the request in the web or the command line in cron
 * (contract sections 2 and 7.2). PHP_SAPI is "cli" in both, because the double is started from a shell.
 */
final class Environment
{
    private const REQUEST_KEYS = '/^(HTTP_|REQUEST_|REMOTE_|SERVER_|GATEWAY_|QUERY_STRING$|HTTPS$|DOCUMENT_ROOT$)/';

    /** @param string $context "web" or "cron" */
    public static function enter(Installation $installation, string $context): void
    {
        $state = $installation->store->read();
        define('WHMCS', true);
        define('ROOTDIR', $installation->root);
        Constants::define($state['constantSeed']);
        require $installation->root . '/configuration.php';
        $GLOBALS['cc_encryption_hash'] = $cc_encryption_hash;
        $GLOBALS['CONFIG'] = [
            'Version' => $installation->versionText(),
            'SystemURL' => $state['systemUrl'],
            'CompanyName' => 'Double Hosting',
            'Email' => $state['admins'][0]['email'] ?? '',
        ];
        foreach (array_keys($_SERVER) as $name) {
            if (preg_match(self::REQUEST_KEYS, (string) $name) === 1) {
                unset($_SERVER[$name]);
            }
        }
        $context === 'cron' ? self::cron($installation) : self::web($installation, $state);
    }

    private static function web(Installation $installation, array $state): void
    {
        define('ADMINAREA', true);
        $url = parse_url($state['systemUrl']);
        unset($_SERVER['argv'], $_SERVER['argc'], $GLOBALS['argv'], $GLOBALS['argc']);
        $_SERVER = array_merge($_SERVER, [
            'DOCUMENT_ROOT' => $installation->root,
            'HTTP_HOST' => $url['host'],
            'HTTP_USER_AGENT' => 'Mozilla/5.0',
            'HTTPS' => $url['scheme'] === 'https' ? 'on' : '',
            'QUERY_STRING' => '',
            'REMOTE_ADDR' => '192.0.2.10',
            'REQUEST_METHOD' => 'POST',
            'REQUEST_TIME' => time(),
            'REQUEST_URI' => '/admin/configregistrars.php',
            'SCRIPT_FILENAME' => $installation->root . '/admin/configregistrars.php',
            'SCRIPT_NAME' => '/admin/configregistrars.php',
            'SERVER_NAME' => $url['host'],
            'SERVER_PORT' => $url['scheme'] === 'https' ? '443' : '80',
            'SERVER_PROTOCOL' => 'HTTP/1.1',
        ]);
        $_SERVER['PHP_SELF'] = $_SERVER['SCRIPT_NAME'];
        chdir($installation->root);
        $_SESSION = ['adminid' => 1, 'token' => bin2hex(random_bytes(8))];
    }

    private static function cron(Installation $installation): void
    {
        $script = $installation->root . '/crons/cron.php';
        $_SERVER['argv'] = [$script];
        $_SERVER['argc'] = 1;
        $_SERVER['SCRIPT_NAME'] = $script;
        $_SERVER['SCRIPT_FILENAME'] = $script;
        $_SERVER['PHP_SELF'] = $script;
        // Where cron starts its commands is not WHMCS's folder.
        chdir('/');
    }
}
