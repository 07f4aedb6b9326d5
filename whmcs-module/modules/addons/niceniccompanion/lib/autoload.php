<?php

/**
 * Loads the addon's classes, and those of the registrar module, which holds everything about the sidecar.
 */

declare(strict_types=1);

if (!defined('WHMCS')) {
    die('This file cannot be accessed directly');
}

spl_autoload_register(static function (string $class): void {
    $prefix = 'NiceNicCompanion\\Whmcs\\Addon\\';
    if (strncmp($class, $prefix, strlen($prefix)) !== 0) {
        return;
    }
    $file = __DIR__ . '/' . str_replace('\\', '/', substr($class, strlen($prefix))) . '.php';
    if (is_file($file)) {
        require_once $file;
    }
});

(static function (): void {
    $registrarModule = ROOTDIR . '/modules/registrars/niceniccompanion/lib/autoload.php';
    if (is_file($registrarModule)) {
        require_once $registrarModule;
    }
})();
