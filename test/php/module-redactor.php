<?php

/**
 * Runs the module's redactor over the cases in a file:
 *
 *     php module-redactor.php <autoload.php> <cases.json>    prints [{name, masked, replaceVars}]
 *
 * `backtrackLimit` makes PHP give up on long texts.
 */

declare(strict_types=1);

use NiceNicCompanion\Whmcs\Log\Redactor;

error_reporting(E_ALL);
ini_set('display_errors', 'stderr');
define('WHMCS', true);
require $argv[1];

$task = json_decode((string) file_get_contents($argv[2]), true);
if (isset($task['backtrackLimit'])) {
    ini_set('pcre.jit', '0');
    ini_set('pcre.backtrack_limit', (string) $task['backtrackLimit']);
}
$masked = [];
foreach ($task['cases'] as $case) {
    $redactor = new Redactor($case['secrets'], 'reseller1');
    $masked[] = [
        'name' => $case['name'],
        'masked' => $redactor->text($case['input']),
        'replaceVars' => $redactor->replaceVars(),
    ];
}
echo json_encode($masked);
