<?php

/**
 * Loads every PHP file of the WHMCS module and asks for its settings form, as WHMCS does to show it. Prints one JSON
 * object: the PHP version, the files, the form's fields, and every notice, warning and deprecation on the way. A fatal
 * error ends the process with PHP's own message.
 */

declare(strict_types=1);

$problems = [];
error_reporting(E_ALL);
set_error_handler(static function (int $level, string $message, string $file, int $line) use (&$problems): bool {
    $problems[] = "$message ($file:$line)";
    return true;
});

/** @return list<string> */
function phpFilesBelow(string $folder): array
{
    $files = [];
    foreach (new RecursiveIteratorIterator(new RecursiveDirectoryIterator($folder)) as $entry) {
        if ($entry->isFile() && $entry->getExtension() === 'php') {
            $files[] = $entry->getPathname();
        }
    }
    sort($files);
    return $files;
}

/** WHMCS's function, as far as loading hooks.php needs it. */
function add_hook(string $point, int $priority, callable $function): void
{
}

$root = dirname(__DIR__, 2);
define('WHMCS', true);
define('ROOTDIR', "$root/whmcs-module");
require "$root/test/whmcs/core/autoload.php";

$files = phpFilesBelow(ROOTDIR);
foreach ($files as $file) {
    require_once $file;
}
$settings = array_keys(niceniccompanion_getConfigArray([]));
niceniccompanion_MetaData();

echo json_encode(
    ['version' => PHP_VERSION, 'files' => $files, 'settings' => $settings, 'problems' => $problems],
    JSON_UNESCAPED_SLASHES
);
