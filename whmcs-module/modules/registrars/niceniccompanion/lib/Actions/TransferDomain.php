<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Actions;

use NiceNicCompanion\Whmcs\OrderFields;
use NiceNicCompanion\Whmcs\Params;
use NiceNicCompanion\Whmcs\Sidecar\ActionCall;
use NiceNicCompanion\Whmcs\Sidecar\ActionFailed;

/** Orders the transfer of a domain. It ends days later; WHMCS learns that from TransferSync. */
final class TransferDomain
{
    /** Seconds, less than the sidecar gives the registrar: the next click gets the outcome that it stored. */
    private const LIMIT = 55.0;

    /**
     * @param array<string, mixed> $params
     * @return array<string, mixed> success makes the domain Pending Transfer, whether it waits or is over already; the
     *                              error is for administrators, as in {@see RegisterDomain::run()}
     */
    public function run(array $params): array
    {
        $values = new Params($params);
        $fields = OrderFields::ofNewName($values);
        // WHMCS hands the code over under one name or under both.
        $fields['transfersecret'] = $values->has('eppcode')
            ? $values->text('eppcode')
            : $values->text('transfersecret');
        try {
            return (new ActionCall('TransferDomain', self::LIMIT, true))->send(
                $values,
                $fields,
                static function (array $result): ?array {
                    $accepted = ($result['pending'] ?? null) === true || ($result['transferred'] ?? null) === true;

                    return $accepted ? ['success' => true] : null;
                }
            );
        } catch (ActionFailed $failed) {
            return ['error' => $failed->getMessage()];
        }
    }
}
