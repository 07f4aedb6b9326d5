<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Actions;

use NiceNicCompanion\Whmcs\DomainFields;
use NiceNicCompanion\Whmcs\Params;

/** Removes a nameserver below the domain itself. */
final class DeleteNameserver
{
    /**
     * @param array<string, mixed> $params
     * @return array<string, mixed>
     */
    public function run(array $params): array
    {
        $values = new Params($params);

        return Change::send('DeleteNameserver', $values, DomainFields::of($values) + [
            'nameserver' => $values->typed('nameserver'),
        ]);
    }
}
