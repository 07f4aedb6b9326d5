<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Actions;

use NiceNicCompanion\Whmcs\DomainFields;
use NiceNicCompanion\Whmcs\Params;

/** Gives a nameserver below the domain itself another address. */
final class ModifyNameserver
{
    /**
     * @param array<string, mixed> $params
     * @return array<string, mixed>
     */
    public function run(array $params): array
    {
        $values = new Params($params);

        return Change::send('ModifyNameserver', $values, DomainFields::of($values) + [
            'nameserver' => $values->typed('nameserver'),
            'currentipaddress' => $values->text('currentipaddress'),
            'newipaddress' => $values->text('newipaddress'),
        ]);
    }
}
