<?php

/**
 * The global functions of WHMCS that are there on every page (contract section 12). Those of
 * includes/registrarfunctions.php and includes/clientfunctions.php exist only once their file is included.
 */

declare(strict_types=1);

use WhmcsDouble\Installation;

function add_hook($point, $priority, $function): void
{
    Installation::current()->hooks->add($point, $priority, $function);
}

function run_hook($point, $vars = []): array
{
    return Installation::current()->hooks->run((string) $point, [$vars]);
}

function logActivity($message, $clientId = 0): void
{
    Installation::current()->logs->activity($message, $clientId);
}

function logModuleCall($module, $action, $request, $response, $processed = '', $replaceVars = []): void
{
    Installation::current()->logs->moduleCall($module, $action, $request, $response, $processed, $replaceVars);
}

function localAPI($command, $values = [], $adminUser = null): array
{
    return Installation::current()->localApi->call($command, $values, $adminUser);
}

function encrypt($text, $key = null): string
{
    return WhmcsDouble\Cipher::encrypt((string) $text, $key ?? $GLOBALS['cc_encryption_hash']);
}

function decrypt($text, $key = null): string
{
    return WhmcsDouble\Cipher::decrypt((string) $text, $key ?? $GLOBALS['cc_encryption_hash']);
}
