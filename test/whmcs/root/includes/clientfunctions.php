<?php

/** Core functions for client data (contract section 2). */

declare(strict_types=1);

if (!defined('WHMCS')) {
    die('This file cannot be accessed directly');
}

function convertStateToCode($state, $country): string
{
    return WhmcsDouble\States::code((string) $state, (string) $country);
}
