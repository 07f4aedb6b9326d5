<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Operations;

use NiceNicCompanion\Whmcs\Sidecar\Client;
use NiceNicCompanion\Whmcs\Sidecar\SidecarFailure;

/** Asks the sidecar which operations are enabled, and keeps the answer for {@see EnabledOperations}. */
final class OperationsRefresh
{
    /** Seconds. The sidecar looks at one file. */
    private const LIMIT = 0.5;

    /** Seconds; with less left the next run asks. */
    private const SHORTEST = 0.1;

    public const UNCHANGED = 'unchanged';
    public const WRITTEN = 'written';
    public const NOT_WRITABLE = 'the note cannot be written';
    private const NOT_ASKED = 'no time left';
    private const NO_ANSWER = 'no usable answer';

    /**
     * @param float $seconds that are left for it
     * @return string what came of it, for the module log
     */
    public static function run(Client $client, float $seconds): string
    {
        if ($seconds < self::SHORTEST) {
            return self::NOT_ASKED;
        }
        try {
            $answer = $client->send('GET', '/v1/operations', null, min(self::LIMIT, $seconds));
        } catch (SidecarFailure $failure) {
            return self::NO_ANSWER;
        }
        // What was enabled stays so: a sidecar that fails has taken nothing away.
        if ($answer->status !== 200 || !is_array($answer->data['enabled'] ?? null)) {
            return self::NO_ANSWER;
        }
        $names = EnabledOperations::names($answer->data['enabled']);
        if ($names === EnabledOperations::read()) {
            return self::UNCHANGED;
        }

        return EnabledOperations::note()->write(['enabled' => $names]) ? self::WRITTEN : self::NOT_WRITABLE;
    }
}
