<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Actions;

use NiceNicCompanion\Whmcs\DomainFields;
use NiceNicCompanion\Whmcs\Params;
use NiceNicCompanion\Whmcs\Sidecar\ActionCall;
use NiceNicCompanion\Whmcs\Sidecar\ActionFailed;
use NiceNicCompanion\Whmcs\Texts;

/** The code with which a domain can be transferred away. It is shown as it is and logged nowhere. */
final class GetEPPCode
{
    /** Seconds. A page waits; the sidecar answers within 14. */
    private const LIMIT = 14.5;

    /**
     * @param array<string, mixed> $params
     * @return array<string, string> `eppcode`; `success` when the registrar mails it; or `error`, which client pages
     *                               print
     */
    public function run(array $params): array
    {
        $values = new Params($params);
        try {
            return (new ActionCall('GetEPPCode', self::LIMIT, false, true))->send(
                $values,
                DomainFields::of($values),
                static function (array $result): ?array {
                    if (($result['mailed'] ?? null) === true) {
                        return ['success' => 'success'];
                    }
                    $code = $result['eppcode'] ?? null;

                    return is_string($code) && $code !== '' ? ['eppcode' => $code] : null;
                }
            );
        } catch (ActionFailed $failed) {
            return ['error' => $failed->pageText(Texts::toCustomer('module:for_customers.no_data'))];
        }
    }
}
