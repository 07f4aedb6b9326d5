<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Actions;

use NiceNicCompanion\Whmcs\OrderFields;
use NiceNicCompanion\Whmcs\Params;
use NiceNicCompanion\Whmcs\Sidecar\ActionCall;
use NiceNicCompanion\Whmcs\Sidecar\ActionFailed;

/**
 * Renews a domain. WHMCS may repeat the call at any time; by the expiry date that WHMCS believes in, the sidecar tells
 * a repetition from another renewal.
 */
final class RenewDomain
{
    /** Seconds, less than the sidecar gives the registrar: the next click gets the outcome that it stored. */
    private const LIMIT = 55.0;

    /**
     * @param array<string, mixed> $params
     * @return array<string, mixed> the error is for administrators, as in {@see RegisterDomain::run()}
     */
    public function run(array $params): array
    {
        $values = new Params($params);
        try {
            return (new ActionCall('RenewDomain', self::LIMIT, true))->send(
                $values,
                $this->fields($values),
                static function (array $result): ?array {
                    // WHMCS knows no pending renewal, and a failure would be repeated: the order was accepted.
                    $accepted = ($result['renewed'] ?? null) === true || ($result['pending'] ?? null) === true;

                    return $accepted ? ['success' => true] : null;
                }
            );
        } catch (ActionFailed $failed) {
            return ['error' => $failed->getMessage()];
        }
    }

    /**
     * @return array<string, mixed>
     */
    private function fields(Params $params): array
    {
        $fields = OrderFields::of($params);
        $fields['isInGracePeriod'] = $params->flag('isInGracePeriod');
        $fields['isInRedemptionGracePeriod'] = $params->flag('isInRedemptionGracePeriod');
        if ($params->has('expiryDate')) {
            $fields['expiryDate'] = $params->text('expiryDate');
        }

        return $fields;
    }
}
