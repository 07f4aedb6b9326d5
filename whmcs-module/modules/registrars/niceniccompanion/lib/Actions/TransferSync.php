<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Actions;

use NiceNicCompanion\Whmcs\DomainFields;
use NiceNicCompanion\Whmcs\Params;
use NiceNicCompanion\Whmcs\Sidecar\ActionCall;
use NiceNicCompanion\Whmcs\Sidecar\ActionFailed;

/** Tells WHMCS's cron whether a transfer has come in. Without an answer it stays pending: nothing here cancels one. */
final class TransferSync
{
    /** Seconds. Cron asks about every pending transfer in each run. */
    private const LIMIT = 20.0;

    /**
     * @param array<string, mixed> $params
     * @return array<string, mixed> the error goes into the report that WHMCS mails to administrators
     */
    public function run(array $params): array
    {
        $values = new Params($params);
        try {
            return (new ActionCall('TransferSync', self::LIMIT))->send(
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
     * @return array<string, mixed>|null empty while the transfer is pending
     */
    public static function read(array $result): ?array
    {
        if (!isset($result['completed'])) {
            return [];
        }
        $date = $result['expirydate'] ?? null;

        return $result['completed'] === true && CalendarDate::isOne($date)
            ? ['completed' => true, 'expirydate' => $date]
            : null;
    }
}
