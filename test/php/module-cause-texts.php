<?php

/**
 * Prints the module's cause catalogue as JSON, and a sentence that is made with it:
 *
 *     php module-cause-texts.php <autoload.php>    prints {causes: [{code, title, fix, guideCause}], sentence, foreign}
 */

declare(strict_types=1);

use NiceNicCompanion\Whmcs\CauseTexts;
use NiceNicCompanion\Whmcs\Texts;

error_reporting(E_ALL);
ini_set('display_errors', 'stderr');
define('WHMCS', true);
require $argv[1];

$causes = array_map(static function (string $code): array {
    return [
        'code' => $code,
        'title' => CauseTexts::title($code),
        'fix' => CauseTexts::fix($code),
        'guideCause' => CauseTexts::guideCause($code),
    ];
}, CauseTexts::codes());
echo json_encode([
    'causes' => $causes,
    'sentence' => Texts::cause('sidecar_unreachable', 'It was 100 % silent.'),
    'foreign' => CauseTexts::title('a_code_of_a_newer_sidecar'),
]);
