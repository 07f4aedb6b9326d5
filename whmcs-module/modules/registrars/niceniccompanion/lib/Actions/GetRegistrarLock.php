<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Actions;

use NiceNicCompanion\Whmcs\DomainFields;
use NiceNicCompanion\Whmcs\Params;
use NiceNicCompanion\Whmcs\Sidecar\ActionCall;
use NiceNicCompanion\Whmcs\Sidecar\ActionFailed;
use NiceNicCompanion\Whmcs\Texts;

/** Whether a domain is locked against transfers. */
final class GetRegistrarLock
{
    /** Seconds. A page waits; the sidecar answers within 14. */
    private const LIMIT = 14.5;

    /**
     * @param array<string, mixed> $params
     * @return string|array<string, string> `locked` or `unlocked`, or an array with `error`, which client pages print
     */
    public function run(array $params)
    {
        $values = new Params($params);
        try {
            return (new ActionCall('GetRegistrarLock', self::LIMIT))->send(
                $values,
                DomainFields::of($values),
                static function (array $result): ?string {
                    $lock = $result['lock'] ?? null;

                    return in_array($lock, ['locked', 'unlocked'], true) ? $lock : null;
                }
            );
        } catch (ActionFailed $failed) {
            return ['error' => $failed->pageText(Texts::toCustomer('module:for_customers.no_data'))];
        }
    }
}
