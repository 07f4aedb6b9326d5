<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Actions;

use NiceNicCompanion\Whmcs\DomainFields;
use NiceNicCompanion\Whmcs\Params;
use NiceNicCompanion\Whmcs\Sidecar\ActionCall;
use NiceNicCompanion\Whmcs\Sidecar\ActionFailed;
use NiceNicCompanion\Whmcs\Texts;

/** The DNS records that WHMCS's form can show. */
final class GetDNS
{
    /** Seconds. A page waits; the sidecar answers within 14. */
    private const LIMIT = 14.5;

    private const KEYS = ['hostname', 'type', 'address', 'priority'];

    /**
     * @param array<string, mixed> $params
     * @return array<mixed> a list of records, or `error` alone, which client pages print
     */
    public function run(array $params): array
    {
        $values = new Params($params);
        try {
            return (new ActionCall('GetDNS', self::LIMIT))->send(
                $values,
                DomainFields::of($values),
                static function (array $result): ?array {
                    return self::records($result['records'] ?? null);
                }
            );
        } catch (ActionFailed $failed) {
            return ['error' => $failed->pageText(Texts::toCustomer('module:for_customers.no_data'))];
        }
    }

    /**
     * @param mixed $records
     * @return list<array<string, string>>|null null when one does not have the agreed form
     */
    private static function records($records): ?array
    {
        if (!is_array($records)) {
            return null;
        }
        $rows = [];
        foreach ($records as $record) {
            $row = [];
            foreach (self::KEYS as $key) {
                if (!is_string($record[$key] ?? null)) {
                    return null;
                }
                // The stock templates print values as they are: a quotation mark would end the field, and the rest of
                // the value would be lost with the next save (whmcs-contract.md section 3.4).
                $row[$key] = htmlspecialchars($record[$key], ENT_QUOTES, 'UTF-8');
            }
            $rows[] = $row;
        }

        return $rows;
    }
}
