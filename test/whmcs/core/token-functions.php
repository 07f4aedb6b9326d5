<?php

/**
 * WHMCS's functions for its form token, as published addons call them. Only there while an admin's page runs.
 */

declare(strict_types=1);

use WhmcsDouble\Token;

function generate_token($type = 'form'): string
{
    $token = Token::current();

    return $type === 'plain' ? $token : '<input type="hidden" name="token" value="' . $token . '" />';
}

function check_token($namespace = 'WHMCS.default'): ?bool
{
    return Token::check($namespace);
}
