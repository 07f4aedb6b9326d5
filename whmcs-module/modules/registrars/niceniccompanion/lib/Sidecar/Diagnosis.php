<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Sidecar;

use NiceNicCompanion\Whmcs\Settings;

/** Has the sidecar test settings and find out why they do not work. */
final class Diagnosis
{
    /**
     * @param array<string, string> $context
     * @return Fields `healthy` and `causes`, likeliest first, among others
     * @throws SidecarFailure
     */
    public static function of(Client $client, Settings $settings, array $context, float $seconds): Fields
    {
        $answer = $client->send('POST', '/v1/diagnosis', [
            'settings' => $settings->forSidecar(),
            'context' => $context,
        ], $seconds);
        if ($answer->status !== 200) {
            throw SidecarFailure::refused($answer);
        }
        $diagnosis = new Fields($answer->data);
        if (!$diagnosis->isBoolean('healthy') || !$diagnosis->isList('causes')) {
            throw SidecarFailure::unexpectedAnswer($answer->status);
        }

        return $diagnosis;
    }
}
