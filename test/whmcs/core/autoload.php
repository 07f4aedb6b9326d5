<?php

/**
 * Finds the double's own classes, the classes that WHMCS offers to modules, and the modules' own classes
 * (contract section 2, "Class autoload").
 */

declare(strict_types=1);

spl_autoload_register(static function (string $class): void {
    if (strpos($class, 'WhmcsDouble\\') === 0) {
        $file = __DIR__ . '/' . str_replace('\\', '/', substr($class, 12)) . '.php';
    } else {
        $file = dirname(__DIR__) . '/classes/' . str_replace('\\', '/', $class) . '.php';
    }
    if (is_file($file)) {
        require $file;
    }
});

spl_autoload_register(static function (string $class): void {
    if (
        !defined('ROOTDIR')
        || preg_match('/^WHMCS\\\\Module\\\\(Registrar|Addon)\\\\([^\\\\]+)\\\\(.+)$/', $class, $parts) !== 1
    ) {
        return;
    }
    $folder = ROOTDIR . '/modules/' . ($parts[1] === 'Registrar' ? 'registrars' : 'addons');
    foreach (glob($folder . '/*', GLOB_ONLYDIR) ?: [] as $module) {
        // WHMCS's own case rule is unknown; the name is matched without case and underscores.
        if (strcasecmp(str_replace('_', '', basename($module)), $parts[2]) === 0) {
            $file = $module . '/lib/' . str_replace('\\', '/', $parts[3]) . '.php';
            if (is_file($file)) {
                require_once $file;
            }
        }
    }
});
