<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Actions;

use NiceNicCompanion\Whmcs\DomainFields;
use NiceNicCompanion\Whmcs\Params;
use NiceNicCompanion\Whmcs\Sidecar\ActionCall;
use NiceNicCompanion\Whmcs\Sidecar\ActionFailed;
use NiceNicCompanion\Whmcs\Texts;

/** Nameservers by themselves, for WHMCS's API command DomainGetNameservers. */
final class GetNameservers
{
    /** Seconds. A page waits; the sidecar answers within 14. */
    private const LIMIT = 14.5;

    /** WHMCS's own names, in their order. */
    private const KEYS = ['ns1', 'ns2', 'ns3', 'ns4', 'ns5'];

    /**
     * @param array<string, mixed> $params
     * @return array<string, string> `ns1` and so on without gaps, or `error` alone, which client pages print
     */
    public function run(array $params): array
    {
        $values = new Params($params);
        try {
            return (new ActionCall('GetNameservers', self::LIMIT))->send(
                $values,
                DomainFields::of($values),
                static function (array $result): ?array {
                    $named = self::read($result);

                    return $named === [] ? null : $named;
                }
            );
        } catch (ActionFailed $failed) {
            return ['error' => $failed->customerText(Texts::toCustomer('module:for_customers.no_data'))];
        }
    }

    /**
     * @param mixed $named
     * @return array<string, string>|null null when it does not have the agreed form
     */
    public static function read($named): ?array
    {
        if (!is_array($named)) {
            return null;
        }
        $names = [];
        foreach (array_slice(self::KEYS, 0, count($named)) as $key) {
            if (!is_string($named[$key] ?? null) || $named[$key] === '') {
                return null;
            }
            $names[$key] = $named[$key];
        }

        return count($names) === count($named) ? $names : null;
    }
}
