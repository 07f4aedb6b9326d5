<?php

/**
 * Sends actions to a sidecar one after the other in a single PHP process, with limits shorter than the module's own:
 *
 *     php module-action-calls.php <autoload.php>    prints the error of each, '' when there was none
 */

declare(strict_types=1);

use NiceNicCompanion\Whmcs\Params;
use NiceNicCompanion\Whmcs\Sidecar\ActionCall;
use NiceNicCompanion\Whmcs\Sidecar\ActionFailed;

error_reporting(E_ALL);
ini_set('display_errors', 'stderr');
define('WHMCS', true);
require $argv[1];

function logModuleCall(): void
{
}

$task = json_decode((string) stream_get_contents(STDIN), true);
$errors = [];
foreach ($task['calls'] as $call) {
    try {
        (new ActionCall($call['action'], $call['seconds'], $call['orders']))->send(
            new Params($task['settings']),
            [],
            static function (array $result): array {
                return $result;
            }
        );
        $errors[] = '';
    } catch (ActionFailed $failed) {
        $errors[] = $failed->getMessage();
    }
}
echo json_encode($errors);
