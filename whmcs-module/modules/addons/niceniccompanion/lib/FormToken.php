<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Addon;

/** WHMCS's token against forms that other sites send in the administrator's name. */
final class FormToken
{
    private const SCOPE = 'WHMCS.admin.default';

    /** The value of the hidden field `token`. */
    public static function value(): string
    {
        return function_exists('generate_token') ? (string) generate_token('plain') : '';
    }

    /**
     * Whether the request carries the token. It is not documented whether WHMCS ends the page when the token is wrong
     * or answers false. Without WHMCS's function nobody can tell, so the answer is no.
     */
    public static function isValid(): bool
    {
        return function_exists('check_token') && check_token(self::SCOPE) !== false;
    }
}
