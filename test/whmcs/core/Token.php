<?php

declare(strict_types=1);

namespace WhmcsDouble;

/**
 * The token against forged requests: in the session, and in every form as the field `token`. How check_token refuses is
 * not documented, so the caller chooses.
 */
final class Token
{
    public const ADMIN = 'WHMCS.admin.default';

    /** How check_token says no: it ends the page, or it answers false. */
    public const REFUSALS = ['ends', 'answers'];

    /** @var string */
    private static $refusal = 'ends';

    /** Defines WHMCS's functions for it. */
    public static function offer(string $refusal): void
    {
        self::$refusal = $refusal;
        require_once __DIR__ . '/token-functions.php';
    }

    /** The token of this session. */
    public static function current(): string
    {
        return (string) ($_SESSION['token'] ?? '');
    }

    /** @return bool|null null where WHMCS ends the page: nothing is known of a value then */
    public static function check($namespace): ?bool
    {
        $installation = Installation::current();
        if ($namespace !== self::ADMIN) {
            $installation->violations->record('token', 'check_token needs ' . self::ADMIN . ' in the admin area');
        }
        $sent = $_POST['token'] ?? '';
        if (is_string($sent) && hash_equals(self::current(), $sent)) {
            return self::$refusal === 'ends' ? null : true;
        }
        if (self::$refusal === 'ends') {
            $installation->ended = 'the token is wrong';
            exit;
        }

        return false;
    }
}
