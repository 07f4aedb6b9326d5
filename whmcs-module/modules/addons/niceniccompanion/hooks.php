<?php

/**
 * WHMCS loads this file on every page, so it does nothing but register the hooks.
 */

declare(strict_types=1);

use NiceNicCompanion\Whmcs\Addon\Hooks\AdminHooks;

if (!defined('WHMCS')) {
    die('This file cannot be accessed directly');
}

add_hook('AdminAreaHeaderOutput', 1, function ($vars) {
    require_once __DIR__ . '/lib/autoload.php';

    return AdminHooks::header(is_array($vars) ? $vars : []);
});

add_hook('AdminAreaFooterOutput', 1, function ($vars) {
    require_once __DIR__ . '/lib/autoload.php';

    return AdminHooks::footer(is_array($vars) ? $vars : []);
});

add_hook('AdminHomeWidgets', 1, function () {
    require_once __DIR__ . '/lib/autoload.php';

    return AdminHooks::widget();
});
