<?php

/**
 * Prints what the module says of the causes whose codes it reads as JSON, and a sentence that is made with them:
 *
 *     php module-cause-texts.php <autoload.php>    prints {causes: [{code, title, fix}], sentence, foreign}
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
    ];
}, json_decode((string) stream_get_contents(STDIN), true));
echo json_encode([
    'causes' => $causes,
    'sentence' => Texts::cause('sidecar_unreachable', 'It was 100 % silent.'),
    'foreign' => CauseTexts::title('a_code_of_a_newer_sidecar'),
]);
