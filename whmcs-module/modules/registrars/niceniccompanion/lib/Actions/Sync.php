<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Actions;

use NiceNicCompanion\Whmcs\DomainFields;
use NiceNicCompanion\Whmcs\Params;
use NiceNicCompanion\Whmcs\Sidecar\ActionCall;
use NiceNicCompanion\Whmcs\Sidecar\ActionFailed;

/** Tells WHMCS's cron whether a domain is active and when it expires. A failure changes nothing about the domain. */
final class Sync
{
    /** Seconds. Cron syncs 50 domains or more in one run. */
    private const LIMIT = 20.0;

    /**
     * @param array<string, mixed> $params
     * @return array<string, mixed> the error goes into the report that WHMCS mails to administrators
     */
    public function run(array $params): array
    {
        $values = new Params($params);
        try {
            return (new ActionCall('Sync', self::LIMIT))->send(
                $values,
                DomainFields::of($values),
                [self::class, 'read']
            );
        } catch (ActionFailed $failed) {
            return ['error' => $failed->getMessage()];
        }
    }

    /**
     * @param array<string, mixed> $result
     * @return array<string, mixed>|null
     */
    public static function read(array $result): ?array
    {
        $values = [];
        if (isset($result['active'])) {
            if ($result['active'] !== true) {
                return null;
            }
            $values['active'] = true;
        }
        if (isset($result['expirydate'])) {
            if (!CalendarDate::isOne($result['expirydate'])) {
                return null;
            }
            $values['expirydate'] = $result['expirydate'];
        }

        return $values;
    }
}
