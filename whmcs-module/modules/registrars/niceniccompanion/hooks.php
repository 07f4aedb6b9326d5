<?php

/**
 * WHMCS loads this file on every page, so it does nothing but register the hooks.
 */

declare(strict_types=1);

use NiceNicCompanion\Whmcs\Hooks\AfterCronJob;

if (!defined('WHMCS')) {
    die('This file cannot be accessed directly');
}

add_hook('PreCronJob', 1, function () {
    require_once __DIR__ . '/lib/autoload.php';
    AfterCronJob::isDaily();
});

add_hook('AfterCronJob', 1, function () {
    require_once __DIR__ . '/lib/autoload.php';
    AfterCronJob::run();
});
