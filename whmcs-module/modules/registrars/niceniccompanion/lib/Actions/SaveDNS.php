<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Actions;

use NiceNicCompanion\Whmcs\DomainFields;
use NiceNicCompanion\Whmcs\Params;

/** Gives a domain its DNS records: the form's rows are the complete set, blank ones among them. */
final class SaveDNS
{
    /** Seconds. Several calls to the registrar; the sidecar answers within 27. */
    private const LIMIT = 27.5;

    /**
     * @param array<string, mixed> $params
     * @return array<string, mixed>
     */
    public function run(array $params): array
    {
        $values = new Params($params);

        return Change::send('SaveDNS', $values, DomainFields::of($values) + [
            'dnsrecords' => $values->rows('dnsrecords', ['hostname', 'type', 'address', 'priority']),
        ], self::LIMIT);
    }
}
