<?php

/**
 * NiceNIC Companion: the page in the admin area that shows how things stand and runs the diagnosis. It works with the
 * settings of the registrar module of the same name and keeps nothing of its own.
 */

declare(strict_types=1);

use NiceNicCompanion\Whmcs\Addon\Addon;

if (!defined('WHMCS')) {
    die('This file cannot be accessed directly');
}

require_once __DIR__ . '/lib/autoload.php';

/**
 * @return array<string, mixed> what WHMCS lists under Addon Modules
 */
function niceniccompanion_config()
{
    return Addon::description();
}

/**
 * @return array{status: string, description: string}
 */
function niceniccompanion_activate()
{
    return Addon::activated();
}

/**
 * @return array{status: string, description: string}
 */
function niceniccompanion_deactivate()
{
    return Addon::deactivated();
}

/**
 * Prints the page.
 *
 * @param array<string, mixed> $vars
 */
function niceniccompanion_output($vars)
{
    echo Addon::page($vars);
}
