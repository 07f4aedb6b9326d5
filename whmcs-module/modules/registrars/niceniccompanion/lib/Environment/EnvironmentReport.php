<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Environment;

use NiceNicCompanion\Whmcs\Deadline;
use NiceNicCompanion\Whmcs\Sidecar\Client;
use NiceNicCompanion\Whmcs\Sidecar\SidecarFailure;

/** Tells the sidecar what this environment sees of itself: outbound addresses, user, proxy variables and settings. */
final class EnvironmentReport
{
    /** Seconds for the call to the sidecar. */
    private const CALL_LIMIT = 1.5;

    /** Seconds that are kept for it while addresses are looked at: a silent echo service is not the sidecar's fault. */
    private const RESERVE = 0.3;

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
        $probing = new Deadline($deadline->remaining() - self::RESERVE);
        $user = self::user();
        $environment = [
            'context' => $context + ($user === '' ? [] : ['user' => $user]),
            'egress' => EgressProbe::measure($egressUrls, $probing),
        ];
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

    /** System user of this process; '' where PHP cannot tell. */
    private static function user(): string
    {
        if (!function_exists('posix_geteuid') || !function_exists('posix_getpwuid')) {
            return '';
        }
        $account = posix_getpwuid(posix_geteuid());

        return is_array($account) ? (string) ($account['name'] ?? '') : '';
    }
}
