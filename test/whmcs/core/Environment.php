<?php

declare(strict_types=1);

namespace WhmcsDouble;

use WHMCS\User\Admin;
use WHMCS\User\Client;

/**
 * What a process of WHMCS finds: constants, globals, and the request in the web or the command line in cron
 * (contract sections 2 and 7.2). PHP_SAPI is "cli" in both, because the double is started from a shell.
 */
final class Environment
{
    /** Id of the client who looks at pages of the client area. */
    private const CLIENT = 7;

    private const REQUEST_KEYS = '/^(HTTP_|REQUEST_|REMOTE_|SERVER_|GATEWAY_|QUERY_STRING$|HTTPS$|DOCUMENT_ROOT$)/';

    /** @var Admin|null who is signed in to the admin area */
    public static $admin;

    /** @var Client|null who is signed in to the client area */
    public static $client;

    /** @param string $context "web" (the admin area), "client" (the client area) or "cron" */
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
            'Language' => $state['language'],
        ];
        foreach (array_keys($_SERVER) as $name) {
            if (preg_match(self::REQUEST_KEYS, (string) $name) === 1) {
                unset($_SERVER[$name]);
            }
        }
        if ($context === 'cron') {
            self::cron($installation);
        } elseif ($context === 'client') {
            self::clientArea($installation, $state);
        } else {
            self::adminArea($installation, $state);
        }
    }

    /**
     * Turns the request into another one: a page of the admin area, with what WHMCS does to input.
     *
     * @param array      $query fields of the address
     * @param array|null $post  fields of a sent form
     */
    public static function request(string $method, string $page, array $query, ?array $post): void
    {
        $encode = static function (string $value): string {
            return htmlspecialchars($value, ENT_QUOTES, 'UTF-8');
        };
        $_GET = array_map($encode, $query);
        $_POST = array_map($encode, $post ?? []);
        $_REQUEST = $_POST + $_GET;
        $_SERVER['REQUEST_METHOD'] = $method;
        $_SERVER['QUERY_STRING'] = http_build_query($query);
        $_SERVER['REQUEST_URI'] = "/admin/$page?" . $_SERVER['QUERY_STRING'];
        $_SERVER['SCRIPT_NAME'] = "/admin/$page";
        $_SERVER['PHP_SELF'] = $_SERVER['SCRIPT_NAME'];
        $_SERVER['SCRIPT_FILENAME'] = ROOTDIR . "/admin/$page";
    }

    private static function adminArea(Installation $installation, array $state): void
    {
        define('ADMINAREA', true);
        self::web($installation, $state, '/admin/configregistrars.php');
        self::session($state, 1);
    }

    /** A page of the client area, with a client signed in. Where WHMCS keeps the chosen language is not documented. */
    private static function clientArea(Installation $installation, array $state): void
    {
        self::web($installation, $state, '/clientarea.php');
        $_SESSION = $state['visitorLanguage'] === '' ? [] : ['Language' => $state['visitorLanguage']];
        self::$client = new Client(self::CLIENT, self::columns($state, $state['clientLanguage']));
    }

    private static function web(Installation $installation, array $state, string $page): void
    {
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
            'REQUEST_URI' => $page,
            'SCRIPT_FILENAME' => $installation->root . $page,
            'SCRIPT_NAME' => $page,
            'SERVER_NAME' => $url['host'],
            'SERVER_PORT' => $url['scheme'] === 'https' ? '443' : '80',
            'SERVER_PROTOCOL' => 'HTTP/1.1',
        ]);
        $_SERVER['PHP_SELF'] = $_SERVER['SCRIPT_NAME'];
        chdir($installation->root);
    }

    /** One session per admin and installation: a form is shown in one process and sent in another. */
    public static function session(array $state, int $adminId): void
    {
        $token = substr(hash('sha256', $state['constantSeed'] . 'token' . $adminId), 0, 40);
        $_SESSION = ['adminid' => $adminId, 'token' => $token];
        self::$admin = new Admin($adminId, self::columns($state, self::languageOf($state, $adminId)));
    }

    /** The name of an administrator's language; the shop's unless he has one of his own. */
    public static function languageOf(array $state, int $adminId): string
    {
        foreach ($state['admins'] as $admin) {
            if ($admin['id'] === $adminId && ($admin['language'] ?? '') !== '') {
                return $admin['language'];
            }
        }

        return $state['language'];
    }

    /** That records tell a language is not documented, so by themselves they do not. */
    private static function columns(array $state, string $language): array
    {
        return $state['recordsTellLanguage'] ? ['language' => $language] : [];
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
