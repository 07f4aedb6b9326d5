<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Environment;

use NiceNicCompanion\Whmcs\Deadline;
use NiceNicCompanion\Whmcs\Sidecar\Client;
use NiceNicCompanion\Whmcs\Sidecar\Response;
use NiceNicCompanion\Whmcs\Sidecar\SidecarFailure;

/** Tells the sidecar what this environment sees of itself: outbound addresses, proxy variables and settings. */
final class EnvironmentReport
{
    /** Seconds for the call to the sidecar. */
    private const CALL_LIMIT = 1.5;

    /**
     * @param array<string, string> $context  of this environment
     * @param Response              $settings the sidecar's answer about the settings: `fingerprint`, `egressUrls`
     * @return array<string, mixed> what was told, for the module log; empty when there is no fingerprint to tell
     * @throws SidecarFailure
     */
    public static function send(Client $client, array $context, Response $settings, Deadline $deadline): array
    {
        $fingerprint = $settings->text('fingerprint');
        if ($fingerprint === '') {
            return [];
        }
        $environment = ['context' => $context, 'settingsFingerprint' => $fingerprint];
        $environment['egress'] = EgressProbe::measure($settings->collection('egressUrls'), $deadline);
        $proxy = ProxyVariables::read();
        if ($proxy !== []) {
            $environment['proxy'] = $proxy;
        }
        $recorded = $client->send('POST', '/v1/environments', $environment, $deadline->share(self::CALL_LIMIT));

        return ['environment' => $environment, 'environmentStatus' => $recorded->status];
    }
}
