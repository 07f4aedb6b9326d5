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
     * @param array<string, string> $context     of this environment
     * @param array<mixed>          $egressUrls  echo services, from the sidecar
     * @param string|null           $fingerprint of the settings that this environment works with; null when that is not
     *                                           certain
     * @return array<string, mixed> what was told, for the module log
     * @throws SidecarFailure
     */
    public static function send(
        Client $client,
        array $context,
        array $egressUrls,
        ?string $fingerprint,
        Deadline $deadline
    ): array {
        $environment = ['context' => $context, 'egress' => EgressProbe::measure($egressUrls, $deadline)];
        if ($fingerprint !== null) {
            $environment['settingsFingerprint'] = $fingerprint;
        }
        $proxy = ProxyVariables::read();
        if ($proxy !== []) {
            $environment['proxy'] = $proxy;
        }
        $recorded = $client->send('POST', '/v1/environments', $environment, $deadline->share(self::CALL_LIMIT));

        return ['environment' => $environment, 'environmentStatus' => $recorded->status];
    }

    /**
     * The report about settings that were read from WHMCS's database.
     *
     * @param array<string, string> $context
     * @param Response              $stored the answer to these settings: `fingerprint`, `egressUrls`
     * @return array<string, mixed> what was told, for the module log; empty when the sidecar did not take the settings
     * @throws SidecarFailure
     */
    public static function sendWith(Response $stored, Client $client, array $context, Deadline $deadline): array
    {
        $fingerprint = $stored->text('fingerprint');

        return $fingerprint === ''
            ? []
            : self::send($client, $context, $stored->collection('egressUrls'), $fingerprint, $deadline);
    }
}
