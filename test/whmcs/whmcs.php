<?php

/**
 * Runs one command against an installation of the WHMCS double:
 *
 *     php whmcs.php <root>    JSON command on standard input, JSON answer on standard output
 *
 * Each command is a process of its own, as each page and each cron run of WHMCS is.
 */

declare(strict_types=1);

require __DIR__ . '/core/autoload.php';
require __DIR__ . '/core/functions.php';

$runner = new WhmcsDouble\Runner($argv[1] ?? '');
$runner->run((string) stream_get_contents(STDIN));
